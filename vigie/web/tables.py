"""The same rows as a spreadsheet or a map file, row by row, with HXL tags and nothing that runs."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date

import xlsxwriter
from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from vigie.core.spreadsheets import neutral

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "zip": "application/zip",
}
LINES_AT_ONCE = 200


def column(label: str, hxl: str = "", **more):
    """A field of a face that is a column of its downloads."""
    return dataclasses.field(metadata={"label": label, "hxl": hxl}, **more)


def columns_of(face) -> list[dataclasses.Field]:
    return [each for each in dataclasses.fields(face) if "label" in each.metadata]


@dataclasses.dataclass(frozen=True)
class Sheet:
    """What a download says of itself: its rows as counted beforehand, its filters, its notice, how sure it is."""

    stem: str
    expected: int
    filters: tuple[tuple[str, str], ...] = ()
    notice: str = ""
    notes: tuple[tuple[str, str], ...] = ()


def download(ending: str, sheet: Sheet, face, faces: Iterable) -> StreamingHttpResponse:
    """Stream `faces` as "csv", "xlsx" or "geojson". Unknown endings are refused by the address itself.

    The number of rows counted before the first was written is in the header X-Vigie-Rows (and inside an
    XLSX or GeoJSON file beside the number written), so that a torn download shows.
    """
    if ending == "geojson":
        return attached(ending, sheet, _geojson(sheet, face, faces))
    return download_lines(ending, sheet, _head(sheet, face), _cells(sheet, face, faces))


def download_lines(
    ending: str, sheet: Sheet, head: list[list], lines: Iterable[list]
) -> StreamingHttpResponse:
    """Stream a table that no face names, as "csv" or "xlsx": its first lines, and the others, neutral already."""
    pieces = csv_pieces(head, lines) if ending == "csv" else _xlsx(sheet, head, lines)
    return attached(ending, sheet, pieces)


def attached(ending: str, sheet: Sheet, pieces: Iterator) -> StreamingHttpResponse:
    """The response that hands `pieces` over as a file."""
    response = StreamingHttpResponse(
        _in_language(translation.get_language(), pieces), content_type=TYPES[ending]
    )
    name = f"{sheet.stem}-{date.today().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Vigie-Rows"] = str(sheet.expected)
    return response


def _in_language(language: str | None, pieces: Iterator) -> Iterator:
    # The body is written after the request has ended, when its language is no longer in force.
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _head(sheet: Sheet, face) -> list[list]:
    """The two first lines: labels, and HXL tags."""
    columns = columns_of(face)
    notice = [_("Notice")] if sheet.notice else []
    tags = [each.metadata["hxl"] for each in columns] + (["#meta+notice"] if sheet.notice else [])
    return [[str(_(each.metadata["label"])) for each in columns] + notice, tags]


def _cells(sheet: Sheet, face, faces: Iterable) -> Iterator[list]:
    names = [each.name for each in columns_of(face)]
    notice = [sheet.notice] if sheet.notice else []
    for faced in faces:
        yield [neutral(getattr(faced, name)) for name in names] + notice


def csv_pieces(head: list[list], lines: Iterable[list]) -> Iterator[str]:
    """A table as CSV, some two hundred lines at a time."""
    lines, text = itertools.chain(head, lines), io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    text.write("\ufeff")
    while some := list(itertools.islice(lines, LINES_AT_ONCE)):
        writer.writerows(some)
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def _batched(lines: Iterator[str]) -> Iterator[str]:
    while some := "".join(itertools.islice(lines, LINES_AT_ONCE)):
        yield some


def _xlsx(sheet: Sheet, head: list[list], lines: Iterable[list]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(file, options)
        page = book.add_worksheet(_("Data"))
        for number, cells in enumerate(itertools.chain(head, lines)):
            page.write_row(number, 0, cells)
        _read_me(book.add_worksheet(_("Read me")), sheet, written=number + 1 - len(head))
        book.close()
        file.seek(0)
        while piece := file.read(65536):
            yield piece


def _read_me(page, sheet: Sheet, *, written: int) -> None:
    """The second sheet."""
    for number, cells in enumerate(about(sheet, written=written)):
        page.write_row(number, 0, cells)
    page.set_column(0, 1, 34)


def about(sheet: Sheet, *, written: int) -> list[list]:
    """What a file says of itself: when, of what, how many rows, and whether it is all invented."""
    lines = [
        (_("Date"), date.today().isoformat()),
        (_("Rows expected"), sheet.expected),
        (_("Rows written"), written),
        *sheet.filters,
        *sheet.notes,
    ]
    if sheet.notice:
        lines.append((_("Notice"), sheet.notice))
    return [[neutral(label), neutral(value)] for label, value in lines]


def _geojson(sheet: Sheet, face, faces: Iterable) -> Iterator[str]:
    notice = f'"notice":{_json(sheet.notice)},' if sheet.notice else ""
    notice += f'"notes":{_json(sheet.notes)},' if sheet.notes else ""
    yield f'{{"type":"FeatureCollection","expected":{sheet.expected},{notice}"features":['
    written = itertools.count()
    yield from _batched(_features(face, faces, written))
    yield f'],"written":{next(written)}}}'


def _features(face, faces: Iterable, written: Iterator[int]) -> Iterator[str]:
    names = [each.name for each in columns_of(face)]
    for faced in faces:
        properties = {name: getattr(faced, name) for name in names}
        feature = {"type": "Feature", "geometry": faced.geometry, "properties": properties}
        yield (",\n" if next(written) else "") + _json(feature)


def _json(data) -> str:
    return json.dumps(data, default=_plain, ensure_ascii=False)


def _plain(value):
    return value.isoformat() if isinstance(value, date) else str(value)

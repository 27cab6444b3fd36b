"""The same rows as a spreadsheet or a map file, row by row, with HXL tags and nothing that runs."""

from __future__ import annotations

import csv
import dataclasses
import itertools
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import xlsxwriter
from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
LINES_AT_ONCE = 200

# A spreadsheet runs a cell that begins like this; some trim what cannot be seen first, and some read the
# full-width signs of East Asian keyboards, the true minus sign and small forms as the plain ones.
_BLANK = r"[\s\u00a0\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f]*"
_SIGN = "[=+@|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b-]"
_RUNS = re.compile(_BLANK + _SIGN)
# A spreadsheet in French splits lines at semicolons, whatever the quotes say: what follows begins a cell.
_RUNS_WITHIN = re.compile(rf"([;\t\r\n]{_BLANK})(?={_SIGN})")


def column(label: str, hxl: str = "", **more):
    """A field of a face that is a column of its downloads."""
    return dataclasses.field(metadata={"label": label, "hxl": hxl}, **more)


def columns_of(face) -> list[dataclasses.Field]:
    return [each for each in dataclasses.fields(face) if "label" in each.metadata]


def neutral(value):
    """A cell that no spreadsheet runs: text that looks like a formula is led by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        value = " | ".join(str(each) for each in value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float):
        return value
    text = _RUNS_WITHIN.sub(r"\1'", str(value).replace("\x00", ""))
    return f"'{text}" if _RUNS.match(text) or text[:1] in ("\t", "\r", "\n") else text


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
    writer = {"csv": _csv, "xlsx": _xlsx, "geojson": _geojson}[ending]
    pieces = _in_language(translation.get_language(), writer(sheet, face, faces))
    response = StreamingHttpResponse(pieces, content_type=TYPES[ending])
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


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _head(sheet: Sheet, face) -> tuple[list, list]:
    """The two first lines: labels, and HXL tags."""
    columns = columns_of(face)
    notice = [_("Notice")] if sheet.notice else []
    tags = [each.metadata["hxl"] for each in columns] + (["#meta+notice"] if sheet.notice else [])
    return [str(_(each.metadata["label"])) for each in columns] + notice, tags


def _cells(sheet: Sheet, face, faces: Iterable) -> Iterator[list]:
    names = [each.name for each in columns_of(face)]
    notice = [sheet.notice] if sheet.notice else []
    for faced in faces:
        yield [neutral(getattr(faced, name)) for name in names] + notice


def _csv(sheet: Sheet, face, faces: Iterable) -> Iterator[str]:
    line = csv.writer(_Echo(), quoting=csv.QUOTE_MINIMAL).writerow
    labels, tags = _head(sheet, face)
    yield "\ufeff" + line(labels) + line(tags)
    yield from _batched(line(cells) for cells in _cells(sheet, face, faces))


def _batched(lines: Iterator[str]) -> Iterator[str]:
    while some := "".join(itertools.islice(lines, LINES_AT_ONCE)):
        yield some


def _xlsx(sheet: Sheet, face, faces: Iterable) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(file, options)
        page = book.add_worksheet(_("Data"))
        for number, cells in enumerate(itertools.chain(_head(sheet, face), _cells(sheet, face, faces))):
            page.write_row(number, 0, cells)
        _read_me(book.add_worksheet(_("Read me")), sheet, written=number - 1)
        book.close()
        file.seek(0)
        while piece := file.read(65536):
            yield piece


def _read_me(page, sheet: Sheet, *, written: int) -> None:
    """The second sheet: when, of what, how many rows, and whether it is all invented."""
    lines = [
        (_("Date"), date.today().isoformat()),
        (_("Rows expected"), sheet.expected),
        (_("Rows written"), written),
        *sheet.filters,
        *sheet.notes,
    ]
    if sheet.notice:
        lines.append((_("Notice"), sheet.notice))
    for number, (label, value) in enumerate(lines):
        page.write_row(number, 0, [neutral(label), neutral(value)])
    page.set_column(0, 1, 34)


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

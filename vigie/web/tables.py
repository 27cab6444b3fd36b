"""The same rows as a spreadsheet or a map file, row by row, with HXL tags and nothing that runs."""

from __future__ import annotations

import csv
import dataclasses
import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import xlsxwriter
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
# A cell that begins like this would be run as a formula by a spreadsheet.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def column(label: str, hxl: str = "", **more):
    """A field of a face that is a column of its downloads."""
    return dataclasses.field(metadata={"label": label, "hxl": hxl}, **more)


def columns_of(face) -> list[dataclasses.Field]:
    return [each for each in dataclasses.fields(face) if "label" in each.metadata]


def neutral(value):
    """A cell that no spreadsheet runs: text that looks like a formula is led by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = " | ".join(str(each) for each in value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(RUNS):
        return "'" + value
    return value


def download(ending: str, stem: str, face, faces: Iterable, *, fictional: bool) -> StreamingHttpResponse:
    """Stream `faces` as "csv", "xlsx" or "geojson". Unknown endings are refused by the address itself."""
    writer = {"csv": _csv, "xlsx": _xlsx, "geojson": _geojson}[ending]
    response = StreamingHttpResponse(writer(face, faces, fictional), content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{stem}-{date.today().isoformat()}.{ending}"'
    return response


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(face, faces: Iterable, fictional: bool) -> Iterator[str]:
    columns = columns_of(face)
    line = csv.writer(_Echo()).writerow
    yield "\ufeff" + line([_(each.metadata["label"]) for each in columns] + _notice_label(fictional))
    yield line([each.metadata["hxl"] for each in columns] + (["#meta+notice"] if fictional else []))
    for faced in faces:
        yield line([neutral(getattr(faced, each.name)) for each in columns] + _notice(fictional))


def _notice_label(fictional: bool) -> list[str]:
    return [_("Notice")] if fictional else []


def _notice(fictional: bool) -> list[str]:
    return [_("Fictional data")] if fictional else []


def _xlsx(face, faces: Iterable, fictional: bool) -> Iterator[bytes]:
    columns = columns_of(face)
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        sheet = book.add_worksheet(_("Data"))
        sheet.write_row(0, 0, [_(each.metadata["label"]) for each in columns] + _notice_label(fictional))
        sheet.write_row(1, 0, [each.metadata["hxl"] for each in columns])
        for number, faced in enumerate(faces, start=2):
            cells = [neutral(getattr(faced, each.name)) for each in columns] + _notice(fictional)
            sheet.write_row(number, 0, cells)
        book.close()
        file.seek(0)
        while piece := file.read(65536):
            yield piece


def _geojson(face, faces: Iterable, fictional: bool) -> Iterator[str]:
    notice = f'"notice":{json.dumps(_("Fictional data"), ensure_ascii=False)},' if fictional else ""
    yield '{"type":"FeatureCollection",' + notice + '"features":['
    comma = ""
    for faced in faces:
        properties = {each.name: getattr(faced, each.name) for each in columns_of(face)}
        feature = {"type": "Feature", "geometry": faced.geometry, "properties": properties}
        yield comma + json.dumps(feature, default=str, ensure_ascii=False)
        comma = ",\n"
    yield "]}"

"""Lines of an XLSX workbook, weighed before anything parses it."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.intake.readers.tables.limits import (
    MAX_COLUMNS,
    MAX_ROWS_IN_SHEET,
    MAX_SHARED_TEXT_BYTES,
    MAX_WORKBOOK_BYTES,
)
from vigie.intake.readers.tables.lines import Line, line
from vigie.intake.readers.tables.packed import inflate, open_zip

_UNSAID = Fault("formula-without-value")
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA")


class _Weighed:
    """What a workbook holds, learnt by unpacking every part to nowhere."""

    def __init__(self) -> None:
        self.formulas = False
        self._tail = b""

    def look(self, block: bytes) -> None:
        """Refuse a part that defines entities: no spreadsheet program writes them, attackers do."""
        seen = self._tail + block
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen or seen.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableFile(Fault("workbook-entities"))
        self.formulas = self.formulas or b"<f>" in seen or b"<f " in seen or b"<f/" in seen
        self._tail = seen[-16:]

    def part_ends(self) -> None:
        self._tail = b""


def weigh(path: Path) -> _Weighed:
    """Unpack every part within limits before the parser sees any. Raises `UnreadableFile`."""
    weighed, total, packed = _Weighed(), 0, path.stat().st_size
    with open_zip(path, MAX_WORKBOOK_BYTES) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names and not any(n.startswith("xl/") for n in names):
            raise UnreadableFile(Fault("zip-not-workbook", params={"names": ", ".join(sorted(names)[:3])}))
        for part in archive.infolist():
            left = MAX_WORKBOOK_BYTES - total
            limit = min(left, MAX_SHARED_TEXT_BYTES) if part.filename.endswith("sharedStrings.xml") else left
            textual = part.filename.endswith((".xml", ".rels"))
            total += inflate(archive, part, limit, packed, weighed.look if textual else lambda block: None)
            weighed.part_ends()
    return weighed


def titles(path: Path) -> list[str]:
    """The visible sheets, in their order. Raises `UnreadableFile`."""
    weigh(path)
    with open(path, "rb") as file:
        return [sheet.title for sheet in _visible(_opened(file, data_only=True))]


def lines(path: Path, title: str = "") -> Iterator[Line]:
    """Every line of the first visible sheet that holds something; a remark names the sheets not read.

    With a `title`, every line of that sheet and no remark.
    """
    weighed = weigh(path)
    # Opened here, for the parser judges a path by its ending; each reading seeks in a file of its own.
    with open(path, "rb") as file, open(path, "rb") as twin:
        book = _opened(file, data_only=True)
        formulas = _opened(twin, data_only=False) if weighed.formulas else None
        try:
            if title:
                yield from _lines_in(book[title], formulas[title] if formulas is not None else None)
            else:
                yield from _lines_of(book, formulas)
        except UnreadableFile:
            raise
        except Exception as error:  # the parser meets a broken file with nearly any exception
            raise UnreadableFile(Fault("workbook-broken")) from error


def _opened(file: BinaryIO, *, data_only: bool):
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which we don't read
            return openpyxl.load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:  # as above
        raise UnreadableFile(Fault("workbook-broken")) from error


def _visible(book) -> list:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets


def _lines_of(book, formulas) -> Iterator[Line]:
    sheets = _visible(book)
    for place, sheet in enumerate(sheets):
        rows = _lines_in(sheet, formulas[sheet.title] if formulas is not None else None)
        first = next(rows, None)
        if first is None:
            continue
        unread = [other.title for other in sheets[place + 1 :]]
        yield _noting_unread(first, sheet.title, unread)
        yield from rows
        return
    raise UnreadableFile(Fault("file-empty"))


def _noting_unread(first: Line, title: str, unread: list[str]) -> Line:
    if not unread:
        return first
    remark = Fault("sheets-not-read", params={"sheet": title, "names": ", ".join(unread[:10])})
    return Line(first.number, first.raw, first.cells, first.faults, (*first.remarks, remark))


def _lines_in(sheet, twin) -> Iterator[Line]:
    """The lines of one sheet; `twin` is the same sheet with formulas in place of their values."""
    sheet.reset_dimensions()  # what a file says about its own size is not to be trusted
    if twin is not None:
        twin.reset_dimensions()
    written = twin.iter_rows(values_only=True) if twin is not None else ()
    for number, (values, written_values) in enumerate(
        zip_longest(sheet.iter_rows(values_only=True), written, fillvalue=()), start=1
    ):
        if number > MAX_ROWS_IN_SHEET:
            raise UnreadableFile(Fault("too-many-rows", params={"limit": MAX_ROWS_IN_SHEET}))
        if not values and not written_values:
            continue  # the gap before a row far down is filled with a million of these
        if len(values) > MAX_COLUMNS and any(v is not None for v in values[MAX_COLUMNS:]):
            raise UnreadableFile(Fault("too-many-columns", params={"row": number, "limit": MAX_COLUMNS}))
        yield from _line(number, values[:MAX_COLUMNS], written_values)


def _line(number: int, values: tuple, written: tuple) -> Iterator[Line]:
    texts = tuple(as_text(value) for value in values)
    faults, remarks = [], []
    for index, formula in enumerate(written):
        if isinstance(formula, str) and formula.startswith("="):
            if index >= len(texts) or texts[index] == "":
                faults.append(Fault(_UNSAID.code, str(index), formula))
            else:
                remarks.append(Fault("formula-value-read", str(index), formula, {"read": texts[index]}))
    faults.extend(Fault("formula-error", str(i), text) for i, text in enumerate(texts) if text in _ERRORS)
    if any(texts) or faults:
        read = line(number, texts, tuple(faults))
        yield Line(number, read.raw, read.cells, read.faults, (*remarks, *read.remarks))


def as_text(value: object) -> str:
    """A cell as its writer would read it: 3 and not 3.0, 2026-03-12 and not a count of days."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else str(value)

"""The four organisations' files: each its own format, written row by row so that size costs no memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import xlsxwriter

from sample.organisations import Organisation
from sample.rows import Cell

WRITTEN = datetime(2026, 7, 15)  # the same in every workbook, so that equal seeds give equal bytes
MOST_SHEET_ROWS = 1_048_576  # Excel's own limit


class TooManyRows(ValueError):
    """A workbook cannot hold so many reports. `args[0]` is the limit."""


class Sink(Protocol):
    """A file that takes one row after another. `rows` counts them, headers included."""

    rows: int

    def write(self, cells: dict[str, Cell]) -> None: ...

    def close(self) -> None: ...


class CsvSink:
    """A CSV file in an organisation's own dialect."""

    def __init__(
        self, path: Path, organisation: Organisation, *, encoding: str = "utf-8", delimiter: str = ",",
        dates: str = "%d/%m/%Y", decimal: str = ".",
    ) -> None:  # fmt: skip
        self._file = path.open("w", encoding=encoding, newline="")
        self._writer = csv.writer(self._file, delimiter=delimiter, lineterminator="\r\n")
        self._dates, self._decimal = dates, decimal
        self._columns = organisation.columns
        self.rows = 0
        for header in (organisation.headers, organisation.columns):
            if header:
                self._line(header)

    def write(self, cells: dict[str, Cell]) -> None:
        self._line([self._said(cells[column]) for column in self._columns])

    def close(self) -> None:
        self._file.close()

    def _line(self, line: Iterable[Cell]) -> None:
        self._writer.writerow(line)
        self.rows += 1

    def _said(self, cell: Cell) -> Cell:
        if isinstance(cell, date):
            return cell.strftime(self._dates)
        return str(cell).replace(".", self._decimal) if isinstance(cell, float) else cell


class XlsxSink:
    """A workbook with true dates and numbers, its title above the header."""

    def __init__(self, path: Path, organisation: Organisation) -> None:
        self._book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"title": organisation.title[0], "created": WRITTEN})
        self._sheet = self._book.add_worksheet("Alertes")
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._columns = organisation.columns
        self.rows = 0
        for title in organisation.title:
            self._line([title])
        self._line(organisation.columns)

    def write(self, cells: dict[str, Cell]) -> None:
        if self.rows >= MOST_SHEET_ROWS:
            raise TooManyRows(MOST_SHEET_ROWS)
        self._line([cells[column] for column in self._columns])

    def close(self) -> None:
        self._book.close()

    def _line(self, line: Iterable[Cell]) -> None:
        for column, cell in enumerate(line):
            if isinstance(cell, date):
                moment = datetime(cell.year, cell.month, cell.day)
                self._sheet.write_datetime(self.rows, column, moment, self._day)
            elif isinstance(cell, str) and cell:
                self._sheet.write_string(self.rows, column, cell)
            elif isinstance(cell, (int, float)):
                self._sheet.write_number(self.rows, column, cell)
        self.rows += 1


def open_sink(folder: Path, organisation: Organisation) -> Sink:
    path = folder / organisation.file
    if organisation.letter == "a":
        return CsvSink(path, organisation)
    if organisation.letter == "b":
        return XlsxSink(path, organisation)
    if organisation.letter == "c":
        return CsvSink(path, organisation, encoding="cp1252", delimiter=";", decimal=",")
    return CsvSink(path, organisation, dates="%Y-%m-%d")

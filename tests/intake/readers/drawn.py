"""Small files drawn in a test: rows of text become CSV or XLSX, and tables of cases become lists."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import xlsxwriter

from vigie.intake.readers.outcome import Fault, Row

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


def csv_text(rows: list[dict] | list[list], delimiter: str = ",") -> str:
    """CSV of rows; of dicts the first one's keys are the header."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if rows and isinstance(rows[0], dict):
        writer.writerow(rows[0])
        rows = [list(row.values()) for row in rows]
    writer.writerows(rows)
    return out.getvalue()


def written(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(
    folder: Path, rows: list[list], name: str = "file.xlsx", more: dict[str, list[list]] | None = None
) -> Path:
    """An XLSX: the rows in its first sheet, then `more` sheets. A tuple is a formula and its value."""
    path = folder / name
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, content in {"Data": rows, **(more or {})}.items():
            sheet = book.add_worksheet(title)
            for y, row in enumerate(content):
                for x, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(y, x, cell[0], None, cell[1])
                    elif cell is not None:
                        sheet.write(y, x, cell)
    return path


def repacked(path: Path, changes: dict[str, bytes], name: str = "changed.xlsx") -> Path:
    """A copy of a ZIP with some parts replaced or added."""
    copy = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in changes:
                new.writestr(part.filename, old.read(part))
        for part_name, content in changes.items():
            new.writestr(part_name, content)
    return copy


def codes(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.code for fault in faults]


def account(rows: list[Row]) -> dict[str, int]:
    """Outcome → number of rows; the sum is the number of rows in the file."""
    found = {"taken": 0, "refused": 0, "passed over": 0}
    for row in rows:
        found["taken" if row.taken else "refused" if row.faults else "passed over"] += 1
    return found


def cases(table: str) -> list[tuple[str, ...]]:
    """The lines of a drawn table, cells split at "|"; the first line is its header and is left out."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines[1:]]

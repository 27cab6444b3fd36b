"""XLSForms as sheets of rows: read from a workbook, written to one, and prepared for compiling."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlsxwriter

from vigie.core.xforms.sources import Sheets

SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "osm")
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
FIRST_ROW = 2  # of what stands below the header, as a spreadsheet numbers it


class NoSheets(ValueError):
    """These bytes are no workbook. `code`: "not-a-workbook", "no-survey"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_sheets(data: bytes) -> Sheets:
    """The sheets of an XLSForm (.xlsx, .xls). Blank rows are kept, so that places in lists tell rows."""
    # Loaded only where a form is brought: pyxform and what it reads with take 40 MB.
    from pyxform.xls2json_backends import get_xlsform

    kind = ".xls" if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" else ".xlsx"
    try:
        found = get_xlsform(data, file_type=kind)
    except Exception as error:  # xlrd and openpyxl raise whatever a damaged file makes them meet
        raise NoSheets("not-a-workbook") from error
    sheets = {name: _rows(getattr(found, name), getattr(found, f"{name}_header")) for name in SHEETS}
    if not sheets["survey"]:
        raise NoSheets("no-survey")
    return {name: rows for name, rows in sheets.items() if rows}


def _rows(rows, header) -> list[dict[str, str]]:
    """Rows by column; the first has every column, so that one without any word yet is not lost."""
    found = [{column: cell for column, cell in row.items() if cell is not None} for row in rows or ()]
    if found and header:
        found[0] = {**dict.fromkeys(header[0], ""), **found[0]}
    return found


def columns_of(rows: list[dict[str, str]]) -> list[str]:
    """The columns that stand in any row, in the order in which they are met."""
    return list(dict.fromkeys(column for row in rows for column in row))


def to_workbook(sheets: Sheets) -> bytes:
    """An XLSX that other tools for XLSForms read: one sheet each, the header in its first row."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    head, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets.items():
        page, columns = book.add_worksheet(name), columns_of(rows)
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(columns) - 1, 0), 28)
        page.write_row(0, 0, columns, head)
        for number, row in enumerate(rows, FIRST_ROW - 1):
            for place, column in enumerate(columns):
                if value := row.get(column):
                    page.write_string(number, place, value, wrap)
    book.close()
    return file.getvalue()


def translations(rows: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Columns that hold words in a language: (column, what it holds, language)."""
    for column in columns_of(rows):
        held, mark, language = column.partition("::")
        if mark and held.strip().lower() in TRANSLATED:
            yield column, held.strip(), language.strip()


def with_default_words(sheets: Sheets) -> Sheets:
    """The sheets with the default language's words wherever another language has none yet.

    A phone shows them until somebody has translated them; pyxform would write a dash.
    """
    settings = sheets.get("settings") or [{}]
    default = settings[0].get("default_language") or ""
    return {
        name: _filled(rows, default) if name in ("survey", "choices") else rows
        for name, rows in sheets.items()
    }


def _filled(rows: list[dict[str, str]], default: str) -> list[dict[str, str]]:
    found = list(translations(rows))
    first = {held: column for column, held, language in reversed(found)}
    first |= {held: column for column, held, language in found if language == default}
    filled = []
    for row in rows:
        more = {column: row.get(first[held]) for column, held, _language in found if not row.get(column)}
        filled.append({**row, **{column: words for column, words in more.items() if words}})
    return filled

"""An export as one table, for a mapping that knows columns and no form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vigie.intake.readers.exports.entry import Entry, Export
from vigie.intake.readers.exports.opening import open_export
from vigie.intake.readers.tables import Line, Table, open_table
from vigie.intake.readers.tables.packed import kind_of

# Between the turns of a repeat in one cell; a mapping says it as the separator of its actors or places.
BETWEEN = "|"
# What a mapping calls the number of turns: "victims (number)".
NUMBER = "{} (number)"


def table_of(path: Path, skip_rows: int = 0) -> Table:
    """The table in a file; an export with repeats as one table. Raises `UnreadableFile`.

    Only workbooks and ZIP files can hold repeats: a CSV is read row by row, however long it is.
    """
    if not skip_rows and kind_of(path) == "zip":
        export = open_export(path)
        if export is not None:
            return flattened(export)
    return open_table(path, skip_rows=skip_rows)


def flattened(export: Export) -> Table:
    """The main table with, for each repeat, the number of turns, and each question's answers side by side.

    The column of a question inside is called as in its own sheet, after the sheet's name where it would stand
    twice: "victims: age".
    """
    inside = _columns(export)
    columns = [*export.columns, *(name for name, *_rest in inside)]
    lines = (_line(export, entry, inside) for entry in export.entries)
    return Table(lines, columns, remarks=export.remarks, is_text=False)


def _columns(export: Export) -> list[tuple[str, str, str]]:
    """(column, sheet, question) of all repeats; the question is "" for the number of turns."""
    found, taken = [], set(export.columns)
    for sheet, columns in export.repeats.items():
        found.append((NUMBER.format(sheet), sheet, ""))
        for column in columns:
            if not column.startswith("_") and column not in ("KEY", "PARENT_KEY"):
                name = column if column not in taken else f"{sheet}: {column}"
                found.append((name, sheet, column))
                taken.add(name)
    return found


def _line(export: Export, entry: Entry, inside: list[tuple[str, str, str]]) -> Line:
    turns = {sheet: list(_turns(entry, sheet)) for sheet in export.repeats}

    def cells(of: str) -> tuple[str, ...]:
        own = tuple(getattr(entry, of).get(column, "") for column in export.columns)
        return own + tuple(_cell(turns[sheet], column, of) for _name, sheet, column in inside)

    return Line(entry.number, cells("raw"), cells("cells"), tuple(entry.all_faults()), entry.remarks)


def _turns(entry: Entry, sheet: str) -> Iterator[Entry]:
    """The turns of one repeat, also where it stands inside another one."""
    yield from entry.repeats.get(sheet, ())
    for turns in entry.repeats.values():
        for turn in turns:
            yield from _turns(turn, sheet)


def _cell(turns: list[Entry], column: str, of: str) -> str:
    if not column:
        return str(len(turns))
    said = [getattr(turn, of).get(column, "").strip() for turn in turns]
    return BETWEEN.join(said) if any(said) else ""

"""A table: its header, its HXL tags where it has them, and its lines by column name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.intake.readers.tables import delimited, packed, workbook
from vigie.intake.readers.tables.limits import MAX_TEXT_BYTES
from vigie.intake.readers.tables.lines import Line

# libhxl looks as far for the tags.
_ROWS_TO_FIND_TAGS = 25


class Table:
    """A header and the lines below it. Iterating reads the file once, in constant memory.

    `columns` are unique: a repeated name gets " (2)", an empty one its place, "(7)". `tags` has one tag
    for each column ("" where there is none), or is empty where the file has no tag row. `remarks` concern
    the file as a whole.
    """

    def __init__(
        self,
        lines: Iterator[Line],
        columns: list[str],
        tags: list[str] = (),
        remarks: tuple[Fault, ...] = (),
        is_text: bool = True,
    ):
        self.columns = _unique(columns)
        self.tags = [*tags, *[""] * (len(columns) - len(tags))] if tags else []
        self.remarks = remarks
        self._is_text = is_text  # a workbook never writes the empty cells at the end of a row
        self._lines = lines

    def __iter__(self) -> Iterator[Line]:
        width = len(self.columns)
        for line in self._lines:
            yield self.named(_fitted(line, width, self._is_text))

    def named(self, line: Line) -> Line:
        """The line with the column's name in its faults and remarks."""
        if not (line.faults or line.remarks):
            return line
        return replace(line, faults=self._named(line.faults), remarks=self._named(line.remarks))

    def _named(self, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
        return tuple(replace(fault, field=self._column(fault.field)) for fault in faults)

    def _column(self, field: str) -> str:
        return self.columns[int(field)] if field.isdecimal() and int(field) < len(self.columns) else field

    def column(self, name: str) -> str | None:
        """The column with this name or, if it begins with "#", this tag; None where there is none."""
        if name.startswith("#"):
            wanted = spelled(name)
            return next(
                (c for c, tag in zip(self.columns, self.tags, strict=False) if spelled(tag) == wanted), None
            )
        return name if name in self.columns else None


@dataclass(frozen=True)
class Opened:
    """The lines of a file, remarks on the file as a whole, and whether it is a text file."""

    lines: Iterator[Line]
    remarks: tuple[Fault, ...]
    is_text: bool


def open_lines(path: Path, *, quoted: str = '"', delimiter: str = "", zipped: bool = False) -> Opened:
    """The lines of a file of any kind that we read. Raises `UnreadableFile`.

    `zipped` allows a ZIP with one text table in it; `quoted` empty means that quotation marks are letters.
    """
    path = Path(path)
    kind = packed.kind_of(path)
    if kind == "zip" and not zipped:
        return Opened(workbook.lines(path), (), is_text=False)
    if kind == "zip":
        opener = packed.only_table_in(path, MAX_TEXT_BYTES)
    else:
        opener = packed.gzipped(path) if kind == "gzip" else lambda: path.open("rb")
    if kind == "text" and packed.begins_like_json(path):
        raise UnreadableFile(Fault("not-a-table", value="JSON"))
    return _of_text(opener, path, quoted, delimiter)


def _of_text(opener: packed.Opener, path: Path, quoted: str = '"', delimiter: str = "") -> Opened:
    encoding, head, remarks = delimited.examine(opener, path.stat().st_size)
    text = head[:65_536].decode(encoding, errors="replace")
    if len(head) > 65_536:
        text = text[: text.rfind("\n") + 1] or text
    found = delimited.lines(opener, encoding, delimiter or delimited.delimiter_in(text), quoted)
    return Opened(found, remarks, is_text=True)


def open_table(path: Path, *, skip_rows: int = 0, zipped: bool = False) -> Table:
    """The table in a CSV, TSV or XLSX (CSV also gzipped). Raises `UnreadableFile`.

    The header is the first row that holds anything after `skip_rows` rows; a HXL tag row right below it
    is taken for what it is, and one further down makes the row above it the header.
    """
    return _table(open_lines(path, zipped=zipped), skip_rows)


def open_tables(path: Path) -> dict[str, Table]:
    """Every table of a file, by the name of its sheet or, in a ZIP, of its file; "" for a file that is one.

    Sheets and files that hold nothing are left out. Raises `UnreadableFile`, also where nothing is left.
    """
    path = Path(path)
    found: dict[str, Table] = {}
    for name, opening in _openings(path).items():
        try:
            found[name] = _table(opening(), 0)
        except UnreadableFile as stop:
            if stop.fault.code != "file-empty":
                raise
    if not found:
        raise UnreadableFile(Fault("file-empty"))
    return found


def _openings(path: Path) -> dict[str, Callable[[], Opened]]:
    if packed.kind_of(path) != "zip":
        return {"": lambda: open_lines(path)}
    if packed.is_workbook(path):
        titles = workbook.titles(path)
        return {each: partial(_of_sheet, path, each) for each in titles}
    texts = packed.tables_in(path, MAX_TEXT_BYTES)
    return {name: partial(_of_text, opener, path) for name, opener in texts.items()}


def _of_sheet(path: Path, title: str) -> Opened:
    return Opened(workbook.lines(path, title), (), is_text=False)


def _table(opened: Opened, skip_rows: int) -> Table:
    lines = (line for line in opened.lines if line.number > skip_rows)
    first, later = _first_of(lines)
    tagged = next((at for at, line in enumerate(first) if is_tag_row(line.cells)), None)
    header = first[max(tagged - 1, 0)] if tagged is not None else first[0]
    tags = [cell.strip() for cell in first[tagged].cells] if tagged is not None else []
    rest = first[tagged + 1 :] if tagged is not None else first[1:]
    columns = [cell.strip() for cell in header.cells]
    if tagged == 0:
        columns = list(tags)
    columns += [""] * (len(tags) - len(columns))
    while columns and not columns[-1] and not (tags[len(columns) - 1 :] and tags[len(columns) - 1]):
        columns.pop()
    if any(fault.code == "letters-lost" for fault in header.faults):
        raise UnreadableFile(Fault("header-damaged"))
    return Table(
        chain(rest, later), columns, tags[: len(columns)], (*opened.remarks, *header.remarks), opened.is_text
    )


def _first_of(lines: Iterator[Line]) -> tuple[list[Line], Iterator[Line]]:
    """The first lines, and those after them. If a file breaks off among the first, those above count."""
    first: list[Line] = []
    try:
        for line in islice(lines, _ROWS_TO_FIND_TAGS):
            first.append(line)
    except UnreadableFile as stop:
        if first:
            return first, _stopping(stop)
        raise
    if not first:
        raise UnreadableFile(Fault("file-empty"))
    return first, lines


def _stopping(stop: UnreadableFile) -> Iterator[Line]:
    raise stop
    yield


def is_tag_row(cells: tuple[str, ...]) -> bool:
    """Whether at least half of the filled cells, and two of them or all, are HXL tags."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    tags = [cell for cell in filled if cell.startswith("#") and len(cell) > 1 and cell[1].isalpha()]
    return bool(tags) and len(tags) * 2 >= len(filled) and (len(tags) > 1 or len(filled) == 1)


def spelled(tag: str) -> str:
    """A HXL tag in one spelling: lower case, attributes in order, no spaces."""
    name, *attributes = tag.lower().replace(" ", "+").replace("++", "+").strip("+").split("+")
    return "+".join((name, *sorted(filter(None, attributes))))


def _fitted(line: Line, width: int, is_text: bool) -> Line:
    """The line with as many cells as the header, and a word about it where something may be wrong."""
    if len(line.cells) == width:
        return line
    if len(line.cells) < width:
        missing = Fault("row-short", params={"cells": len(line.cells), "columns": width})
        short = (missing,) if is_text else ()
        filler = ("",) * (width - len(line.cells))
        return replace(
            line, raw=line.raw + filler, cells=line.cells + filler, remarks=(*line.remarks, *short)
        )
    if any(cell.strip() for cell in line.cells[width:]):
        extra = next(cell for cell in line.cells[width:] if cell.strip())
        long = Fault("row-long", value=extra, params={"cells": len(line.cells), "columns": width})
        return replace(line, raw=line.raw[:width], cells=line.cells[:width], faults=(*line.faults, long))
    return replace(line, raw=line.raw[:width], cells=line.cells[:width])


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    unique = []
    for place, name in enumerate(names, start=1):
        name = name or f"({place})"
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique

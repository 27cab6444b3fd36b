"""One row by column name, read piece by piece, collecting what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b

from vigie.core.statement import Statement
from vigie.intake.readers.outcome import Fault, Row
from vigie.intake.readers.places import BoundaryArea, Settlement
from vigie.intake.readers.repeats import Repeats
from vigie.intake.readers.tables import Line, Table

Content = Statement | Settlement | BoundaryArea

# What the register keeps of a source's own identifier.
MAX_KEY = 100


class Record:
    """One row of a table. Readings that fail are noted as faults and give None; the reader goes on, so
    that a person learns everything that is wrong with a row at once.
    """

    def __init__(self, columns: list[str], line: Line, told: set[str] | None = None):
        self.number = line.number
        self.cells = dict(zip(columns, line.cells, strict=True))
        self.original = dict(zip(columns, line.raw, strict=True))
        self.faults = list(line.faults)
        self.remarks = list(line.remarks)
        self.key = ""
        self._told = set() if told is None else told  # what was remarked once for the whole file

    def __getitem__(self, column: str) -> str:
        """The cell without spaces around it; empty where the file has no such column."""
        return self.cells.get(column, "").strip()

    def first_of(self, *columns: str) -> str:
        """The name of the first of these columns that the file has; empty where it has none."""
        return next((column for column in columns if column in self.cells), "")

    def fault(self, code: str, column: str = "", value: str = "", **params: object) -> None:
        self.faults.append(Fault(code, column, value, params))

    def remark(self, code: str, column: str = "", value: str = "", **params: object) -> None:
        self.remarks.append(Fault(code, column, value, params))

    def remark_once(self, code: str, column: str = "", value: str = "", **params: object) -> None:
        """Remark on what holds for the whole file, at the first row that shows it."""
        if code + column not in self._told:
            self._told.add(code + column)
            self.remark(code, column, value, **params)

    def digest(self) -> bytes:
        """What stands for the row's content, 16 bytes."""
        return blake2b(
            "\x1f".join(self.original.values()).encode("utf-8", "replace"), digest_size=16
        ).digest()

    def take_key(self, column: str, prefix: str) -> None:
        """Hold the source's own identifier; where there is none, one made of the row's content."""
        value = self[column].removesuffix(".0")
        if not value:
            self.remark("key-made", column)
            value = f"row-{self.digest().hex()}"
        if len(prefix) + len(value) > MAX_KEY:
            self.fault("key-too-long", column, value, limit=MAX_KEY)
            value = value[: MAX_KEY - len(prefix)]
        self.key = prefix + value


def rows(
    table: Table, say: Callable[[Record], Content | None], *, key: str, prefix: str = ""
) -> Iterator[Row]:
    """Every row of a table with its outcome. Rows that repeat a key are told apart.

    `say` reads a record; where it gives None the record has a fault. `key` is the column with the source's
    own identifier ("" where there is none), `prefix` keeps the keys of a source's several products apart.
    """
    repeats = Repeats()
    notes, told = table.remarks, set()
    for line in table:
        record = Record(table.columns, line, told)
        record.take_key(key, prefix)
        yield _row(record, say(record), repeats, notes)
        notes = ()


def _row(record: Record, content: Content | None, repeats: Repeats, notes: tuple[Fault, ...]) -> Row:
    remarks = (*notes, *record.remarks)
    if record.faults or content is None:
        return Row(record.number, record.key, None, tuple(record.faults), remarks)
    return settled(Row(record.number, record.key, remarks=remarks), content, record.digest(), repeats)


def settled(row: Row, content: Content, digest: bytes, repeats: Repeats) -> Row:
    """The row with its content, unless its key stood above: passed over where all is equal, else refused."""
    first = repeats.first(row.key, digest, row.number)
    if first is None:
        return replace(row, **{"statement" if isinstance(content, Statement) else "place": content})
    told = {"first": first.number}
    if first.same:
        return replace(row, remarks=(*row.remarks, Fault("row-repeated", params=told)))
    return replace(row, faults=(Fault("key-repeated", value=row.key, params=told),))

"""Finding out that a file is such an export, and putting its sheets together.

Kobo numbers the rows of each sheet in `_index` and names a turn's parent by `_parent_table_name` and
`_parent_index` (kobotoolbox/formpack, export headers). Central writes one file for each repeat, joined by `KEY`
and `PARENT_KEY`; a turn's key is its path, "uuid:…/group/repeat[2]" (getodk/central-backend, briefcase export).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from vigie.intake.readers.exports.entry import Entry, Export
from vigie.intake.readers.outcome import Fault, UnreadableFile
from vigie.intake.readers.tables import Table, open_tables
from vigie.intake.readers.tables.packed import begins_like_json, kind_of

Key = tuple[str, str]  # the sheet ("" where keys are unique in the whole file), and the key in it


@dataclass(frozen=True)
class _Dialect:
    """How one program joins its tables. `marks`: columns of a main table, each set of them enough."""

    made_by: str
    marks: tuple[frozenset[str], ...]
    child_marks: frozenset[str]
    instance: tuple[str, ...]
    sent: str
    own: Callable[[str, Entry], Key]
    parent: Callable[[str, Entry, str], Key]


def _kobo_parent(sheet: str, entry: Entry, main: str) -> Key:
    return entry["_parent_table_name"] or main, entry["_parent_index"]


_DIALECTS = (
    _Dialect(
        "kobo", (frozenset({"_uuid", "_submission_time"}), frozenset({"_uuid", "_index"})),
        frozenset({"_parent_index"}), ("meta/rootUuid", "_uuid", "meta/instanceID"), "_submission_time",
        lambda sheet, entry: (sheet, entry["_index"]), _kobo_parent,
    ),
    _Dialect(
        "central", (frozenset({"SubmissionDate", "KEY"}), frozenset({"meta-instanceID", "KEY"})),
        frozenset({"PARENT_KEY"}), ("KEY", "meta-instanceID"), "SubmissionDate",
        lambda sheet, entry: ("", entry["KEY"]), lambda sheet, entry, main: ("", entry["PARENT_KEY"]),
    ),
)  # fmt: skip


def open_export(path: Path) -> Export | None:
    """The export in a file; None where the file is another table. Raises `UnreadableFile`."""
    if kind_of(path) == "text" and begins_like_json(path):
        return None
    tables = open_tables(path)
    for dialect in _DIALECTS:
        children = {n: t for n, t in tables.items() if dialect.child_marks <= set(t.columns)}
        for name, table in tables.items():
            if name not in children and any(mark <= set(table.columns) for mark in dialect.marks):
                return _joined(dialect, name, table, children, [*tables])
    return None


def is_export(columns: Iterable[str]) -> bool:
    """Whether a main table with these columns is one of either program."""
    return any(mark <= set(columns) for dialect in _DIALECTS for mark in dialect.marks)


def _joined(
    dialect: _Dialect, main: str, table: Table, children: dict[str, Table], names: list[str]
) -> Export:
    entries = _entries(table)
    holders = _holders(dialect, main, entries)
    turns = {sheet: _entries(child) for sheet, child in children.items()}
    for sheet, inside in turns.items():
        holders |= _holders(dialect, sheet, inside)
    strays = []
    for sheet, inside in turns.items():
        for turn in inside:
            parent = holders.get(dialect.parent(sheet, turn, main))
            if parent is None or parent is turn:
                strays.append((sheet, turn))
            else:
                parent.repeats.setdefault(sheet, []).append(turn)
    unread = [name for name in names if name != main and name not in children]
    remarks = (
        (Fault("sheets-not-read", params={"sheet": main, "names": ", ".join(unread)}),) if unread else ()
    )
    return Export(
        dialect.made_by, tuple(table.columns), {sheet: tuple(t.columns) for sheet, t in children.items()},
        tuple(entries), tuple(strays), dialect.instance, dialect.sent, (*remarks, *table.remarks),
    )  # fmt: skip


def _entries(table: Table) -> list[Entry]:
    """The rows of a table. Held in memory, since the turns of a form may stand anywhere in their sheet."""
    found = []
    for line in table:
        cells = dict(zip(table.columns, line.cells, strict=True))
        raw = dict(zip(table.columns, line.raw, strict=True))
        found.append(Entry(line.number, cells, raw, line.faults, line.remarks))
    return found


def _holders(dialect: _Dialect, sheet: str, entries: Iterable[Entry]) -> dict[Key, Entry]:
    """Entries by what their turns call them. Two of one name would mix the answers of two people."""
    known: dict[Key, Entry] = {}
    twice = defaultdict(list)
    for entry in entries:
        key = dialect.own(sheet, entry)
        if key[1] and key in known and dialect.made_by == "kobo":
            twice[key[1]].append(entry.number)
        known.setdefault(key, entry)
    if twice:
        index, rows = next(iter(twice.items()))
        raise UnreadableFile(
            Fault("export-index-twice", "_index", index, {"sheet": sheet, "rows": ", ".join(map(str, rows))})
        )
    return known

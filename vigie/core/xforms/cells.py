"""A filled form as rows of cells: one row for the record, and one for each turn of its repeats."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

from vigie.core.spreadsheets import neutral_texts
from vigie.core.xforms.definition import Definition, Question
from vigie.core.xforms.instance import Answers, Instance

# Kept cells say by which rules they were laid out; those of other rules are read again from the record. Another
# number is due when this file or `core.spreadsheets` would lay out or write the same record differently.
RULES = 1
RECORD = ""  # the table of what stands in no repeat
SEALED = "sealed"  # kept of a record that only its recipient can read
PART = "\x1e"  # between the parts of what is kept: XML has no such sign

# What a phone says unasked of itself or its owner: its number, its identifier, its user.
_OF_THE_DEVICE = ("property", "uid")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Column:
    """One question as a column. `path` is its place below the form, or below its repeat ("group/age")."""

    path: str
    is_number: bool = False
    is_day: bool = False  # the phone's own moment: only its day is told
    options: tuple[str, ...] = ()  # of a question with several answers, where the form itself lists them

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.path.split("/"))


@dataclass(frozen=True)
class Layout:
    """Which columns a version of a form has, by table: `RECORD`, and each repeat by its path below the form."""

    tables: dict[str, tuple[Column, ...]]
    _chains: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    _places: dict[str, tuple[tuple[tuple[str, ...], bool], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, definition: Definition) -> Layout:
        below = len(definition.root) + 2
        tables: dict[str, list[Column]] = {RECORD: []}
        for path in sorted(definition.repeats, key=list(_repeat_order(definition)).index):
            tables[path[below:]] = []
        for question in filter(_is_told, definition.questions.values()):
            table = question.repeats[-1][below:] if question.repeats else RECORD
            above = len(question.repeats[-1]) + 1 if question.repeats else below
            tables[table].append(_column(definition, question, question.path[above:]))
        return cls(
            {name: tuple(columns) for name, columns in tables.items()},
            {name: tuple(_chain(name, tables)) for name in tables if name},
            {name: tuple((each.parts, each.is_day) for each in columns) for name, columns in tables.items()},
        )

    @cached_property
    def mark(self) -> str:
        """What cells of this layout, by these rules, begin with."""
        return f"{RULES}.{crc32(repr(self._places).encode()):08x}{PART}"

    def cells(self, answers: Answers) -> tuple[Sequence[str], dict[str, list[list[str]]]]:
        """The record's row, and the rows of each repeat, neutral. A turn's first cell is its number ("2", or
        "2.1" for the first turn within the second).
        """
        turns = {}
        for name, chain in self._chains.items():
            if rows := [[number, *self._row(name, turn)] for number, turn in _turns(answers, chain)]:
                turns[name] = rows
        return self._row(RECORD, answers), turns

    def kept(self, instance: Instance) -> str:
        """The cells as text to be kept beside the record: the record's row as a line of CSV that is copied as it
        is into a table of many, and the turns as JSON.
        """
        if instance.encrypted:
            return SEALED
        row, turns = self.cells(instance.answers)
        return f"{self.mark}{csv_line(row)}{PART}{_encode(turns) if turns else ''}"

    def _row(self, table: str, answers: Answers) -> list[str]:
        found = []
        for parts, is_day in self._places[table]:
            value = answers
            for name in parts:
                value = value.get(name, "") if value.__class__ is dict else ""
            text = value if value.__class__ is str else _text(value)
            found.append(text[:10] if is_day else text)
        return neutral_texts(found)


@dataclass(frozen=True)
class Kept:
    """Cells as they were kept: the record's row as a line of CSV, its turns as JSON."""

    line: str
    turns: str

    @classmethod
    def read(cls, text: str, layout: Layout) -> Kept | None:
        """What `layout.kept` wrote. None of what it did not: nothing, or by other rules or another layout."""
        if not text.startswith(layout.mark):
            return None
        _mark, line, turns = text.split(PART)
        return cls(line, turns)

    @property
    def row(self) -> list[str]:
        return next(csv.reader([self.line]), [])

    def turns_of(self, repeat: str) -> list[list[str]]:
        return json.loads(self.turns).get(repeat, []) if self.turns else []


def csv_line(cells: Iterable) -> str:
    """A row as CSV, without the end of its line."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def merged(layouts: Iterable[Layout]) -> dict[str, list[Column]]:
    """The columns of several versions by table. A question that only one of them asks stands behind the one
    that it follows there; of alike ones, the first version tells the kind, and all of them the options.
    """
    found: dict[str, list[Column]] = {RECORD: []}
    for layout in layouts:
        for table, columns in layout.tables.items():
            _merge(found.setdefault(table, []), columns)
    return found


def _merge(into: list[Column], columns: Sequence[Column]) -> None:
    places = {each.path: at for at, each in enumerate(into)}
    behind = 0
    for column in columns:
        at = places.get(column.path)
        if at is None:
            into.insert(behind, column)
            places = {each.path: at for at, each in enumerate(into)}
            behind += 1
            continue
        before = into[at]
        options = tuple(dict.fromkeys((*before.options, *column.options)))
        into[at] = Column(before.path, before.is_number, before.is_day, options)
        behind = at + 1


def _is_told(question: Question) -> bool:
    is_meta = question.path.split("/")[2:3] == ["meta"] and question.name != "instanceName"
    return not is_meta and question.preload[0] not in _OF_THE_DEVICE


def _column(definition: Definition, question: Question, path: str) -> Column:
    several = question.control in ("select", "rank")
    return Column(
        path, question.type in ("int", "integer", "decimal"), question.preload[0] == "timestamp",
        tuple(dict.fromkeys(each.value for each in definition.options_of(question))) if several else (),
    )  # fmt: skip


def _repeat_order(definition: Definition) -> Iterator[str]:
    """The repeats in the order in which the form comes to them, the outer before the inner."""
    seen = dict.fromkeys(path for each in definition.questions.values() for path in each.repeats)
    yield from seen
    yield from sorted(definition.repeats - seen.keys())


def _chain(repeat: str, tables: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The way to a repeat: through each outer one, every step as names below the one before."""
    above = ""
    for each in sorted((each for each in tables if each and f"{repeat}/".startswith(f"{each}/")), key=len):
        yield tuple(each.removeprefix(above).strip("/").split("/"))
        above = each


def _turns(answers: Answers, chain: Sequence[tuple[str, ...]]) -> list[tuple[str, Answers]]:
    here = [("", answers)]
    for parts in chain:
        inner = []
        for number, turn in here:
            value = turn
            for name in parts:
                value = value.get(name) if isinstance(value, dict) else None
            turns = [
                each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)
            ]
            inner += [(f"{number}.{at}" if number else str(at), each) for at, each in enumerate(turns, 1)]
        here = inner
    return here


def _text(value) -> str:
    """What stands where one answer was expected: several of them, or a group, of which nothing is told."""
    return " | ".join(each for each in value if isinstance(each, str)) if isinstance(value, list) else ""

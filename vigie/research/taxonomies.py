"""Taxonomies that a user brings, in the files that MELTT reads: each source's own categories, fine to broad.

A file has the columns `data.source`, `base.categories`, then one for each level, the finest first
(Donnay, Dunford, McGrath, Backer and Cunningham 2019, Journal of Conflict Resolution 63(5)).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from vigie.research.faults import BadFile, Fault, listed, remark
from vigie.research.opening import first_bytes
from vigie.research.sheet import UNKNOWN, Sheet

SOURCE = ("data.source", "source")
CATEGORY = ("base.categories", "category")


@dataclass(frozen=True)
class Taxonomy:
    """How one column of the reports is to be read.

    `levels[source, category]` are the words from fine to broad. `weight` multiplies what agreement and
    disagreement count (in bits); `level`, counted from 1, pins the comparison to that one.
    """

    column: str
    path: Path
    levels: dict[tuple[str, str], tuple[str, ...]] = field(repr=False)
    weight: float = 1.0
    level: int | None = None

    @property
    def depth(self) -> int:
        """How many levels are compared."""
        return 1 if self.level else self.given

    @property
    def given(self) -> int:
        """How many levels the file has."""
        return len(next(iter(self.levels.values())))

    def compared(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return (words[self.level - 1],) if self.level else words

    def remarks(self) -> list[Fault]:
        """What is odd in it, but may be meant: a level that is not inside one of the next."""
        above: dict[tuple[int, str], set[str]] = {}
        for words in self.levels.values():
            for number, (narrow, broad) in enumerate(pairwise(words), 1):
                above.setdefault((number, narrow), set()).add(broad)
        crossed = sorted(
            (number, narrow, sorted(all)) for (number, narrow), all in above.items() if len(all) > 1
        )
        return [
            remark("taxonomy_crossed", path=self.path.name, narrow=narrow, level=number, broad=listed(broad))
            for number, narrow, broad in crossed[:1]
        ]


def read_taxonomy(column: str, path: Path, *, weight: float = 1.0, level: int | None = None) -> Taxonomy:
    """Read a taxonomy for one column of the reports. Raises `BadFile`, with the row, where it is not sound."""
    rows = _rows(path)
    source, category, first_level = _places(path, next(rows)[1])
    levels: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, row in rows:
        row = [cell.strip() for cell in row]
        for name, at in (("data.source", source), ("base.categories", category)):
            if at >= len(row) or not row[at]:
                raise BadFile("taxonomy_blank", path=str(path), row=number, column=name)
        words = _words(path, number, row, first_level)
        known = levels.setdefault((row[source], row[category]), words)
        if known != words:
            raise BadFile(
                "taxonomy_twice", path=str(path), row=number, category=row[category], source=row[source]
            )
    if not levels:
        raise BadFile("file_empty", path=str(path))
    found = Taxonomy(column, path, levels, weight, level)
    if level is not None and not 1 <= level <= found.given:
        raise BadFile("level_absent", name=column, n=found.given, value=level)
    return found


def _rows(path: Path):
    """(row as a spreadsheet numbers it, cells), the first row with what stands between cells found out."""
    first_bytes(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BadFile("not_utf8", path=str(path), line=line) from None
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1)
    return ((number, row) for number, row in rows if number == 1 or any(cell.strip() for cell in row))


def _places(path: Path, header: list[str]) -> tuple[int, int, list[int]]:
    """At which places the source, the category and the levels stand."""
    names = [name.strip().lower() for name in header]
    source = next((names.index(name) for name in SOURCE if name in names), None)
    category = next((names.index(name) for name in CATEGORY if name in names), None)
    levels = [at for at, name in enumerate(names) if name and at not in (source, category)]
    if source is None or category is None or not levels:
        raise BadFile("taxonomy_columns", path=str(path), there=listed(header, 12))
    return source, category, levels


def _words(path: Path, number: int, row: list[str], places: list[int]) -> tuple[str, ...]:
    if len(row) <= max(places) or not all(row[at] for at in places):
        blank = next((at for at in places if at >= len(row) or not row[at]), places[0])
        raise BadFile("taxonomy_blank", path=str(path), row=number, column=f"level {places.index(blank) + 1}")
    return tuple(row[at] for at in places)


def check_weights(taxonomies: tuple[Taxonomy, ...]) -> None:
    """Raise `BadFile` unless the weights add up to the number of taxonomies, as MELTT asks."""
    for taxonomy in taxonomies:
        if taxonomy.weight < 0:
            raise BadFile("weight_negative", name=taxonomy.column, value=taxonomy.weight)
    total = sum(taxonomy.weight for taxonomy in taxonomies)
    if taxonomies and abs(total - len(taxonomies)) > 1e-6:
        raise BadFile("weight_sum", n=len(taxonomies), sum=f"{total:g}")


def coded(taxonomy: Taxonomy, sheet: Sheet) -> list[tuple[np.ndarray, list[str]]]:
    """The compared levels, fine to broad: each report's int32 code (-1 where its category is empty), and the words.

    Raises `BadFile` where the taxonomy does not know a source or lacks categories that the reports use.
    """
    source, sources = sheet.codes("source")
    category, categories = sheet.codes(taxonomy.column)
    wide = len(categories) + 1
    used = np.unique(source.astype(np.int64) * wide + category + 1)
    _refuse_unmapped(taxonomy, sources, categories, used[used % wide > 0], wide)
    numbers: list[dict[str, int]] = [{} for _level in range(taxonomy.depth)]
    table = np.full((taxonomy.depth, len(sources) * wide), UNKNOWN, np.int32)
    for key in used[used % wide > 0]:
        words = taxonomy.levels[sources[key // wide], categories[key % wide - 1]]
        for level, word in enumerate(taxonomy.compared(words)):
            table[level, key] = numbers[level].setdefault(word, len(numbers[level]))
    keys = source.astype(np.int64) * wide + category + 1
    return [(row[keys], list(words)) for row, words in zip(table, numbers, strict=True)]


def _refuse_unmapped(taxonomy: Taxonomy, sources, categories, used, wide: int) -> None:
    known = {source for source, _category in taxonomy.levels}
    lacking = []
    for key in used:
        source, category = sources[key // wide], categories[key % wide - 1]
        if source not in known:
            raise BadFile("taxonomy_source", path=str(taxonomy.path), source=source)
        if (source, category) not in taxonomy.levels:
            lacking.append(f"{category} ({source})")
    if lacking:
        raise BadFile(
            "taxonomy_unmapped", path=str(taxonomy.path), n=len(lacking), categories=listed(lacking)
        )

"""Bringing reports that were encoded apart to the same codes, and arrays that grow."""

from __future__ import annotations

import numpy as np
from rapidfuzz import fuzz, process

from vigie.core.pairing.encoding import ALIKE_LABEL, ALIKE_NAME, digits_of
from vigie.core.pairing.placenames import bare_name, name_table, sound_of
from vigie.core.pairing.records import MOST_CODES, BadReports
from vigie.core.pairing.reports import Reports
from vigie.core.standards import plain

# Percent of likeness from which two spellings are one name.
ALIASED = {"group": ALIKE_NAME, "origin": ALIKE_LABEL}

# Columns of a record whose codes stand for labels of the same name.
COLUMNS = ("group", "kind", "family", "target", "target_class", "source")


class Labels:
    """The codes of stored reports. New names get new codes; no code ever changes."""

    def __init__(self, reports: Reports) -> None:
        self._lists = {field: list(names) for field, names in reports.labels.items()}
        self._codes = {field: _codes(field, names) for field, names in self._lists.items()}
        self._table = Table(self._lists.get("place", []), reports.names)
        self._rarity = Stack(reports.rarity[:-1])
        self._enough = float(reports.rarity[-1])
        self.may_be = reports.may_be
        self._rarest = float(reports.rarity[:-1].max(initial=0.0))
        self._roots = {
            field: [int(root) for root in reports.roots.get(field, range(len(self._lists.get(field, ()))))]
            for field in ALIASED
        }

    @property
    def names(self) -> np.ndarray:
        return self._table.rows.all

    @property
    def rarity(self) -> np.ndarray:
        return np.append(self._rarity.all, np.float32(self._enough))

    def recoded(self, reports: Reports) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """Records and further parts of other reports in these codes."""
        into = {field: self._into(field, names) for field, names in reports.labels.items()}
        records = reports.records.copy()
        records["name"] = _mapped(records["name"], into.get("place"))
        for column in COLUMNS:
            records[column] = _mapped(records[column], into.get(column))
        for depth in range(3):
            records["type"][:, depth] = _mapped(records["type"][:, depth], into.get(f"type_{depth}"))
        for level in range(4):
            codes = records["area"][:, level]
            moved = _mapped(codes >> 1, into.get(f"area_{level}"))
            records["area"][:, level] = np.where(codes >= 0, 2 * moved + (codes & 1), -1)
        return records, self._parts(reports, into)

    def _parts(self, reports: Reports, into: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        actors, targets = reports.actors.copy(), reports.targets.copy()
        for column, field in enumerate(("group", "kind", "family")):
            actors[..., column] = _mapped(actors[..., column], into.get(field))
        for column, field in enumerate(("target", "target_class")):
            targets[..., column] = _mapped(targets[..., column], into.get(field))
        words = _mapped(reports.words, into.get("word")).astype(np.int64)
        words = np.sort(np.where(words < 0, np.iinfo(np.int64).max, words), axis=1)
        return {
            "actors": actors, "targets": targets, "harmed": reports.harmed,
            "origins": _mapped(reports.origins, into.get("origin")),
            "cites": _mapped(reports.cites, into.get("source")),
            "words": np.where(words == np.iinfo(np.int64).max, -1, words).astype(np.int32),
        }  # fmt: skip

    def _into(self, field: str, names) -> np.ndarray:
        """The code here of each code there."""
        listed, codes = self._lists.setdefault(field, []), self._codes.setdefault(field, {})
        found = np.empty(len(names), np.int32)
        for there, name in enumerate(names):
            if name not in codes:
                codes[name] = len(listed)
                listed.append(name)
                if field == "place":
                    self._table.add(name)
                elif field == "word":
                    self._rarity.lay(np.array([self._rarest], np.float32), len(listed) - 1)
                elif len(listed) > MOST_CODES and field != "origin" and not field.startswith("area"):
                    raise BadReports(f"{field}: more than {MOST_CODES:,} different values in the index.")
                if field in ALIASED:
                    self._roots[field].append(self._root_of(field, name))
            found[there] = self._roots[field][codes[name]] if field in ALIASED else codes[name]
        return found

    def _root_of(self, field: str, name: str) -> int:
        """The code of the stored name that a new one is a spelling of, or its own."""
        listed = self._lists[field]
        others = {at: each for at, each in enumerate(listed[:-1]) if digits_of(each) == digits_of(name)}
        near = process.extractOne(
            plain(name), others, scorer=fuzz.token_sort_ratio, processor=plain, score_cutoff=ALIASED[field]
        )
        return self._roots[field][near[2]] if near else len(listed) - 1


class Table:
    """The table of place names, growing."""

    def __init__(self, said: list[str], names: np.ndarray) -> None:
        bare = [bare_name(name) for name in said]
        self._plain = dict(zip(bare, names["plain"].tolist(), strict=True))
        self._sound = {
            sound_of(name): sound for name, sound in zip(bare, names["sound"].tolist(), strict=True)
        }
        self.rows = Stack(names)

    def add(self, said: str) -> None:
        name = bare_name(said)
        row = name_table([said])
        row["plain"] = self._plain.setdefault(name, len(self._plain))
        row["sound"] = self._sound.setdefault(sound_of(name), len(self._sound))
        self.rows.lay(row, len(self.rows.all))


class Stack:
    """An array whose rows grow in number, and in width where a later row needs more."""

    def __init__(self, rows: np.ndarray) -> None:
        self._held, self._used = rows, len(rows)

    @property
    def all(self) -> np.ndarray:
        return self._held[: self._used]

    def lay(self, rows: np.ndarray, at: int) -> None:
        """Put rows at a place; what lies behind is dropped."""
        self._widen(rows)
        if at + len(rows) > len(self._held):
            more = _blank(
                (max(at + len(rows), 2 * len(self._held), 16), *self._held.shape[1:]), self._held.dtype
            )
            more[: self._used] = self._held[: self._used]
            self._held = more
        self._held[at : at + len(rows)] = _blank((), self._held.dtype)
        self._held[(slice(at, at + len(rows)), *(slice(size) for size in rows.shape[1:]))] = rows
        self._used = at + len(rows)

    def _widen(self, rows: np.ndarray) -> None:
        width = np.maximum(rows.shape[1:], self._held.shape[1:]).astype(int)
        if tuple(width) != self._held.shape[1:]:
            wide = _blank((len(self._held), *width), self._held.dtype)
            wide[tuple(slice(size) for size in self._held.shape)] = self._held
            self._held = wide


def _blank(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    return np.zeros(shape, dtype) if dtype.names else np.full(shape, -1, dtype)


def _codes(field: str, names: list[str]) -> dict[str, int]:
    return {name: code for code, name in enumerate(names)}


def _mapped(codes: np.ndarray, into: np.ndarray | None) -> np.ndarray:
    """Codes under other numbers; -1 stays."""
    if into is None or not len(into):
        return codes
    return np.where(codes >= 0, into[np.maximum(codes, 0)], -1)

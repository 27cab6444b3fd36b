"""Which lists hold which incidents: counts of capture patterns over three to eight lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FEWEST, MOST = 3, 8


class BadOverlap(ValueError):
    """A table nothing can be estimated from. `code` and `params` are said by `words.say_error`."""

    def __init__(self, code: str, **params: str | int):
        super().__init__(f"{code}: {params}" if params else code)
        self.code = code
        self.params = params


@dataclass(frozen=True, eq=False)
class Overlap:
    """Counts of incidents by capture pattern.

    `counts` has length 2^p for p lists; bit j of the index says that list j holds the incident, so
    entry 0 (held by nobody) is always 0. Raises BadOverlap for anything else.
    """

    names: tuple[str, ...]
    counts: np.ndarray

    def __post_init__(self):
        object.__setattr__(self, "names", tuple(str(name) for name in self.names))
        object.__setattr__(self, "counts", _checked(self.names, np.asarray(self.counts)))
        self.counts.setflags(write=False)

    @classmethod
    def of_patterns(cls, names: Sequence[str], patterns: Mapping[tuple[int, ...], int]) -> Overlap:
        """From `{(1, 0, 1): 12, …}`, one 0 or 1 for each list."""
        counts = np.zeros(1 << len(names))
        for pattern, count in patterns.items():
            if len(pattern) != len(names) or set(pattern) - {0, 1}:
                raise BadOverlap("pattern", pattern=str(tuple(pattern)), lists=len(names))
            counts[sum(int(held) << list_ for list_, held in enumerate(pattern))] += count
        return cls(tuple(names), counts)

    @classmethod
    def of_sets(cls, names: Sequence[str], incidents: Iterable[Iterable[str]]) -> Overlap:
        """From the lists that hold each incident, one set of names for each."""
        number = {name: list_ for list_, name in enumerate(names)}
        counts = np.zeros(1 << len(names), np.int64)
        for held in incidents:
            unknown = set(held) - set(number)
            if unknown:
                raise BadOverlap("unknown_list", name=str(min(unknown, key=str)))
            counts[sum(1 << number[name] for name in set(held))] += 1
        if counts[0]:
            raise BadOverlap("held_by_nobody", count=int(counts[0]))
        return cls(tuple(names), counts)

    @classmethod
    def of_clusters(cls, names: Sequence[str], cluster: np.ndarray, source: np.ndarray) -> Overlap:
        """From one clustering of reports: `cluster` and `source` are whole numbers, one for each report.

        `source` numbers the independent origin (0 … p−1 in the order of `names`), not the message.
        """
        return cls(tuple(names), patterns_of_clusters(len(names), cluster, source))

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return len(self.names)

    @property
    def observed(self) -> int:
        """How many incidents stand on at least one list."""
        return int(self.counts.sum())

    @property
    def shared(self) -> int:
        """How many incidents stand on two lists or more."""
        return int(self.counts[sizes(self.lists) >= 2].sum())

    @property
    def held(self) -> np.ndarray:
        """How many incidents each list holds, in the order of `names`."""
        return bits(self.lists).T @ self.counts


def patterns_of_clusters(lists: int, cluster: np.ndarray, source: np.ndarray) -> np.ndarray:
    """Counts of capture patterns (length 2^lists), unchecked."""
    cluster, source = np.asarray(cluster), np.asarray(source)
    if len(source) and (source.min() < 0 or source.max() >= lists):
        raise BadOverlap(
            "unknown_list", name=str(int(source.max() if source.max() >= lists else source.min()))
        )
    _, row = np.unique(cluster, return_inverse=True)
    held = np.zeros(int(row.max()) + 1 if len(row) else 0, np.int64)
    np.bitwise_or.at(held, row, np.int64(1) << source.astype(np.int64))
    return np.bincount(held, minlength=1 << lists)


def bits(lists: int) -> np.ndarray:
    """(2^lists, lists) zeros and ones: which lists each pattern names."""
    return (np.arange(1 << lists)[:, None] >> np.arange(lists)) & 1


def sizes(lists: int) -> np.ndarray:
    """How many lists each pattern names."""
    return bits(lists).sum(1)


def _checked(names: tuple[str, ...], counts: np.ndarray) -> np.ndarray:
    lists = len(names)
    if lists < FEWEST:
        raise BadOverlap("one_list" if lists < 2 else "too_few_lists", lists=lists)
    if lists > MOST:
        raise BadOverlap("too_many_lists", lists=lists)
    if len(set(names)) < lists:
        raise BadOverlap("same_name", name=next(name for name in names if names.count(name) > 1))
    if counts.shape != (1 << lists,):
        raise BadOverlap("shape", wanted=1 << lists, got=counts.size)
    return _checked_numbers(names, counts)


def _checked_numbers(names: tuple[str, ...], counts: np.ndarray) -> np.ndarray:
    values = counts.astype(float)
    for code, wrong in (
        ("not_a_number", ~np.isfinite(values)),
        ("negative", values < 0),
        ("not_whole", values != np.round(values)),
    ):
        if wrong.any():
            pattern = int(wrong.argmax())
            held = " + ".join(name for list_, name in enumerate(names) if pattern >> list_ & 1)
            raise BadOverlap(code, lists=held or "–", value=str(counts[pattern]))
    if values[0]:
        raise BadOverlap("held_by_nobody", count=int(values[0]))
    if not values.any():
        raise BadOverlap("empty")
    silent = values @ bits(len(names)) == 0
    if silent.any():
        raise BadOverlap("silent_list", name=names[int(silent.argmax())])
    if not values[sizes(len(names)) >= 2].any():
        raise BadOverlap("no_overlap", count=int(values.sum()))
    return values.astype(np.int64)

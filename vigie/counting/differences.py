"""What a fresh grouping would do otherwise than what stands, as changes that a person can carry out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

import numpy as np


@dataclass(frozen=True)
class Difference:
    """One change, in rows and in numbers of standing incidents.

    "join": `other` goes into `incident`. "divide": the rows `leaving` leave `incident` and found one of their
    own. "move": they go to `other`. `pair` are the two rows that say it most clearly, and `bits` how much the
    evidence prefers the change, as a mean over the pairs of reports concerned.
    """

    kind: str
    incident: int
    other: int | None
    leaving: tuple[int, ...]
    pair: tuple[int, int]
    bits: float


class Links:
    """Bits between rows, for asking about few of many; what was not compared counts as far apart."""

    def __init__(self, one, other, bits, *, rows: np.ndarray, absent: float) -> None:
        """Keep the pairs inside `rows`, a mask over all rows."""
        kept = rows[one] & rows[other]
        pairs = zip(one[kept].tolist(), other[kept].tolist(), bits[kept].tolist(), strict=True)
        self._bits = {(min(a, b), max(a, b)): weight for a, b, weight in pairs}
        self._absent = absent

    def of(self, one: int, other: int) -> float:
        return self._bits.get((min(one, other), max(one, other)), self._absent)

    def mean(self, some, others) -> float:
        return sum(self.of(*pair) for pair in product(some, others)) / (len(some) * len(others))

    def strongest(self, some, others) -> tuple[int, int]:
        return min(_pairs(some, others), key=lambda pair: (-self.of(*pair), pair))

    def weakest(self, some, others) -> tuple[int, int]:
        return min(_pairs(some, others), key=lambda pair: (self.of(*pair), pair))


def _pairs(some, others):
    return ((min(pair), max(pair)) for pair in product(some, others))


def differences(standing, fresh, one, other, bits, *, absent: float) -> list[Difference]:
    """Compare `fresh` labels with `standing` ones (int arrays, −1 where a row stands in nothing yet).

    `one`, `other`, `bits` are the compared pairs; `absent` counts for those that were not. A standing
    incident lives on in the fresh group that holds most of it. The heaviest change comes first.
    """
    touched = _unlike(standing, fresh)
    if not touched.any():
        return []
    links = Links(one, other, bits, rows=touched, absent=absent)
    parts: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in np.flatnonzero(touched).tolist():
        parts[int(standing[row])][int(fresh[row])].append(row)
    home = {number: _home(groups) for number, groups in parts.items()}
    found = [*_joins(parts, home, links), *_leavings(parts, home, links)]
    return sorted(found, key=lambda each: (-each.bits, each.pair))


def _unlike(standing: np.ndarray, fresh: np.ndarray) -> np.ndarray:
    """The rows of standing incidents that are not just one fresh group, over what stands already."""
    stands = standing >= 0
    pairs = np.unique(np.stack([standing[stands], fresh[stands]]), axis=1)
    parted = _repeated(pairs[0])
    shared = _repeated(pairs[1])
    broken = np.union1d(
        parted, pairs[0][np.isin(pairs[1], np.union1d(shared, pairs[1][np.isin(pairs[0], parted)]))]
    )
    return stands & np.isin(standing, broken)


def _repeated(values: np.ndarray) -> np.ndarray:
    found, counts = np.unique(values, return_counts=True)
    return found[counts > 1]


def _home(groups: dict[int, list[int]]) -> int:
    """The fresh group in which an incident lives on: that of its most reports, of equals the first one's."""
    return min(groups, key=lambda label: (-len(groups[label]), groups[label][0]))


def _joins(parts, home, links: Links):
    """Standing incidents that live on in one fresh group: each goes into the first of them."""
    together = defaultdict(list)
    for number, label in home.items():
        together[label].append(number)
    for label, numbers in together.items():
        stays, *others = sorted(numbers, key=lambda number: parts[number][label][0])
        for number in others:
            here, there = parts[stays][label], parts[number][label]
            pair = links.strongest(here, there)
            yield Difference("join", stays, number, (), pair, links.mean(here, there))


def _leavings(parts, home, links: Links):
    """Reports that the fresh grouping puts elsewhere than the rest of their incident."""
    lives_in = {label: number for number, label in sorted(home.items(), reverse=True)}
    for number, groups in parts.items():
        stay = groups[home[number]]
        for label, rows in groups.items():
            if label == home[number]:
                continue
            held = links.mean(rows, stay)
            target = lives_in.get(label)
            if target is None:
                yield Difference("divide", number, None, tuple(rows), links.weakest(rows, stay), -held)
            else:
                there = parts[target][label]
                gain = links.mean(rows, there) - held
                yield Difference("move", number, target, tuple(rows), links.strongest(rows, there), gain)

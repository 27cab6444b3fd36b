"""How many incidents each combination of sources tells, with what the uncertainty of the matching makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Overlap:
    """Incidents that exactly these sources tell; `low` and `high` bound 95 % of the sampled groupings.

    They are None where no grouping was kept.
    """

    sources: tuple[str, ...]
    incidents: int
    reports: int
    low: int | None = None
    high: int | None = None


def overlaps(
    incident: np.ndarray, source: np.ndarray, sources: list[str], drawn: np.ndarray
) -> list[Overlap]:
    """Count incidents by combination: fewest sources first, then the most frequent.

    `incident[n]` and `source[n]` are codes of each report's incident and source; `drawn[draws, n]` holds other
    groupings as they may be.
    """
    marks = _marks(len(sources))
    seen = _Seen()
    usual = seen.count(incident, source, marks)
    counts = [seen.count(labels, source, marks) for labels in drawn]
    found = []
    for mark, (codes, reports) in seen.known.items():
        draws = [each.get(mark, 0) for each in counts]
        low, high = np.quantile(draws, [0.025, 0.975]) if draws else (0, 0)
        number = usual.get(mark, 0)
        if number or high >= 1:
            ends = (int(np.floor(low)), int(np.ceil(high))) if draws else (None, None)
            names = tuple(sources[code] for code in codes)
            found.append(Overlap(names, number, reports if number else 0, *ends))
    return sorted(found, key=lambda each: (len(each.sources), -each.incidents, each.sources))


def _marks(number: int) -> np.ndarray:
    """A random 64-bit number for each source: sums of these tell combinations apart, however many sources."""
    return np.random.default_rng(0).integers(1, 2**63 - 1, number, np.uint64)


class _Seen:
    """The combinations met: mark → (codes of its sources, reports in the grouping asked about)."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[tuple[int, ...], int]] = {}

    def count(self, labels: np.ndarray, source: np.ndarray, marks: np.ndarray) -> dict[int, int]:
        """Incidents by mark in one grouping."""
        if not len(labels):
            return {}
        wide = int(source.max()) + 1
        told = np.unique(labels.astype(np.int64) * wide + source)
        which, codes = told // wide, told % wide
        starts = np.flatnonzero(np.r_[True, which[1:] != which[:-1]])
        mark = np.add.reduceat(marks[codes], starts)
        size = np.bincount(labels)[which[starts]]
        values, first, place, number = np.unique(
            mark, return_index=True, return_inverse=True, return_counts=True
        )
        reports = np.bincount(place, size)
        ends = np.r_[starts[1:], len(told)]
        for value, at, here in zip(values.tolist(), first, reports, strict=True):
            self.known.setdefault(value, (tuple(codes[starts[at] : ends[at]].tolist()), int(here)))
        return dict(zip(values.tolist(), number.tolist(), strict=True))

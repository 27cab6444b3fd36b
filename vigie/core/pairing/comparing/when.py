"""Comparing when: the days of two records, and how vague they are."""

from __future__ import annotations

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l

NONE, CONTROL = -1, l.CONTROL
APART_0, LOOSE_APART = l.level("when", "apart_0"), l.level("when", "loose_apart")
ONE_LOOSE, BOTH_LOOSE = l.level("when", "one_few_days"), l.level("when", "both_few_days")


@compiled
def when_level(a, b, window):
    """Level of the dates, or -1 where they are not compared."""
    gap = max(b.first - a.last, a.first - b.last, 0)
    if a.loose == 0 and b.loose == 0:
        if gap <= window.days:
            return APART_0 + min(gap, 4)
        return CONTROL if window.control_from <= gap <= window.control_to else NONE
    if gap > window.days:
        return NONE
    if gap > 0:
        return LOOSE_APART
    if a.loose > 0 and b.loose > 0:
        return BOTH_LOOSE + max(a.loose, b.loose) - 1
    return ONE_LOOSE + max(a.loose, b.loose) - 1

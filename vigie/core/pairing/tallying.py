"""Counting patterns in an open table, compiled."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled

FIRST_SLOTS = 1 << 10


@compiled
def mixed(cell, day):
    """A number without order for a place and day, to draw a sample that the order of rows can't change."""
    value = np.uint64(cell) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(day) * np.uint64(0xC2B2AE3D27D4EB4F)
    value ^= value >> np.uint64(29)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    return value ^ (value >> np.uint64(32))


@compiled
def tally(packed, slots, counts):
    """Count a pattern in an open table. Returns whether it was new."""
    mask = len(slots) - 1
    at = np.int64(mixed(packed, 7) & np.uint64(mask))
    while slots[at] != packed:
        if slots[at] < 0:
            slots[at] = packed
            counts[at] = 1
            return True
        at = (at + 1) & mask
    counts[at] += 1
    return False


@compiled
def grown_table(slots, counts):
    bigger, numbers = np.full(2 * len(slots), -1, np.int64), np.zeros(2 * len(slots), np.int64)
    for at in range(len(slots)):
        if slots[at] >= 0:
            tally(slots[at], bigger, numbers)
            place = np.int64(mixed(slots[at], 7) & np.uint64(len(bigger) - 1))
            while bigger[place] != slots[at]:
                place = (place + 1) & (len(bigger) - 1)
            numbers[place] = counts[at]
    return bigger, numbers

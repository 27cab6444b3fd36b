"""Counting patterns in an open table, compiled."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled

FIRST_SLOTS = 1 << 14


@compiled
def mixed(cell, day):
    """A number without order for a place and day, to draw a sample that the order of rows can't change."""
    value = np.uint64(cell) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(day) * np.uint64(0xC2B2AE3D27D4EB4F)
    value ^= value >> np.uint64(29)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    return value ^ (value >> np.uint64(32))


@compiled
def tally(packed, slots, counts, times=1):
    """Count a pattern in an open table, so many times. Returns whether it was new."""
    mask = len(slots) - 1
    at = np.int64(mixed(packed, 7) & np.uint64(mask))
    while slots[at] != packed:
        if slots[at] < 0:
            slots[at] = packed
            counts[at] = times
            return True
        at = (at + 1) & mask
    counts[at] += times
    return False


@compiled
def grown_table(slots, counts):
    bigger, numbers = np.full(2 * len(slots), -1, np.int64), np.zeros(2 * len(slots), np.int64)
    for at in range(len(slots)):
        if slots[at] >= 0:
            tally(slots[at], bigger, numbers, counts[at])
    return bigger, numbers


@compiled
def merged(one, other):
    """The counts of two tables in one: slots and counts."""
    slots, counts = one
    used = (slots >= 0).sum()
    for at in range(len(other[0])):
        if other[0][at] >= 0:
            if 10 * used > 7 * len(slots):
                slots, counts = grown_table(slots, counts)
            used += tally(other[0][at], slots, counts, other[1][at])
    return slots, counts

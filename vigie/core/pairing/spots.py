"""What the sweep reads of each record before it compares: less than a line of cache, beside the records."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.records import RECORD
from vigie.core.pairing.tallying import mixed

# The names are those of RECORD, so that what compares records compares spots. `type_kind` and the like number
# what a record says of a field; records of one kind say the same.
SPOT = np.dtype(
    [
        ("lat", "f4"), ("lon", "f4"), ("cos", "f4"), ("first", "i4"), ("last", "i4"),
        ("type_kind", "u1"), ("initiator_kind", "u1"), ("target_kind", "u1"), ("killed_kind", "u1"),
        ("source", "i2"), ("loose", "i1"), ("level", "i1"), ("name", "i4"), ("area", "i4", (4,)), ("radius", "f4"),
    ],
    align=True,
)  # fmt: skip
TYPE, INITIATORS, TARGETS, KILLED = range(4)
MOST_KINDS = 255  # of a field; what comes after them is of no kind and may be worth anything
_SLOTS = 1 << 10
MANY = 100_000


class Side(NamedTuple):
    """Sorted records and, in the same order, their spots."""

    records: np.ndarray
    spots: np.ndarray


class Kinds(NamedTuple):
    """For each of the four fields, how many kinds there are and the position of the first record of each."""

    number: np.ndarray  # int64[4]
    first: np.ndarray  # int32[4, MOST_KINDS]


def laid_out(records: np.ndarray, order: np.ndarray) -> tuple[np.ndarray, np.ndarray, Kinds]:
    """The records in some order, their spots, and the kinds."""
    ordered, spots = np.empty(len(order), RECORD), np.empty(len(order), SPOT)
    kinds = Kinds(np.zeros(4, np.int64), np.zeros((4, MOST_KINDS), np.int32))
    if len(order) < MANY:
        _gather(records, order, ordered)
    else:  # reading records out of order waits for memory, which two may do at a time
        halves = slice(0, len(order) // 2), slice(len(order) // 2, len(order))
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda half: _gather(records, order[half], ordered[half]), halves))
    _sum_up(ordered, spots, kinds.number, kinds.first)
    return ordered, spots, kinds


@compiled
def _gather(records, order, ordered):
    for i in range(len(order)):
        ordered[i] = records[order[i]]


@compiled
def _sum_up(records, spots, number, first):
    """Write the spots of records, numbering the kinds as they come."""
    keys, kinds = np.empty(4 * _SLOTS, np.int64), np.full(4 * _SLOTS, -1, np.int64)
    kind = np.empty(4, np.int64)
    for i in range(len(records)):
        a = records[i]
        for field in range(4):
            key = _said(a, field)
            at = np.int64(mixed(key, field) & np.uint64(_SLOTS - 1))
            slot = field * _SLOTS + at
            while kinds[slot] >= 0 and keys[slot] != key:
                at = (at + 1) & (_SLOTS - 1)
                slot = field * _SLOTS + at
            kind[field] = kinds[slot]
            if kinds[slot] < 0:
                kind[field] = number[field]
                if number[field] < MOST_KINDS:
                    keys[slot], kinds[slot], first[field, number[field]] = key, number[field], i
                    number[field] += 1
        s = spots[i]
        s.lat, s.lon, s.cos, s.radius, s.level = a.lat, a.lon, a.cos, a.radius, a.level
        for level in range(4):
            s.area[level] = a.area[level]
        s.first, s.last, s.loose, s.name, s.source = a.first, a.last, a.loose, a.name, a.source
        s.type_kind, s.initiator_kind = kind[TYPE], kind[INITIATORS]
        s.target_kind, s.killed_kind = kind[TARGETS], kind[KILLED]


@compiled
def _said(a, field):
    """What a record says of a field, as one number."""
    if field == TYPE:
        return _packed(a.type[0], a.type[1], a.type[2])
    if field == INITIATORS:
        return _packed(a.group, a.kind, a.family)
    if field == TARGETS:
        return _packed(a.target, a.target_class, 0)
    return _packed(a.killed[0], a.killed[1], a.killed[2])


@compiled
def _packed(one, two, three):
    return (np.int64(one) & 0xFFFF) << 32 | (np.int64(two) & 0xFFFF) << 16 | (np.int64(three) & 0xFFFF)

"""What the sweep reads of each record before it compares: half a line of cache, beside the records."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.reports import RECORD
from vigie.core.pairing.tallying import mixed

# The names are those of RECORD, so that what compares records compares spots. `type_kind` and the like number
# what a record says of a field; records of one kind say the same.
SPOT = np.dtype(
    [
        ("lat", "f4"), ("lon", "f4"), ("cos", "f4"), ("first", "i4"), ("last", "i4"), ("name", "i4"),
        ("source", "i2"), ("loose", "i1"), ("type_kind", "u1"), ("initiator_kind", "u1"),
        ("target_kind", "u1"), ("killed_kind", "u1"),
    ],
    align=True,
)  # fmt: skip
TYPE, INITIATORS, TARGETS, KILLED = range(4)
MOST_KINDS = 255  # of a field; what comes after them is of no kind and may be worth anything
_SLOTS = 1 << 10


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
    _lay_out(records, order, ordered, spots, kinds.number, kinds.first)
    return ordered, spots, kinds


@compiled
def _lay_out(records, order, ordered, spots, number, first):
    keys, kinds = np.empty((4, _SLOTS), np.int64), np.full((4, _SLOTS), -1, np.int64)
    for i in range(len(order)):
        a = records[order[i]]
        ordered[i] = a
        s = spots[i]
        s.lat, s.lon, s.cos = a.lat, a.lon, a.cos
        s.first, s.last, s.loose, s.name, s.source = a.first, a.last, a.loose, a.name, a.source
        s.type_kind = _kind(TYPE, _key(a.type[0], a.type[1], a.type[2]), i, keys, kinds, number, first)
        s.initiator_kind = _kind(INITIATORS, _key(a.group, a.kind, a.family), i, keys, kinds, number, first)
        s.target_kind = _kind(TARGETS, _key(a.target, a.target_class, 0), i, keys, kinds, number, first)
        s.killed_kind = _kind(
            KILLED, _key(a.killed[0], a.killed[1], a.killed[2]), i, keys, kinds, number, first
        )


@compiled
def _key(one, two, three):
    return (np.int64(one) & 0xFFFF) << 32 | (np.int64(two) & 0xFFFF) << 16 | (np.int64(three) & 0xFFFF)


@compiled
def _kind(field, key, position, keys, kinds, number, first):
    """The number of a kind; a new one gets the next, as long as there are any."""
    slot = np.int64(mixed(key, field) & np.uint64(_SLOTS - 1))
    while kinds[field, slot] >= 0:
        if keys[field, slot] == key:
            return kinds[field, slot]
        slot = (slot + 1) & (_SLOTS - 1)
    if number[field] == MOST_KINDS:
        return MOST_KINDS
    keys[field, slot], kinds[field, slot] = key, number[field]
    first[field, number[field]] = position
    number[field] += 1
    return kinds[field, slot]

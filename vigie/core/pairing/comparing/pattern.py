"""All fields of a comparison packed into one number, the pattern."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l
from vigie.core.pairing.comparing.telling import origin_level, words_level
from vigie.core.pairing.comparing.what import harmed_level, killed_level, type_level
from vigie.core.pairing.comparing.when import when_level
from vigie.core.pairing.comparing.where import area_level, where_level
from vigie.core.pairing.comparing.who import (
    all_initiators_level,
    all_targets_level,
    initiators_level,
    targets_level,
)

NONE = -1
SIZES = np.array(l.SIZES, np.int64)
BELOW_INITIATORS, BELOW_HARMED = int(SIZES[:3].prod()), int(SIZES[:7].prod())
FURTHER = int(SIZES[7:10].prod())  # harmed, words and origin, which records do not hold


@compiled
def pattern(names, may_be, vague, a, b, window):
    """What the records say of two reports, packed into one number; -1 where they are not compared.

    It takes bare arrays: handing on a tuple of arrays costs more than comparing.
    """
    when = when_level(a, b, window)
    if when < 0:
        return NONE
    where = 0 if window.anywhere else where_level(names, a, b, window.km)
    if where < 0:
        return NONE
    return packed_from(may_be, vague, a, b, when, where)


@compiled
def packed_from(may_be, vague, a, b, when, where):
    """The pattern of two records whose dates and places were compared."""
    return packed_of(
        where,
        when,
        type_level(a, b),
        initiators_level(may_be, vague, a, b),
        targets_level(a, b),
        killed_level(a, b),
        area_level(a, b),
        1 if a.source == b.source else 0,
    )


@compiled
def packed_of(where, when, type_, initiators, targets, killed, area, source):
    """The levels of two records as one number; what records do not hold is missing."""
    packed = np.int64(source) * FURTHER * SIZES[6] + area
    packed = packed * SIZES[5] + killed
    packed = packed * SIZES[4] + targets
    packed = packed * SIZES[3] + initiators
    packed = packed * SIZES[2] + type_
    packed = packed * SIZES[1] + when
    return packed * SIZES[0] + where


@compiled
def further_pattern(sheet, a, b, packed):
    """A pattern with what the records do not hold: further actors, other harms, words, origins."""
    first = packed // BELOW_INITIATORS
    initiators, targets = first % SIZES[3], first // SIZES[3] % SIZES[4]
    first = all_initiators_level(sheet, a, b, initiators) - initiators
    first += SIZES[3] * (all_targets_level(sheet, a, b, targets) - targets)
    more = origin_level(sheet, a, b)
    more = more * SIZES[8] + words_level(sheet, a, b)
    more = more * SIZES[7] + harmed_level(sheet, a, b)
    return packed + first * BELOW_INITIATORS + more * BELOW_HARMED


def unpack(patterns: np.ndarray) -> np.ndarray:
    """Levels of each pattern by field: int64[fields, patterns]."""
    found = np.empty((len(l.FIELDS), len(patterns)), np.int64)
    left = np.asarray(patterns, np.int64)
    for field, size in enumerate(l.SIZES):
        left, found[field] = np.divmod(left, size)
    return found

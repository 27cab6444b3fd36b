"""What a sweep does with each pair, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l

SIZES = l.SIZES
WHERE, WHEN, TYPE, INITIATORS, TARGETS, KILLED, AREA, HARMED, WORDS, ORIGIN, SOURCE = range(len(l.FIELDS))


class Task(NamedTuple):
    """What is done with each pair: counted by pattern (`keep` False), or kept from `floor` bits."""

    keep: bool
    floor: float
    every: int  # of the places and days, one in so many is looked at
    bits: np.ndarray  # float32[fields, levels]
    together: np.ndarray  # float32[interactions, levels, levels]: bits of two findings taken together
    fields: np.ndarray  # int64[interactions, 2]
    prior: float


@dataclass
class Counted:
    """Patterns met and how often; how many pairs were looked at and how many left out in a crowd."""

    patterns: np.ndarray
    counts: np.ndarray
    compared: int
    left_out: int


@dataclass
class Kept:
    """Pairs of positions in the two lists of records, with their bits."""

    one: np.ndarray
    other: np.ndarray
    bits: np.ndarray
    compared: int
    left_out: int


@compiled
def bits_of(packed, bits, together, fields, prior):
    """Bits of one pattern: the prior, each field's, and those of pairs of fields taken together."""
    total = prior
    if len(fields) == 0:
        for field in range(len(SIZES)):
            total += bits[field, packed % SIZES[field]]
            packed //= SIZES[field]
        return total
    levels = np.empty(len(SIZES), np.int64)
    for field in range(len(SIZES)):
        levels[field] = packed % SIZES[field]
        packed //= SIZES[field]
        total += bits[field, levels[field]]
    for k in range(len(fields)):
        total += together[k, levels[fields[k, 0]], levels[fields[k, 1]]]
    return total

"""What a sweep does with each pair, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l
from vigie.core.pairing.comparing.what import killed_level, type_level
from vigie.core.pairing.comparing.where import area_level
from vigie.core.pairing.comparing.who import initiators_level, targets_level

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


@compiled
def plain_bits(may_be, vague, a, b, when, where, bits, prior):
    """`bits_of` the pattern of two records that hold all there is to compare, without packing it."""
    return (
        prior
        + bits[WHERE, where]
        + bits[WHEN, when]
        + bits[TYPE, type_level(a, b)]
        + bits[INITIATORS, initiators_level(may_be, vague, a, b)]
        + bits[TARGETS, targets_level(a, b)]
        + bits[KILLED, killed_level(a, b)]
        + bits[AREA, area_level(a, b)]
        + bits[HARMED, 0]
        + bits[WORDS, 0]
        + bits[ORIGIN, 0]
        + bits[SOURCE, 1 if a.source == b.source else 0]
    )

"""What records of two kinds say to each other, looked up: most neighbours need no comparing at all."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l
from vigie.core.pairing.comparing import Sheet, Window
from vigie.core.pairing.comparing.pattern import packed_of
from vigie.core.pairing.comparing.what import killed_level, type_level
from vigie.core.pairing.comparing.where import area_level
from vigie.core.pairing.comparing.who import initiators_level, targets_level
from vigie.core.pairing.spots import INITIATORS, KILLED, MOST_KINDS, TARGETS, TYPE
from vigie.core.pairing.tasks import AREA, HARMED, ORIGIN, SOURCE, WHEN, WHERE, WORDS, Task

FIELD_OF = np.array([l.FIELDS.index(name) for name in ("type", "initiators", "targets", "killed")])
# Sums of floats in another order differ a little: nothing is turned away for less.
NEARLY = 0.01


class Promise(NamedTuple):
    """For each field with kinds, the level that records of two kinds show, and the most bits that it can be worth.

    `rest` is the most that is left to the prior and to all that spots do not tell. `complete`: the levels are
    all there is to these fields; else they must be found pair by pair.
    """

    levels: np.ndarray  # uint8[4, kinds, kinds]
    bits: np.ndarray  # float32[4, kinds, kinds]
    rest: float
    where: float
    rows: np.ndarray  # float32[rows]: the most that a place can be worth, by row
    complete: bool


def promise_of(sheet: Sheet, here: tuple, there: tuple, window: Window, task: Task) -> Promise:
    """What records of two lists, each given with its kinds, promise under a task."""
    (records, kinds), (others, their_kinds) = here, there
    bits = task.bits if task.keep else np.zeros((len(l.FIELDS), l.MOST_LEVELS), np.float32)
    best = bits.max(axis=1)
    further = [HARMED, WORDS, ORIGIN]
    rest = task.prior + sum(each.max() for each in task.together)
    rest += (best[further] if window.further else bits[further, 0]).sum()
    # Further actors may agree better than the first ones.
    open_ = np.array([False, window.further, window.further, False])
    levels, most = _tables(
        records, others, kinds, their_kinds, sheet.may_be, sheet.vague_kinds, bits, best, open_
    )
    numbered = max(kinds.number.max(), their_kinds.number.max()) < MOST_KINDS
    complete = bool(numbered and not window.further and not len(task.fields))
    rows = bits[WHERE, 1 : 1 + len(l.ROWS) * len(l.NAMES)].reshape(len(l.ROWS), -1).max(axis=1)
    return Promise(levels, most, float(rest), float(best[WHERE]), rows, complete)


@compiled
def _tables(records, others, kinds, their_kinds, may_be, vague, bits, best, open_):
    size, their_size = _places(kinds), _places(their_kinds)
    levels = np.zeros((4, size, their_size), np.uint8)
    most = np.empty((4, size, their_size), np.float32)
    for kind in range(4):
        field = FIELD_OF[kind]
        for i in range(size):
            for j in range(their_size):
                most[kind, i, j] = best[field]
                if i >= kinds.number[kind] or j >= their_kinds.number[kind]:
                    continue
                a, b = records[kinds.first[kind, i]], others[their_kinds.first[kind, j]]
                levels[kind, i, j] = _level(kind, may_be, vague, a, b)
                if not open_[kind]:
                    most[kind, i, j] = bits[field, levels[kind, i, j]]
    return levels, most


@compiled
def _level(kind, may_be, vague, a, b):
    if kind == TYPE:
        return type_level(a, b)
    if kind == INITIATORS:
        return initiators_level(may_be, vague, a, b)
    return targets_level(a, b) if kind == TARGETS else killed_level(a, b)


@compiled
def _places(kinds):
    """How many kinds a table must hold: where not all were numbered, one for all others."""
    most = kinds.number.max()
    return MOST_KINDS + 1 if most == MOST_KINDS else most


@compiled
def promised(promise, bits, s, t, when):
    """The most bits that two spots can reach, `when` being the level of their dates, but for the place."""
    most = promise.bits
    return (
        promise.rest
        + bits[WHEN, when]
        + bits[AREA, area_level(s, t)]
        + bits[SOURCE, 1 if s.source == t.source else 0]
        + most[TYPE, s.type_kind, t.type_kind]
        + most[INITIATORS, s.initiator_kind, t.initiator_kind]
        + most[TARGETS, s.target_kind, t.target_kind]
        + most[KILLED, s.killed_kind, t.killed_kind]
    )


@compiled
def bits_by_kind(promise, bits, prior, s, t, when, where):
    """`bits_of` the pattern of two spots, by a promise that is complete."""
    most = promise.bits
    return (
        prior
        + bits[WHERE, where]
        + bits[WHEN, when]
        + most[TYPE, s.type_kind, t.type_kind]
        + most[INITIATORS, s.initiator_kind, t.initiator_kind]
        + most[TARGETS, s.target_kind, t.target_kind]
        + most[KILLED, s.killed_kind, t.killed_kind]
        + bits[AREA, area_level(s, t)]
        + bits[HARMED, 0]
        + bits[WORDS, 0]
        + bits[ORIGIN, 0]
        + bits[SOURCE, 1 if s.source == t.source else 0]
    )


@compiled
def packed_by_kind(promise, s, t, when, where):
    """The pattern of two spots, by a promise that is complete."""
    levels = promise.levels
    return packed_of(
        where,
        when,
        levels[TYPE, s.type_kind, t.type_kind],
        levels[INITIATORS, s.initiator_kind, t.initiator_kind],
        levels[TARGETS, s.target_kind, t.target_kind],
        levels[KILLED, s.killed_kind, t.killed_kind],
        area_level(s, t),
        1 if s.source == t.source else 0,
    )

"""What two records can be worth at most, before they are compared: most neighbours never need to be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l
from vigie.core.pairing.comparing import Sheet, Window
from vigie.core.pairing.comparing.what import killed_level, type_level
from vigie.core.pairing.comparing.who import initiators_level, targets_level
from vigie.core.pairing.spots import INITIATORS, KILLED, MOST_KINDS, TARGETS, TYPE
from vigie.core.pairing.tasks import Task

FIELD_OF = np.array([l.FIELDS.index(name) for name in ("type", "initiators", "targets", "killed")])
WHERE, WHEN, SOURCE = l.WHERE_FIELD, l.WHEN_FIELD, l.SOURCE_FIELD
# Sums of floats in another order differ a little: nothing is turned away for less.
NEARLY = 0.01


class Promise(NamedTuple):
    """Bits that no pair of two kinds exceeds in a field, and what the other fields may add at most."""

    kinds: np.ndarray  # float32[4, kinds, kinds]
    rest: float  # the prior and all that is neither where, when, source nor a field with kinds
    where: float


def promise_of(sheet: Sheet, here: tuple, there: tuple, window: Window, task: Task) -> Promise:
    """What records of two lists, each given with its kinds, promise under a task."""
    if not task.keep:
        return Promise(np.zeros((4, 1, 1), np.float32), 0.0, 0.0)
    (records, kinds), (others, their_kinds) = here, there
    best = task.bits.max(axis=1)
    further = [l.FIELDS.index(name) for name in ("harmed", "words", "origin")]
    rest = task.prior + best[l.FIELDS.index("area")] + sum(each.max() for each in task.together)
    rest += (best[further] if window.further else task.bits[further, 0]).sum()
    # Further actors may agree better than the first ones.
    open_ = np.array([False, window.further, window.further, False])
    table = _table(
        records, others, kinds, their_kinds, sheet.may_be, sheet.vague_kinds, task.bits, best, open_
    )
    return Promise(table, float(rest), float(best[WHERE]))


@compiled
def _table(records, others, kinds, their_kinds, may_be, vague, bits, best, open_):
    size, their_size = _places(kinds), _places(their_kinds)
    table = np.empty((4, size, their_size), np.float32)
    for kind in range(4):
        field = FIELD_OF[kind]
        for i in range(size):
            for j in range(their_size):
                table[kind, i, j] = best[field]
                if open_[kind] or i >= kinds.number[kind] or j >= their_kinds.number[kind]:
                    continue
                a, b = records[kinds.first[kind, i]], others[their_kinds.first[kind, j]]
                if kind == TYPE:
                    level = type_level(a, b)
                elif kind == INITIATORS:
                    level = initiators_level(may_be, vague, a, b)
                elif kind == TARGETS:
                    level = targets_level(a, b)
                else:
                    level = killed_level(a, b)
                table[kind, i, j] = bits[field, level]
    return table


@compiled
def _places(kinds):
    """How many kinds a table must hold: where not all were numbered, one for all others."""
    most = kinds.number.max()
    return MOST_KINDS + 1 if most == MOST_KINDS else most


@compiled
def promised(promise, bits, a, b, when):
    """Bits that two spots can reach, `when` being the level of their dates, but for the place."""
    kinds = promise.kinds
    return (
        promise.rest
        + bits[WHEN, when]
        + bits[SOURCE, 1 if a.source == b.source else 0]
        + kinds[TYPE, a.type_kind, b.type_kind]
        + kinds[INITIATORS, a.initiator_kind, b.initiator_kind]
        + kinds[TARGETS, a.target_kind, b.target_kind]
        + kinds[KILLED, a.killed_kind, b.killed_kind]
    )

"""The patterns of given pairs, and the likeliest of two reports with several places."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.comparing import Sheet, Window, further_pattern, pattern
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.tasks import Task, bits_of


def pattern_of(sheet: Sheet, a: np.void, b: np.void, window: Window) -> int:
    """The pattern of two records, or -1 where they are not compared."""
    packed = pattern(sheet.names, sheet.may_be, sheet.vague_kinds, a, b, window)
    return further_pattern(sheet, a, b, packed) if packed >= 0 and window.further else packed


@compiled
def patterns_of(sheet, records, one, other, window):
    """The patterns of pairs of positions: int64."""
    found = np.empty(len(one), np.int64)
    names, may_be, vague = sheet.names, sheet.may_be, sheet.vague_kinds
    for k in range(len(one)):
        a, b = records[one[k]], records[other[k]]
        found[k] = pattern(names, may_be, vague, a, b, window)
        if found[k] >= 0 and window.further:
            found[k] = further_pattern(sheet, a, b, found[k])
    return found


def best_pattern(reports: Reports, i: int, j: int, sheet: Sheet, window: Window, task: Task) -> tuple:
    """The likeliest two places of two reports, as records, and the pattern of the pair; -1 where none meet."""
    best, most = (None, None, -1), -np.inf
    for a in _places(reports, i):
        for b in _places(reports, j):
            packed = pattern_of(sheet, a, b, window)
            if packed >= 0:
                bits = bits_of(packed, task.bits, task.together, task.fields, task.prior)
                if bits > most:
                    best, most = (a, b, packed), bits
    return best


def _places(reports: Reports, row: int) -> Iterator[np.void]:
    yield reports.records[row]
    further = reports.records[len(reports) :]
    if len(further):
        yield from further[further["row"] == row]

"""Matching all reports at once: find neighbours, learn what findings are worth, keep the likely pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from vigie.core.pairing import levels as l
from vigie.core.pairing.comparing import Window, sheet_of
from vigie.core.pairing.learning import Tallied, learn_unlabelled
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.scanning import Task, scan
from vigie.core.pairing.shelving import nowhere, shelve
from vigie.core.pairing.weights import Weights, Windows, standing_weights

Tell = Callable[[str, int, int], None]
SAMPLED_FROM = 100_000  # records from which the weights are learnt from a sample of places and days


@dataclass(frozen=True)
class Settings:
    """How to match. `floor` is in bits: pairs below are not kept. `windows` None: those of the weights."""

    windows: Windows | None = None
    floor: float = -3.0


@dataclass(frozen=True, eq=False)
class Matched:
    """Pairs that may be one incident, and what a reader must know about how they were found.

    `one`, `other` are row numbers of the reports (one < other), `bits` log2 odds of "one incident".
    """

    one: np.ndarray  # int32
    other: np.ndarray  # int32
    bits: np.ndarray  # float32
    probability: np.ndarray  # float32
    weights: Weights
    diagnostics: tuple = field(default=())
    compared: int = 0
    left_out: int = 0


def match(
    reports: Reports,
    *,
    weights: Weights | None = None,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
    settings: Settings | None = None,
    tell: Tell | None = None,
) -> Matched:
    """Compare all reports that lie near one another and keep the likely pairs.

    `same`, `different` are pairs of rows that people decided on. Without `weights` they are learnt.
    The order of reports and of sources changes nothing.
    """
    settings = settings or Settings()
    base = weights or standing_weights()
    windows = settings.windows or base.windows
    shelves = shelve(reports.records, reports.names["sound"], windows.km)
    sheet = sheet_of(reports, shelves.records)
    if weights is None:
        every = max(1, len(reports.records) // SAMPLED_FROM)
        window = window_of(windows, reports, control=True)
        counted = scan(sheet, shelves, window, counting(every), _told(tell, "learn"))
        weights = learn_unlabelled(Tallied.of(counted), replace(base, windows=windows))
    kept = scan(
        sheet,
        shelves,
        window_of(windows, reports),
        keeping(weights, settings.floor),
        _told(tell, "compare"),
    )
    one, other = (shelves.records["row"][side] for side in (kept.one, kept.other))
    one, other, bits = np.minimum(one, other), np.maximum(one, other), kept.bits
    if len(reports.records) > len(reports):
        one, other, bits = _best_of_each(one, other, bits)
    return Matched(one, other, bits, probability_of(bits), weights, (), kept.compared, kept.left_out)


def probability_of(bits: np.ndarray) -> np.ndarray:
    """Probability of "one incident" from log2 odds."""
    return (1 / (1 + np.exp2(-np.clip(bits, -60, 60)))).astype(np.float32)


def window_of(windows: Windows, reports: Reports, control: bool = False) -> Window:
    """The windows as the compiled comparison reads them; with control pairs or without."""
    first, last = windows.control_days if control else (1, 0)
    return Window(
        windows.km, windows.days, first, last, windows.at_most, nowhere(reports.records), reports.further
    )


def counting(every: int) -> Task:
    return Task(False, 0.0, every, np.zeros((1, 1), np.float32), *_no_interactions(), 0.0)


def keeping(weights: Weights, floor: float) -> Task:
    together = np.zeros((len(weights.together), l.MOST_LEVELS, l.MOST_LEVELS), np.float32)
    fields = np.zeros((len(weights.together), 2), np.int64)
    for row, each in enumerate(weights.together):
        together[row, : each.bits.shape[0], : each.bits.shape[1]] = each.bits
        fields[row] = l.FIELDS.index(each.one), l.FIELDS.index(each.other)
    return Task(True, floor, 1, weights.table(), together, fields, weights.prior)


def _no_interactions():
    return np.zeros((0, 1, 1), np.float32), np.zeros((0, 2), np.int64)


def _told(tell: Tell | None, part: str):
    return None if tell is None else lambda done, of_all: tell(part, done, of_all)


def _best_of_each(one, other, bits):
    """Each pair once, by its likeliest places; a report is no pair with itself."""
    order = np.lexsort((-bits, other, one))
    one, other, bits = one[order], other[order], bits[order]
    keep = np.r_[True, (one[1:] != one[:-1]) | (other[1:] != other[:-1])] & (one != other)
    return one[keep], other[keep], bits[keep]

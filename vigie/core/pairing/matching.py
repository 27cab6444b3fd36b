"""Matching all reports at once: find neighbours, learn what findings are worth, keep the likely pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import diagnosing
from vigie.core.pairing import levels as l
from vigie.core.pairing.calibrating import scores, tempered, tempering
from vigie.core.pairing.comparing import Sheet, Window, sheet_of, unpack
from vigie.core.pairing.diagnosing import Diagnosis
from vigie.core.pairing.learning import Tallied, controls_of, learn_unlabelled
from vigie.core.pairing.patterns import best_pattern, patterns_of
from vigie.core.pairing.records import BadReports
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.shelving import Shelves, nowhere, shelve
from vigie.core.pairing.sweeping import scan
from vigie.core.pairing.tasks import Counted, Kept, Task
from vigie.core.pairing.teaching import teach
from vigie.core.pairing.weights import Weights, Windows, logit, standing_weights

Tell = Callable[[str, int, int], None]
Rows = Iterable[tuple[int, int]]

SAMPLED_FROM = 100_000  # records from which the weights are learnt from a sample of places and days
TAXONOMIES = ("type", "initiators", "targets")
DECIDED_BITS = 30.0  # of a pair that a person decided on


@dataclass(frozen=True)
class Settings:
    """How to match. Pairs below `floor` bits are not kept. `windows` None: those of the weights.

    `before` are the weights of an earlier run, for comparison. `pinned` names, by field, the least agreeing level
    that a pair may show (("type", "same"): "type" must be the same); what is unknown passes. Of type, initiators
    and targets at most `may_differ` may be different.
    """

    windows: Windows | None = None
    floor: float = -3.0
    before: Weights | None = None
    pinned: Mapping[str, str] = field(default_factory=dict)
    may_differ: int | None = None


@dataclass(frozen=True, eq=False)
class Matched:
    """Pairs that may be one incident, and what a reader must know about how they were found.

    `one`, `other` are row numbers of the reports (one < other), `bits` log2 odds of "one incident". `left_out`
    counts pairs not compared because too many reports lay at one place and time.
    """

    one: np.ndarray  # int32
    other: np.ndarray  # int32
    bits: np.ndarray  # float32
    probability: np.ndarray  # float32
    weights: Weights
    diagnostics: tuple[Diagnosis, ...] = ()
    compared: int = 0
    left_out: int = 0


def match(
    reports: Reports,
    *,
    weights: Weights | None = None,
    same: Rows = (),
    different: Rows = (),
    settings: Settings | None = None,
    tell: Tell | None = None,
) -> Matched:
    """Compare all reports that lie near one another and keep the likely pairs.

    `same`, `different` are pairs of rows that people decided on; they teach the weights and stand whatever the
    weights say. Without `weights` they are learnt. `tell(part, done, of_all)` hears of progress. The order of
    reports and of sources changes nothing. Raises `BadReports` on decisions that contradict each other.
    """
    settings = settings or Settings()
    windows = settings.windows or (weights or standing_weights()).windows
    shelves = shelve(reports.records, reports.names["sound"], windows.km)
    decided = Decided.of(reports, same, different)
    found = []
    if weights is None:
        weights, found = _learn(reports, shelves, windows, decided, settings, tell)
    sheet, window = sheet_of(reports, shelves.records), window_of(windows, reports)
    kept = scan(sheet, shelves, window, keeping(weights, settings.floor), _told(tell, "compare"))
    allowed = _allowed(sheet, shelves, kept, window, settings)
    one, other = (shelves.records["row"][side[allowed]] for side in (kept.one, kept.other))
    one, other, bits = np.minimum(one, other), np.maximum(one, other), kept.bits[allowed]
    if len(reports.records) > len(reports):
        one, other, bits = _best_of_each(one, other, bits)
    one, other, bits = decided.clamped(one, other, bits, len(reports))
    found += diagnosing.of_reports(placeless(reports), kept.left_out, windows.at_most)
    return Matched(
        one, other, bits, probability_of(bits), weights, tuple(found), kept.compared, kept.left_out
    )


def _allowed(
    sheet: Sheet, shelves: Shelves, kept: Kept, window: Window, settings: Settings
) -> np.ndarray | slice:
    """Which kept pairs the user's own rules let through."""
    if not settings.pinned and settings.may_differ is None:
        return slice(None)
    levels = unpack(patterns_of(sheet, shelves.records, kept.one, kept.other, window))
    allowed = np.ones(len(kept.one), bool)
    for name, least in settings.pinned.items():
        allowed &= levels[l.FIELDS.index(name)] <= l.level(name, least)
    if settings.may_differ is not None:
        apart = [levels[l.FIELDS.index(name)] == len(l.LEVELS[name]) - 1 for name in TAXONOMIES]
        allowed &= np.sum(apart, axis=0) <= settings.may_differ
    return allowed


def learn(
    reports: Reports,
    *,
    same: Rows = (),
    different: Rows = (),
    settings: Settings | None = None,
    tell: Tell | None = None,
) -> tuple[Weights, tuple[Diagnosis, ...]]:
    """Learn the weights from reports, with what people decided, and say whether they can be trusted."""
    settings = settings or Settings()
    windows = settings.windows or standing_weights().windows
    shelves = shelve(reports.records, reports.names["sound"], windows.km)
    weights, found = _learn(reports, shelves, windows, Decided.of(reports, same, different), settings, tell)
    return weights, tuple(found)


def _learn(
    reports, shelves: Shelves, windows, decided: Decided, settings, tell
) -> tuple[Weights, list[Diagnosis]]:
    every = max(1, len(reports.records) // SAMPLED_FROM)
    sheet, window = sheet_of(reports, shelves.records), window_of(windows, reports, control=True)
    counted = scan(sheet, shelves, window, counting(every), _told(tell, "learn"))
    start = replace(standing_weights(), windows=windows)
    weights, found = learn_from(counted, len(np.unique(reports.source)), start)
    weights = decided.teach(weights, sheet_of(reports), window_of(windows, reports))
    return weights, found + diagnosing.of_weights(weights, settings.before)


def learn_from(counted: Counted, sources: int, start: Weights) -> tuple[Weights, list[Diagnosis]]:
    """Learn weights from patterns counted with controls, of so many sources; `start` where they are too few.

    Counts may be those of several machines summed up.
    """
    tallied = Tallied.of(counted)
    controls = controls_of(tallied)
    why_not = diagnosing.why_not_learnt(controls, sources)
    if why_not:
        return start, [why_not]
    weights = _tempered(tallied, learn_unlabelled(tallied, start))
    return weights, diagnosing.of_controls(controls, weights.share)


def _tempered(tallied: Tallied, weights: Weights) -> Weights:
    """Calibrate learnt weights by pairs inside organisations, and set the share to what is then expected."""
    near, counts = ~tallied.control, tallied.counts
    apart, inside = near & ~tallied.inside, near & tallied.inside
    bits = scores(tallied.levels, weights, without=("source",))
    found = tempering(bits[apart], counts[apart], bits[inside], counts[inside])
    calm = tempered(weights, found.stretch, found.move)
    share = min(max(found.share, 1e-4), 0.95)
    return replace(calm, share=share, shift=calm.prior - calm.slope * logit(share))


@dataclass(frozen=True)
class Decided:
    """Pairs of rows that people decided on, lower row first, and whether they are the same: (n, 2), bool[n]."""

    pairs: np.ndarray
    same: np.ndarray
    reports: Reports

    @classmethod
    def of(cls, reports: Reports, same: Rows, different: Rows) -> Decided:
        same, different = (np.array([*rows], np.int64).reshape(-1, 2) for rows in (same, different))
        pairs = np.sort(np.concatenate([same, different]), axis=1)
        if len(pairs) and (
            pairs.min() < 0 or pairs.max() >= len(reports) or (pairs[:, 0] == pairs[:, 1]).any()
        ):
            raise BadReports(
                "A decision names a row that is not there, or one report twice. Rows run from 0."
            )
        said = np.repeat([True, False], [len(same), len(different)])
        pairs, first, where = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
        if (said[first][where.ravel()] != said).any():
            row = pairs[where.ravel()[np.argmax(said[first][where.ravel()] != said)]]
            raise BadReports(
                f"Rows {row[0]} and {row[1]} are called the same and different. Keep one of the two."
            )
        return cls(pairs, said[first], reports)

    def teach(self, weights: Weights, sheet: Sheet, window: Window) -> Weights:
        if not len(self.pairs):
            return weights
        task = keeping(weights, 0.0)
        patterns = np.array([best_pattern(self.reports, i, j, sheet, window, task)[2] for i, j in self.pairs])
        return teach(weights, unpack(patterns[patterns >= 0]), self.same[patterns >= 0])

    def clamped(self, one, other, bits, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The edges with decided pairs at what was decided; "same" is there even where nothing spoke for it."""
        if not len(self.pairs):
            return one, other, bits
        kept = ~np.isin(one.astype(np.int64) * n + other, self.pairs @ np.array([n, 1]))
        said = np.where(self.same, DECIDED_BITS, -DECIDED_BITS).astype(np.float32)
        left, right = self.pairs.T.astype(np.int32)
        return tuple(
            np.concatenate([edge[kept], more]) for edge, more in ((one, left), (other, right), (bits, said))
        )


def placeless(reports: Reports) -> int:
    """How many reports say nothing of where, although others do: they can't be compared."""
    silent = _silent(reports.records[: len(reports)])
    return 0 if silent == len(reports) else silent


@compiled
def _silent(records):
    """How many records say nothing of where."""
    number = 0
    for i in range(len(records)):
        number += nowhere(records[i : i + 1])
    return number


def probability_of(bits: np.ndarray) -> np.ndarray:
    """Probability of "one incident" from log2 odds."""
    return (1 / (1 + np.exp2(-np.clip(bits, -60, 60)))).astype(np.float32)


def window_of(windows: Windows, reports: Reports, control: bool = False) -> Window:
    """The windows as the compiled comparison reads them; with control pairs or without."""
    first, last = windows.control_days if control else (1, 0)
    return Window(
        float(windows.km),
        int(windows.days),
        first,
        last,
        windows.at_most,
        nowhere(reports.records),
        reports.further,
    )


def counting(every: int) -> Task:
    """Count patterns, of one in so many places and days."""
    nothing = np.zeros((0, 1, 1), np.float32), np.zeros((0, 2), np.int64)
    return Task(False, 0.0, every, np.zeros((1, 1), np.float32), *nothing, 0.0)


def keeping(weights: Weights, floor: float) -> Task:
    """Keep pairs worth at least so many bits."""
    together = np.zeros((len(weights.together), l.MOST_LEVELS, l.MOST_LEVELS), np.float32)
    fields = np.zeros((len(weights.together), 2), np.int64)
    for row, each in enumerate(weights.together):
        together[row, : each.bits.shape[0], : each.bits.shape[1]] = each.bits
        fields[row] = l.FIELDS.index(each.one), l.FIELDS.index(each.other)
    return Task(True, floor, 1, weights.table(), together, fields, weights.prior)


def _told(tell: Tell | None, part: str) -> Callable[[int, int], None] | None:
    return None if tell is None else lambda done, of_all: tell(part, done, of_all)


def _best_of_each(one, other, bits):
    """Each pair once, by its likeliest places; a report is no pair with itself."""
    order = np.lexsort((-bits, other, one))
    one, other, bits = one[order], other[order], bits[order]
    keep = np.r_[True, (one[1:] != one[:-1]) | (other[1:] != other[:-1])][: len(one)] & (one != other)
    return one[keep], other[keep], bits[keep]

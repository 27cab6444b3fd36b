"""The three rounds over all slabs, with what little is brought together between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vigie.core.clusters import Decisions, group
from vigie.core.pairing.matching import SAMPLED_FROM, Settings, learn_from, window_of
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.shelving import nowhere
from vigie.core.pairing.tasks import Counted
from vigie.core.pairing.weights import Weights, standing_weights
from vigie.core.slabs.engines import Engine
from vigie.core.slabs.plan import Plan, part_of
from vigie.core.slabs.work import Grouped, compare, count, join, summed


@dataclass(frozen=True, eq=False)
class Found:
    """Incidents of all slabs together. `crossing` counts the pairs that had to be grouped in one place."""

    labels: np.ndarray  # int32[n], numbered as `group` numbers them
    weights: Weights
    pairs: int
    crossing: int


def match_slabs(
    reports: Reports,
    plan: Plan,
    engine: Engine,
    *,
    weights: Weights | None = None,
    floor: float = Settings().floor,
    decisions: Decisions | None = None,
) -> Found:
    """Match and group reports slab by slab; the clusters are those of `match` and `group` on one machine."""
    decisions = decisions or Decisions()
    parts = engine.send([part_of(reports, slab) for slab in plan.slabs])
    if weights is None:
        weights = _learnt(reports, plan, engine, parts)
    settings = Settings(windows=plan.windows, floor=floor)
    links = engine.map(
        compare,
        parts,
        weights=weights,
        settings=settings,
        decisions=decisions,
        placed=not nowhere(reports.records),
    )
    borders = engine.fetch(engine.map(_border, links))
    border = np.unique(np.concatenate(borders))
    sources = [reports.source[np.sort(np.concatenate((slab.owned, slab.halo)))] for slab in plan.slabs]
    near = [border[np.isin(border, slab.owned)] for slab in plan.slabs]
    done = engine.fetch(engine.map(join, links, near, sources, decisions=decisions))
    pairs = sum(engine.fetch(engine.map(_number, links)))
    return _together(reports, done, weights, pairs, decisions)


def _learnt(reports: Reports, plan: Plan, engine: Engine, parts: list) -> Weights:
    """The weights from the sum of all slabs' histograms: the only thing that learning needs of the reports."""
    window = window_of(plan.windows, reports, control=True)
    every = max(1, len(reports.records) // SAMPLED_FROM)
    total = summed(engine.fetch(engine.map(count, parts, window=window, every=every)))
    counted = Counted(total.patterns, total.counts, int(total.counts.sum()), 0)
    start = replace(standing_weights(), windows=plan.windows)
    return learn_from(counted, len(np.unique(reports.source)), start)[0]


def _border(links):
    return links.border


def _number(links):
    return len(links.one)


def _together(
    reports: Reports, done: list[Grouped], weights: Weights, pairs: int, decisions: Decisions
) -> Found:
    """Group what crosses borders, and number all groups by their lowest rows."""
    root = np.arange(len(reports))
    settled = np.zeros(len(reports), np.bool_)
    for each in done:
        root[each.rows], settled[each.rows] = each.root, True
    one, other = (np.concatenate([getattr(each, side) for each in done]) for side in ("one", "other"))
    bits = np.concatenate([each.bits for each in done])
    # A slab hands back weak pairs with its halo; where those reports were settled at home, they say nothing new.
    open_ = ~settled[one] & ~settled[other]
    one, other, bits = one[open_], other[open_], bits[open_]
    rows = np.unique(np.concatenate((one, other)))
    found = group(
        len(rows), reports.source[rows], np.searchsorted(rows, one), np.searchsorted(rows, other), bits,
        decisions=decisions,
    )  # fmt: skip
    first = np.zeros(found.number, np.int64)
    first[found.labels[::-1]] = rows[::-1]
    root[rows] = first[found.labels]
    labels = np.unique(root, return_inverse=True)[1].astype(np.int32)
    return Found(labels, weights, pairs, len(one))

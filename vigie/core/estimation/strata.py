"""Estimates by area, period and type: each stratum by itself where it can bear it, otherwise pooled upwards.

A sum of lower bounds is a lower bound: no total is an interval unless every part of it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from vigie.core.estimation.estimates import INTERVAL, Estimate, estimate, refused
from vigie.core.estimation.overlap import BadOverlap, Overlap, bits
from vigie.core.estimation.posterior import DRAWS, MIDDLE
from vigie.core.estimation.verdict import Reason, Verdict

Path = tuple[str, ...]
EVERYWHERE: Path = ()


@dataclass(frozen=True, order=True)
class Place:
    """Where a stratum stands: paths from broad to fine, ("ml", "ml-mopti"); an empty path is everything."""

    area: Path = EVERYWHERE
    period: Path = EVERYWHERE
    type: Path = EVERYWHERE

    def above(self) -> Place | None:
        """One step broader: type first, then period, then area; None at the top."""
        if self.type:
            return Place(self.area, self.period, self.type[:-1])
        if self.period:
            return Place(self.area, self.period[:-1])
        return Place(self.area[:-1]) if self.area else None


@dataclass(frozen=True, eq=False)
class Stratum:
    """`counts` (clusterings, 2^p) by capture pattern, one row for each sampled clustering."""

    place: Place
    counts: np.ndarray


@dataclass(frozen=True, eq=False)
class Part:
    """What is said of one stratum, or of several pooled under `place`; `holds` are the strata in it.

    `left_out` are the lists that hold nothing here; they say nothing of what was missed.
    """

    place: Place
    holds: tuple[Place, ...]
    estimate: Estimate
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Total:
    """The sum of the parts: an interval only where all are; else a lower bound, with `median` and `high` None."""

    verdict: Verdict
    observed: int
    low: int
    median: int | None
    high: int | None


@dataclass(frozen=True, eq=False)
class Stratified:
    """`parts` hold every stratum once; `alone` tells why some could not stand by themselves."""

    parts: tuple[Part, ...]
    alone: tuple[Part, ...]
    total: Total

    @property
    def refused(self) -> tuple[Part, ...]:
        """The parts for which nothing may be said even after pooling."""
        return tuple(part for part in self.parts if part.estimate.verdict is Verdict.REFUSED)


def stratified(names: Sequence[str], strata: Sequence[Stratum], *, seed: int = 1) -> Stratified:
    """Estimate each stratum; pool those that do not bear an interval under the next broader place, and so on.

    Raises ValueError where two strata stand at one place or differ in their number of clusterings.
    """
    names = tuple(names)
    _check(strata)
    parts, alone = [], []
    waiting: dict[Place, list[Stratum]] = {each.place: [each] for each in strata}
    while waiting:
        place = max(waiting, key=_depth)
        pooled = waiting.pop(place)
        part = _part(names, place, pooled, seed)
        if part.estimate.verdict is Verdict.INTERVAL or place.above() is None:
            parts.append(part)
            continue
        if len(pooled) == 1 and pooled[0].place == place:
            alone.append(part)
        waiting.setdefault(place.above(), []).extend(pooled)
    return Stratified(_ordered(parts), _ordered(alone), _total(parts, seed))


def _ordered(parts: list[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: part.place))


def _depth(place: Place) -> tuple[int, int, int, Place]:
    """Finest first, in the order in which `above` broadens."""
    return len(place.area), len(place.period), len(place.type), place


def _check(strata: Sequence[Stratum]) -> None:
    if not strata:
        raise ValueError("no stratum to estimate")
    places: dict[Place, int] = defaultdict(int)
    for each in strata:
        places[each.place] += 1
    twice = [place for place, count in places.items() if count > 1]
    if twice:
        raise ValueError(f"two strata stand at {twice[0]}")
    if len({np.asarray(each.counts).shape for each in strata}) > 1:
        raise ValueError("the strata differ in their numbers of clusterings or of lists")


def _part(names: tuple[str, ...], place: Place, pooled: list[Stratum], seed: int) -> Part:
    counts = np.sum([each.counts for each in pooled], axis=0)
    here, counts, left_out = _reporting(names, counts)
    try:
        found = estimate([Overlap(here, row) for row in counts], seed=seed)
    except BadOverlap as error:
        reason = Reason(error.code, tuple(error.params.items()))
        found = refused(here, counts.sum(axis=1), (reason,))
    return Part(place, tuple(sorted(each.place for each in pooled)), found, left_out)


def _reporting(
    names: tuple[str, ...], counts: np.ndarray
) -> tuple[tuple[str, ...], np.ndarray, tuple[str, ...]]:
    """The lists that hold something here in every clustering, and the counts over them alone."""
    lists = len(names)
    reports = ((counts @ bits(lists)) > 0).all(axis=0)
    kept = np.flatnonzero(reports)
    pattern = (bits(lists)[:, kept] << np.arange(len(kept))).sum(axis=1)
    narrowed = np.zeros((len(counts), 1 << len(kept)), np.int64)
    np.add.at(narrowed.T, pattern, counts.T)
    narrowed[:, 0] = 0
    here, left_out = (tuple(np.array(names, object)[which]) for which in (reports, ~reports))
    return here, narrowed, left_out


def _total(parts: list[Part], seed: int) -> Total:
    """Strata are taken to be independent given the model; draws are paired at random."""
    rng = np.random.default_rng(seed)
    observed = sum(part.estimate.observed for part in parts)
    firm = [part.estimate for part in parts if part.estimate.verdict is Verdict.INTERVAL]
    draws = sum((rng.choice(each.posterior.draws, 20 * DRAWS) for each in firm), np.zeros(20 * DRAWS))
    low, middle, high = np.quantile(draws, (INTERVAL[0], MIDDLE, INTERVAL[1]))
    # What can't be estimated is there at least as often as it was seen.
    bounds = sum(
        part.estimate.observed if part.estimate.low is None else part.estimate.low
        for part in parts
        if part.estimate.verdict is not Verdict.INTERVAL
    )
    if len(firm) == len(parts):
        return Total(Verdict.INTERVAL, observed, floor(low), round(middle), ceil(high))
    return Total(Verdict.AT_LEAST, observed, floor(low) + bounds, None, None)

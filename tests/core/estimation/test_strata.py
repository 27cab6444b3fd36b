"""Estimates by area, period and type: pooled upwards where thin, never more certain than their parts."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.estimation_worlds import apart
from vigie.core.estimation import Place, Stratum, Verdict, stratified

NAMES = ("A", "B", "C", "D")
YEAR = ("2026",)


def counts(incidents: int, rates=(0.3, 0.35, 0.25, 0.3), draws: int = 2) -> np.ndarray:
    found = np.random.default_rng(incidents).multinomial(incidents, apart(np.array(rates)))
    found[0] = 0
    return np.stack([found] * draws)


def place(area: str, kind: str = "attack") -> Place:
    return Place(("x", area), YEAR, ("violence", kind))


def test_a_step_up_leaves_the_type_first_then_the_period_then_the_area():
    here, way = place("x-north"), []
    while here:
        way.append((here.area, here.period, here.type))
        here = here.above()
    assert way == [
        (("x", "x-north"), YEAR, ("violence", "attack")),
        (("x", "x-north"), YEAR, ("violence",)),
        (("x", "x-north"), YEAR, ()),
        (("x", "x-north"), (), ()),
        (("x",), (), ()),
        ((), (), ()),
    ]


def test_thin_strata_are_pooled_and_strong_ones_stand_alone():
    strata = [
        Stratum(place("x-north"), counts(900)),
        Stratum(place("x-south"), counts(35)),
        Stratum(place("x-south", "abduction"), counts(34)),
        Stratum(place("x-east"), counts(33)),
        Stratum(place("x-east", "abduction"), counts(36)),
    ]
    found = stratified(NAMES, strata)
    assert sorted(each for part in found.parts for each in part.holds) == sorted(
        each.place for each in strata
    )
    assert found.parts[-1].holds == (place("x-north"),) or place("x-north") in [
        part.place for part in found.parts
    ]
    assert {part.place for part in found.alone} <= {each.place for each in strata[1:]}
    assert all(part.estimate.reasons for part in found.alone)
    pooled = [part for part in found.parts if len(part.holds) > 1]
    assert pooled and all(
        part.estimate.observed == sum(seen(strata, each) for each in part.holds) for part in pooled
    )


def seen(strata: list[Stratum], where: Place) -> int:
    return next(int(each.counts[0].sum()) for each in strata if each.place == where)


def test_a_total_with_a_lower_bound_in_it_is_a_lower_bound():
    three = np.concatenate([counts(600, (0.3, 0.35, 0.25, 0.0))])
    found = stratified(
        NAMES, [Stratum(Place(("x",), YEAR), counts(900)), Stratum(Place(("y",), YEAR), three)]
    )
    verdicts = {part.place.area: part.estimate.verdict for part in found.parts}
    assert Verdict.AT_LEAST in verdicts.values()
    assert found.total.verdict is Verdict.AT_LEAST
    assert found.total.median is found.total.high is None
    assert found.total.observed <= found.total.low <= 1500
    left_out = [part.left_out for part in (*found.parts, *found.alone)]
    assert ("D",) in left_out


def test_a_total_of_intervals_is_narrower_than_their_ends_added():
    strata = [
        Stratum(Place((area,), YEAR), counts(size)) for area, size in (("x", 800), ("y", 900), ("z", 1000))
    ]
    found = stratified(NAMES, strata)
    assert [part.estimate.verdict for part in found.parts] == [Verdict.INTERVAL] * 3
    assert sum(part.estimate.low for part in found.parts) < found.total.low
    assert found.total.high < sum(part.estimate.high for part in found.parts)
    assert found.total.low <= 2700 <= found.total.high


def test_what_is_refused_at_the_top_is_listed_and_counts_as_seen():
    found = stratified(NAMES, [Stratum(place("x-north"), counts(900)), Stratum(Place(("y",)), counts(12))])
    assert [part.place for part in found.refused] == [Place()]
    assert found.total.verdict is Verdict.AT_LEAST
    firm = next(part for part in found.parts if part.estimate.verdict is Verdict.INTERVAL)
    assert found.total.low >= firm.estimate.low + found.refused[0].estimate.observed - 1


def test_bad_strata_are_named():
    one = Stratum(place("x-north"), counts(900))
    with pytest.raises(ValueError, match="no stratum"):
        stratified(NAMES, [])
    with pytest.raises(ValueError, match="two strata"):
        stratified(NAMES, [one, one])
    with pytest.raises(ValueError, match="differ"):
        stratified(NAMES, [one, Stratum(place("x-south"), counts(900, draws=3))])

"""From tables to what may be said: the three verdicts, the doubt of the matching, and nothing by accident."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.estimation_worlds import KINDS, drawn
from vigie.core.estimation import Overlap, Verdict, estimate
from vigie.core.estimation.posterior import Posterior, mixed, of_draws, of_grid

ABCD = ("A", "B", "C", "D")


def world(kind: str, number: int = 0) -> tuple[Overlap, int]:
    found = drawn(KINDS[kind], 5, number)
    return Overlap(ABCD[: KINDS[kind].lists], found.seen), found.total


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("independent", Verdict.INTERVAL),
        ("two pairs together", Verdict.INTERVAL),
        ("independent, 3 lists", Verdict.AT_LEAST),
        ("all pairs together", Verdict.AT_LEAST),
        ("sparse, 300 incidents", Verdict.REFUSED),
    ],
)
def test_what_may_be_said_of_a_world(kind, verdict):
    table, truth = world(kind)
    said = estimate(table)
    assert said.verdict is verdict
    assert bool(said.reasons) == (verdict is not Verdict.INTERVAL)
    assert (said.observed, said.observed_low, said.observed_high) == (table.observed,) * 3
    if verdict is Verdict.INTERVAL:
        assert table.observed <= said.low <= truth <= said.high
        assert said.low < said.median < said.high
    else:
        assert said.median is said.high is None
        assert said.low is None if verdict is Verdict.REFUSED else table.observed <= said.low <= truth


def test_intervals_cover_and_the_uneven_are_found_out():
    """Twenty-five worlds of each of two kinds: chance alone would break these once in some thousand runs."""
    fine = [estimate(table) for table, _truth in (world("one pair together", number) for number in range(25))]
    given = [number for number, said in enumerate(fine) if said.verdict is Verdict.INTERVAL]
    assert len(given) >= 18
    covered = [
        fine[number].low <= world("one pair together", number)[1] <= fine[number].high for number in given
    ]
    assert sum(covered) >= len(given) - 4
    uneven = [estimate(world("two strong classes", number)[0]) for number in range(25)]
    assert sum(said.verdict is Verdict.INTERVAL for said in uneven) <= 6
    assert all(said.low <= 1000 for said in uneven if said.verdict is Verdict.AT_LEAST)


def test_the_order_of_lists_makes_no_difference():
    table, _truth = world("one list copies")
    turned = np.zeros(16, np.int64)
    for pattern, count in enumerate(table.counts):
        turned[sum((pattern >> list_ & 1) << (3 - list_) for list_ in range(4))] = count
    first, second = estimate(table), estimate(Overlap(ABCD[::-1], turned))
    assert first.verdict is second.verdict
    assert first.low == pytest.approx(second.low, rel=0.02)
    assert first.high == pytest.approx(second.high, rel=0.02)


def test_the_same_seed_gives_the_same_estimate():
    table, _truth = world("independent")
    assert (estimate(table, seed=3).posterior.draws == estimate(table, seed=3).posterior.draws).all()


def split(table: Overlap, missed: float, rng: np.random.Generator) -> Overlap:
    """The same reports, with some links missed: shared incidents fall apart into one for each list."""
    counts = table.counts.copy()
    for pattern in range(16):
        if pattern.bit_count() == 2:
            fallen = rng.binomial(table.counts[pattern], missed)
            counts[pattern] -= fallen
            for list_ in range(4):
                counts[1 << list_] += fallen * (pattern >> list_ & 1)
    return Overlap(ABCD, counts)


def test_the_doubt_of_the_matching_is_carried_through():
    table, _truth = world("independent")
    rng = np.random.default_rng(2)
    sampled = [split(table, rng.uniform(0, 0.4), rng) for _ in range(20)]
    certain, doubtful = estimate(table), estimate(sampled)
    assert (
        doubtful.posterior.high / doubtful.posterior.low
        > 1.1 * certain.posterior.high / certain.posterior.low
    )
    assert doubtful.observed_low < doubtful.observed < doubtful.observed_high
    # The mixture lies between the tables it is made of.
    ends = [estimate(each).posterior for each in (min(sampled, key=seen), max(sampled, key=seen))]
    assert ends[0].median <= doubtful.posterior.median <= ends[1].median
    assert "matching_sampled" in doubtful.assumptions
    assert "matching_certain" in certain.assumptions


def seen(table: Overlap) -> int:
    return table.observed


def test_tables_that_do_not_belong_together_are_refused():
    table, _truth = world("independent")
    with pytest.raises(ValueError, match="no table"):
        estimate([])
    with pytest.raises(ValueError, match="different lists"):
        estimate([table, Overlap(("A", "B", "C", "E"), table.counts)])


def test_too_little_in_common_asks_no_model():
    said = estimate(Overlap(("A", "B", "C"), np.array([0, 40, 30, 3, 25, 2, 1, 0])))
    assert (said.verdict, [each.code for each in said.reasons]) == (Verdict.REFUSED, ["few_shared"])
    assert said.posterior is None


def test_posteriors_are_mixed_alike_and_lose_nothing():
    draws = np.random.default_rng(4).gamma(5, 100, 5000)
    one = of_draws(draws)
    assert one.median == pytest.approx(np.median(draws), rel=0.001)
    assert one.high == pytest.approx(np.quantile(draws, 0.975), rel=0.005)
    both = mixed([Posterior(np.full(10, 1.0)), Posterior(np.full(10, 3.0))])
    assert (both.low, both.median, both.high) == (1, 2, 3)
    unseen = np.arange(0.0, 50)
    grid = of_grid(7, unseen, np.ones(50), np.full(50, 0.02))
    assert grid.median == pytest.approx(7 + 24.5, abs=1)

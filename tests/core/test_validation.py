"""Precision and recall from drawn pairs: by hand, and in worlds whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from vigie.core.validation import Stratum, calibration_error, reliability, validate, wilson

JOINED = Stratum("sure", True, 900, 29, 1)
UNSURE = Stratum("unsure", True, 100, 8, 2)
NEAR = Stratum("near", False, 200, 3, 12)
FAR = Stratum("far", False, 5000, 0, 30)


def test_answers_are_weighed_by_how_many_pairs_they_stand_for():
    found = validate([JOINED, UNSURE, NEAR, FAR])
    right = 900 * 29 / 30 + 100 * 8 / 10
    assert found.precision.best == pytest.approx(right / 1000)
    assert found.recall.best == pytest.approx(right / (right + 200 * 3 / 15))
    assert found.confusion.joined_different == pytest.approx(900 / 30 + 20)
    assert found.confusion.apart_same == pytest.approx(40)
    assert (found.precision.answers, found.recall.answers) == (40, 85)
    for share in (found.precision, found.recall):
        assert 0 <= share.low < share.best < share.high <= 1


def test_a_large_stratum_hardly_read_may_hide_many():
    """Thirty of five thousand read, none the same: recall may still be much lower. Of fifty it may not."""
    small = Stratum("far", False, 50, 0, 30)
    assert validate([JOINED, UNSURE, NEAR, FAR]).recall.low < 0.85
    assert validate([JOINED, UNSURE, NEAR, small]).recall.low > 0.88


def test_what_is_read_whole_leaves_no_doubt():
    found = validate([Stratum("all", True, 25, 20, 5), Stratum("rest", False, 10, 0, 10)])
    assert found.precision.low == found.precision.best == found.precision.high == pytest.approx(0.8)
    assert found.recall.low == found.recall.high == 1


@pytest.mark.parametrize("strata", [
    [],
    [Stratum("sure", True, 900, 19, 0)],  # too few in all
    [JOINED, Stratum("unsure", True, 100, 1, 0)],  # one kind of joined pairs hardly read
])  # fmt: skip
def test_too_few_to_say(strata):
    found = validate(strata)
    assert found.precision is None and found.recall is None and found.confusion is None


def test_without_controls_there_is_no_recall():
    found = validate([JOINED, UNSURE])
    assert found.precision and found.recall is None


def drawn(chance, sizes, shares, number) -> tuple[list[Stratum], float, float]:
    """A world's strata with some pairs read; its precision and recall."""
    same = [chance.binomial(size, share) for (_name, _side, size), share in zip(sizes, shares, strict=True)]
    strata = []
    for (name, side, size), many in zip(sizes, same, strict=True):
        read = min(number, size)
        found = chance.hypergeometric(many, size - many, read)
        strata.append(Stratum(name, side, size, int(found), int(read - found)))
    right = sum(many for (_n, side, _s), many in zip(sizes, same, strict=True) if side)
    joined = sum(size for _name, side, size in sizes if side)
    return strata, right / joined, right / sum(same)


SIZES = [("sure", True, 4000), ("unsure", True, 600), ("near", False, 900), ("low", False, 3000),
         ("far", False, 20000)]  # fmt: skip


@pytest.mark.parametrize(("shares", "number"), [
    ((0.99, 0.8, 0.3, 0.02, 0.0005), 25), ((0.99, 0.8, 0.3, 0.02, 0.0005), 90),
    ((0.9, 0.5, 0.5, 0.2, 0.01), 40), ((1.0, 1.0, 0.0, 0.0, 0.0), 20),
])  # fmt: skip
def test_intervals_cover_the_truth(shares, number):
    chance, worlds = np.random.default_rng(number), 150
    covered = np.zeros(2)
    for seed in range(worlds):
        strata, precision, recall = drawn(chance, SIZES, shares, number)
        found = validate(strata, draws=600, seed=seed)
        for place, (share, truth) in enumerate(((found.precision, precision), (found.recall, recall))):
            covered[place] += share.low <= truth <= share.high
    assert (covered / worlds >= 0.9).all(), covered / worlds


def test_an_uncertain_size_widens_the_interval():
    rough = Stratum("near", False, 200, 3, 12, error=120)
    sure, unsure = validate([JOINED, UNSURE, NEAR]).recall, validate([JOINED, UNSURE, rough]).recall
    assert unsure.high - unsure.low > sure.high - sure.low


def test_reliability_puts_stated_beside_found():
    stated, same = [0.1, 0.15, 0.9, 0.95, 0.99], [False, False, True, True, False]
    low, high = reliability(stated, same, [1, 1, 1, 1, 2], edges=(0, 0.5, 1))
    assert (low.stated, low.found, low.answers) == (pytest.approx(0.125), 0, 2)
    assert high.found == pytest.approx(2 / 4) and high.answers == 3
    assert high.low < 0.5 < high.high
    assert wilson(0.5, 16 / 6) == (high.low, high.high), "unequal weights count for fewer answers"


def test_reliability_has_no_bins_of_nothing():
    assert len(reliability([0.2, 1.0], [True, True], [1, 1], edges=(0, 0.5, 0.9, 1))) == 2
    assert calibration_error([]) is None


def test_the_calibration_error_is_small_for_a_machine_that_knows_itself_and_large_for_one_that_boasts():
    chance = np.random.default_rng(5)
    stated = chance.random(4000)
    same = chance.random(4000) < stated
    edges, ones = (0, 0.2, 0.4, 0.6, 0.8, 1), np.ones(4000)
    assert calibration_error(reliability(stated, same, ones, edges)) < 0.03
    boasting = np.where(stated > 0.5, 0.99, 0.01)
    assert calibration_error(reliability(boasting, same, ones, edges)) > 0.2

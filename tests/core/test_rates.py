"""Counts with unequal effort, compared: known intervals, and one that covers the truth as often as it says."""

from __future__ import annotations

import numpy as np
import pytest

from vigie.core.rates import rate_change


def test_half_the_effort_and_half_the_incidents_is_no_change():
    change = rate_change(100, 600, 50, 300)
    assert change.ratio == pytest.approx(1)
    assert change.low < 1 < change.high
    assert not change.is_clear


def test_the_same_effort_and_twice_the_incidents_is_a_clear_rise():
    change = rate_change(50, 300, 100, 300)
    assert change.is_clear
    assert change.low > 1.4
    assert rate_change(100, 300, 50, 300).high < 0.75


def test_a_known_interval():
    # 4 events before and 10 after with equal time: exact limits of the share 10/14 are 0.4190 and 0.9161.
    change = rate_change(4, 1, 10, 1)
    assert (change.low, change.high) == (
        pytest.approx(0.4190 / 0.5810, rel=1e-3),
        pytest.approx(0.9161 / 0.0839, rel=1e-3),
    )


def test_what_cannot_be_compared_is_not():
    assert rate_change(0, 10, 0, 10) is None
    assert rate_change(1, 0, 1, 10) is None
    nothing_before = rate_change(0, 10, 5, 10)
    assert (nothing_before.ratio, nothing_before.high) == (None, None)
    assert nothing_before.low > 0
    assert rate_change(5, 10, 0, 10).low == 0


@pytest.mark.parametrize(("efforts", "truth"), [((300, 300), 1.0), ((600, 300), 1.0), ((300, 600), 1.7)])
def test_the_interval_covers_the_truth_as_often_as_it_says(efforts, truth):
    draws = np.random.default_rng(7)
    before, after = draws.poisson(0.1 * efforts[0], 800), draws.poisson(0.1 * truth * efforts[1], 800)
    found = [rate_change(int(b), efforts[0], int(a), efforts[1]) for b, a in zip(before, after, strict=True)]
    covered = np.mean([each.low <= truth <= each.high for each in found])
    assert 0.945 <= covered <= 1.0  # exact intervals cover at least as often as they say

"""Log-linear models: the fits themselves, what Rcapture says of the same tables, and what counts as heterogeneity."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.estimation.tables import ARTIFICIAL, KOSOVO, NEW_ORLEANS, UK5, UK6, table
from vigie.core.estimation import Overlap, loglinear
from vigie.core.estimation.loglinear import design, fitted, models


def fit(overlap: Overlap, chosen: np.ndarray):
    return loglinear._fit_all(
        design(overlap.lists), overlap.counts[1:].astype(float), chosen, 1 + overlap.lists
    )


def independence(lists: int) -> np.ndarray:
    return np.array([loglinear._terms(lists, [])], bool)


@pytest.mark.parametrize(
    ("name", "rcapture", "within"),
    [
        (KOSOVO, 7393, 0.001),
        (UK5, 13438, 0.001),
        (UK6, 12209, 0.001),
        # Rcapture corrects a bias that shows where lists share little.
        (NEW_ORLEANS, 990, 0.02),
        (ARTIFICIAL, 531, 0.02),
    ],
)
def test_rcapture_says_the_same_of_lists_that_see_apart(name, rcapture, within):
    overlap = table(name)
    effects, _variances, _bic = fit(overlap, independence(overlap.lists))
    assert overlap.observed + np.exp(effects[0, 0]) == pytest.approx(rcapture, rel=within)


def test_all_pairs_of_three_lists_have_a_closed_form():
    """Without a three-way term the odds ratio of the first two lists is the same with and without the third."""
    counts = np.array([0, 6000, 5000, 2500, 4000, 1800, 1500, 1200])
    overlap = Overlap(("A", "B", "C"), counts)
    effects, variances, _bic = fit(overlap, models(3)[7:8])
    by_hand = counts[1] * counts[2] * counts[4] * counts[7] / (counts[3] * counts[5] * counts[6])
    assert np.exp(effects[0, 0]) == pytest.approx(by_hand, rel=0.01)
    # Delta method: the variance of its logarithm is the sum of reciprocals.
    assert variances[0, 0] == pytest.approx((1 / counts[1:]).sum(), rel=0.02)


def test_which_models_there_are():
    # Pairs; triples with their pairs and at most one more; heterogeneity with at most one pair.
    assert [len(models(lists)) for lists in (3, 4, 5)] == [8 + 4, 64 + 4 * 4 + 7, 1024 + 10 * 8 + 11]
    for lists in (3, 4, 5):
        assert len(np.unique(models(lists), axis=0)) == len(models(lists))


def expected_counts(chances: np.ndarray, total: int) -> np.ndarray:
    counts = np.round(total * chances / chances.sum()).astype(int)
    counts[0] = 0
    return counts


def weights(effect: np.ndarray) -> np.ndarray:
    held = (np.arange(16)[:, None] >> np.arange(4)) & 1
    return np.exp(held @ np.full(4, -1.5) + effect)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("apart", 0, 0.1), ("pair", 0, 0.1), ("triple", 0, 0.3), ("hard", 0.9, 1), ("shunned", 0, 0.1)],
)
def test_heterogeneity_is_told_from_dependence(name, low, high):
    held = (np.arange(16)[:, None] >> np.arange(4)) & 1
    many = held.sum(1)
    effect = {
        "apart": 0.0 * many,
        "pair": 1.5 * held[:, :2].all(1),
        "triple": 1.5 * held[:, :3].all(1),
        "hard": 0.6 * many * (many - 1) / 2,
        # Lists that avoid one another make estimates too high, not too low: no sign of what is hard to see.
        "shunned": -0.4 * many * (many - 1) / 2,
    }[name]
    overlap = Overlap(tuple("ABCD"), expected_counts(weights(effect), 2000))
    assert low <= fitted(overlap, np.random.default_rng(1)).heterogeneity <= high


def test_six_lists_are_searched_not_enumerated():
    rng = np.random.default_rng(4)
    held = (np.arange(64)[:, None] >> np.arange(6)) & 1
    chances = np.where(held, 0.3, 0.7).prod(1) * np.exp(2.0 * held[:, :2].all(1))
    counts = rng.multinomial(2000, chances / chances.sum())
    truth, counts[0] = 2000, 0
    found = fitted(Overlap(tuple("ABCDEF"), counts), rng)
    assert found.posterior.low < truth < found.posterior.high < 1.2 * truth

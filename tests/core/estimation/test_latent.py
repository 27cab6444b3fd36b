"""Latent classes: the sampler against itself by another path, against numeric slopes, and against LCMCR."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.estimation_gibbs import gibbs
from tests.core.estimation.tables import ARTIFICIAL, KOSOVO, table
from vigie.core.estimation import Overlap, langevin, mixture
from vigie.core.estimation.latent import classed, ess, rhat
from vigie.core.estimation.mixture import Table
from vigie.core.estimation.overlap import bits

SMALL = Overlap(tuple("ABCD"), np.array([0, 14, 11, 5, 9, 4, 3, 2, 12, 5, 4, 1, 3, 2, 1, 1]))


@pytest.mark.parametrize(
    ("name", "mean", "low", "high"),
    [(KOSOVO, 10715, 9176, 14399), (ARTIFICIAL, 437, 238, 833)],
    ids=["Kosovo", "artificial"],
)
def test_lcmcr_says_the_same(name, mean, low, high):
    """Both are samples; LCMCR's of Kosovo is worth some 240 draws, where an end is known to within some 5 %."""
    found = classed(table(name), np.random.default_rng(1), first=4000, stretches=2)
    assert found.chains.mean() == pytest.approx(mean, rel=0.04)
    assert found.posterior.low == pytest.approx(low, rel=0.07)
    assert found.posterior.high == pytest.approx(high, rel=0.10)


def test_the_moves_leave_the_posterior_as_it_is():
    """The Gibbs sampler, which gives every incident a class, is another way to the same distribution."""
    plain = np.log(gibbs(SMALL, np.random.default_rng(2), 2000, 20000))
    moved = classed(SMALL, np.random.default_rng(3), first=2500, stretches=2)
    logs = np.log(moved.chains).ravel()
    error = np.sqrt(plain.var() / ess(plain) + logs.var() / moved.ess)
    assert abs(plain.mean() - logs.mean()) < 4 * error
    assert error < 0.02
    assert plain.std() == pytest.approx(logs.std(), rel=0.15)


def test_the_prior_of_sizes_is_that_of_a_stick():
    """Against the concentration summed out by numbers, and whatever the scale of the sizes."""
    concentrations = np.linspace(1e-3, 60, 4000)

    def by_numbers(size):
        size = size / size.sum()
        beyond = np.cumsum(size[::-1])[::-1][:-1]
        stick = np.log1p(-size[:-1] / beyond).sum()
        # Gamma(SHAPE, RATE) times the stick's Beta(1, concentration) densities, from parts to log sizes.
        steps = concentrations ** (len(beyond) + mixture.SHAPE - 1)
        density = (steps * np.exp((concentrations - 1) * stick - mixture.RATE * concentrations)).sum()
        return np.log(density) - np.log(beyond).sum() + np.log(size).sum()

    one, other = np.random.default_rng(4).dirichlet(np.ones(mixture.CLASSES), 2)
    said = mixture.prior(one) - mixture.prior(other)
    assert said == pytest.approx(by_numbers(one) - by_numbers(other), abs=0.01)
    assert mixture.prior(7.0 * one) == pytest.approx(mixture.prior(one), abs=1e-9)


def test_the_slope_is_that_of_the_density():
    table = Table.of(SMALL)
    held, counts, observed = table
    rng = np.random.default_rng(5)
    size, seen = rng.dirichlet(np.ones(mixture.CLASSES)), rng.uniform(0.1, 0.6, (mixture.CLASSES, 4))
    group = np.array([1, 4])

    def standing(size, seen):
        cells = np.empty((mixture.CLASSES, len(counts)))
        for k in range(mixture.CLASSES):
            mixture.fill_cells(held, seen, cells, k)
        return cells, size @ cells

    def height(size, seen):
        """Without the prior of sizes, which the slope leaves out."""
        chance = standing(size, seen)[1]
        logits = np.log(seen * (1 - seen)).sum()
        return mixture.density(counts, observed, size, chance) - mixture.prior(size) + logits

    slope, factor, score = np.empty(10), np.empty((10, 10)), np.empty((11, len(counts)))
    langevin.measure(
        held, counts, observed, size, seen, *standing(size, seen), group, 2, score, slope, factor
    )
    for place in range(10):
        k, column = group[place // 5], place % 5
        ends = []
        for move in (1e-5, -1e-5):
            new_size, new_seen = size.copy(), seen.copy()
            if column == 0:
                new_size[k] *= np.exp(move)
            else:
                odds = seen[k, column - 1] / (1 - seen[k, column - 1]) * np.exp(move)
                new_seen[k, column - 1] = odds / (1 + odds)
            ends.append(height(new_size, new_seen))
        assert slope[place] == pytest.approx((ends[0] - ends[1]) / 2e-5, abs=1e-3), place


def test_two_classes_are_found_where_there_are_many_incidents():
    """Hard and easy incidents: lists taken as alike would find some 30 % too few."""
    held = bits(4)
    chances = 0.5 * np.where(held, 0.55, 0.45).prod(1) + 0.5 * np.where(held, 0.12, 0.88).prod(1)
    counts = np.random.default_rng(6).multinomial(20000, chances)
    counts[0] = 0
    found = classed(Overlap(tuple("ABCD"), counts), np.random.default_rng(7))
    assert found.posterior.low < 20000 < found.posterior.high


def test_chains_that_differ_have_a_high_rhat():
    rng = np.random.default_rng(8)
    alike = rng.normal(size=(2, 500))
    assert rhat(alike) < 1.02
    assert rhat(alike + np.array([[0], [2]])) > 1.4
    # A first-order autoregression with coefficient a is worth (1 − a) / (1 + a) draws each.
    slow = np.zeros(20000)
    for step in range(1, len(slow)):
        slow[step] = 0.8 * slow[step - 1] + rng.normal()
    assert ess(slow) == pytest.approx(20000 / 9, rel=0.15)


def test_the_same_seed_gives_the_same_draws():
    first, again = (classed(SMALL, np.random.default_rng(9)).chains for _ in range(2))
    assert (first == again).all()

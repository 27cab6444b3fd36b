"""Latent classes: the sampler against itself by another path, against numeric slopes, and against LCMCR."""

from __future__ import annotations

import numpy as np
import pytest

from tests.core.estimation.tables import ARTIFICIAL, KOSOVO, table
from vigie.core.estimation import Overlap, gibbs, langevin
from vigie.core.estimation.latent import classed, ess, rhat
from vigie.core.estimation.overlap import bits

SMALL = Overlap(tuple("ABCD"), np.array([0, 14, 11, 5, 9, 4, 3, 2, 12, 5, 4, 1, 3, 2, 1, 1]))


def parts(overlap: Overlap) -> tuple[np.ndarray, np.ndarray]:
    used = np.flatnonzero(overlap.counts)
    return bits(overlap.lists)[used].astype(float), overlap.counts[used]


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


def test_the_moves_of_pairs_leave_the_posterior_as_it_is():
    """Gibbs sweeps alone are another way to the same distribution."""
    held, counts = parts(SMALL)
    rng = np.random.default_rng(2)
    stick, share, seen = np.empty(gibbs.CLASSES), np.empty(gibbs.CLASSES), np.empty((gibbs.CLASSES, 4))
    gibbs.start(rng, held, counts, stick, share, seen)
    members, holding, alpha, plain = np.empty(gibbs.CLASSES), np.empty(seen.shape), 1.0, []
    for _step in range(12000):
        unseen, alpha = gibbs.sweep(rng, held, counts, alpha, stick, share, seen, members, holding)
        plain.append(np.log(SMALL.observed + unseen))
    plain = np.array(plain[2000:])
    moved = classed(SMALL, np.random.default_rng(3), first=2500, stretches=2)
    logs = np.log(moved.chains).ravel()
    error = np.sqrt(plain.var() / ess(plain) + logs.var() / moved.ess)
    assert abs(plain.mean() - logs.mean()) < 4 * error
    assert error < 0.02
    assert plain.std() == pytest.approx(logs.std(), rel=0.15)


def test_the_slope_is_that_of_the_density():
    held, counts = parts(SMALL)
    rng = np.random.default_rng(5)
    share, seen = rng.dirichlet(np.ones(gibbs.CLASSES)), rng.uniform(0.1, 0.6, (gibbs.CLASSES, 4))
    pair = np.array([1, 4])

    def terrain(share, seen):
        cells = np.empty((gibbs.CLASSES, len(counts) + 1))
        for k in range(gibbs.CLASSES):
            langevin._cells(held, seen[k], cells[k])
        rest, slope, factor = np.empty(len(counts) + 1), np.empty(10), np.empty((10, 10))
        langevin._others(share, cells, pair, rest)
        room = np.empty((len(counts) + 1, 10))
        density = langevin._terrain(held, counts, 0.7, share, seen, cells, rest, pair, slope, factor, room)
        return density, slope

    _density, slope = terrain(share, seen)
    for place in range(10):
        k, column = pair[place // 5], place % 5
        ends = []
        for move in (1e-5, -1e-5):
            new_share, new_seen = share.copy(), seen.copy()
            if column == 0:
                new_share[k] *= np.exp(move)
                new_share /= new_share.sum()
            else:
                odds = seen[k, column - 1] / (1 - seen[k, column - 1]) * np.exp(move)
                new_seen[k, column - 1] = odds / (1 + odds)
            ends.append(terrain(new_share, new_seen)[0])
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

"""Averaging over decomposable graphs: the graphs themselves, their likelihood, and what dga says of the same tables."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln

from tests.core.estimation.tables import ARTIFICIAL, KOSOVO, UK5, table
from vigie.core.estimation import Overlap, decomposable
from vigie.core.estimation.decomposable import averaged, every, identified

ABC = ("A", "B", "C")


@pytest.mark.parametrize(("lists", "graphs"), [(3, 8), (4, 61), (5, 822)])
def test_every_decomposable_graph_is_there_once(lists, graphs):
    rows = every(lists)
    assert len(np.unique(rows, axis=0)) == len(rows) == graphs
    assert len(identified(lists)) == graphs - 1
    # Each list stands once more in cliques than in separators.
    held = (np.arange(1 << lists)[:, None] >> np.arange(lists)) & 1
    assert (rows @ held == 1).all()


def dirichlet_multinomial(cells: np.ndarray, prior: float) -> float:
    return (
        gammaln(cells + prior).sum() - len(cells) * gammaln(prior) - gammaln(cells.sum() + len(cells) * prior)
    )


def test_the_likelihood_of_a_graph_is_that_of_its_tables():
    counts, unseen = np.array([0, 9, 7, 2, 5, 3, 1, 4.0]), 6.0
    whole = counts + unseen * (np.arange(8) == 0)
    margins = decomposable._margins(counts, np.array([unseen]))
    constant = decomposable._whole(counts, np.array([unseen]))[0]
    cube = whole.reshape(2, 2, 2)  # axes: C, B, A
    ab, bc, b = cube.sum(0).ravel(), cube.sum(2).ravel(), cube.sum((0, 2))
    chain = np.zeros(8)
    chain[[0b011, 0b110, 0b010]] = 1, 1, -1
    assert any((row == chain).all() for row in every(3))
    expected = (
        dirichlet_multinomial(ab, 1 / 4) + dirichlet_multinomial(bc, 1 / 4) - dirichlet_multinomial(b, 1 / 2)
    )
    assert chain @ margins[:, 0] + chain.sum() * constant == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "mean", "low", "high"),
    [(KOSOVO, 12749, 9827, 16544), (UK5, 21282, 10387, 33508)],
    ids=["Kosovo", "UK"],
)
def test_dga_says_the_same(name, mean, low, high):
    """dga averages over the complete graph too."""
    overlap = table(name)
    found = averaged(overlap, every(overlap.lists))
    assert found.mean == pytest.approx(mean, rel=0.001)
    assert found.posterior.low == pytest.approx(low, rel=0.005)
    assert found.posterior.high == pytest.approx(high, rel=0.005)


def test_dga_says_the_same_of_an_artificial_table(monkeypatch):
    """Here the complete graph weighs, and says only what the range says: dga's begins at one unseen incident."""
    overlap = table(ARTIFICIAL)
    unseen = np.arange(1.0, 20 * overlap.observed - overlap.observed)
    monkeypatch.setattr(decomposable, "_grid", lambda observed: (unseen, np.ones_like(unseen)))
    found = averaged(overlap, every(3))
    assert found.mean == pytest.approx(402, rel=0.02)
    assert found.posterior.low == pytest.approx(98, abs=1)
    assert found.posterior.high == pytest.approx(1457, rel=0.05)


def test_the_grid_loses_nothing():
    overlap = Overlap(ABC, np.array([0, 60, 40, 20, 50, 18, 12, 8]))
    coarse = averaged(overlap)
    unseen = np.arange(0.0, 20 * overlap.observed)
    log = identified(3) @ decomposable._margins(overlap.counts.astype(float), unseen)
    log += np.outer(identified(3).sum(1), decomposable._whole(overlap.counts, unseen))
    log += gammaln(unseen + overlap.observed) - gammaln(unseen + 1)
    mass = np.exp(log - log.max()).sum(0)
    mass /= mass.sum()
    assert coarse.mean == pytest.approx(overlap.observed + mass @ unseen, rel=0.002)
    exact = overlap.observed + unseen[np.searchsorted(np.cumsum(mass), (0.025, 0.5, 0.975))]
    assert [coarse.posterior.low, coarse.posterior.median, coarse.posterior.high] == pytest.approx(
        exact, rel=0.01
    )

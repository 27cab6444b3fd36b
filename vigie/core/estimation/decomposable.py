"""Bayesian averaging over decomposable graphs of dependence between lists (model B).

Madigan & York (1997), "Bayesian methods for estimation of the size of a closed population", Biometrika 84:
with a hyper-Dirichlet prior each decomposable graph has a marginal likelihood in closed form, a product over its
cliques divided by a product over its separators, so that the unseen count is summed over graphs on a grid.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import gammaln

from vigie.core.estimation.overlap import Overlap
from vigie.core.estimation.posterior import Posterior, of_grid

# 1,024 graphs of five lists are listed in a moment, 32,768 of six are not.
MOST_LISTS = 5
# The unseen count is looked for up to this many times the observed one.
REACH = 20
GRID = 300


@dataclass(frozen=True)
class Averaged:
    """What the graphs say together. `weights` are posterior probabilities, one for each row of `graphs`."""

    posterior: Posterior
    weights: np.ndarray
    mean: float


def averaged(overlap: Overlap, graphs: np.ndarray | None = None) -> Averaged:
    """Average over decomposable graphs (those of `identified`, unless other rows are given).

    Prior: Dirichlet of 2^−p in each cell, 1/N on the number of incidents, graphs alike.
    """
    counts = overlap.counts.astype(float)
    unseen, width = _grid(overlap.observed)
    graphs = identified(overlap.lists) if graphs is None else graphs
    log = graphs @ _margins(counts, unseen) + np.outer(graphs.sum(1), _whole(counts, unseen))
    log += gammaln(unseen + overlap.observed) - gammaln(unseen + 1) + np.log(width)
    # N!/n0! × 1/N, up to what does not change with the unseen count.
    log -= log.max()
    joint = np.exp(log)
    joint /= joint.sum()
    mass = joint.sum(0)
    posterior = of_grid(overlap.observed, unseen, width, mass)
    return Averaged(posterior, joint.sum(1), float(mass @ unseen) + overlap.observed)


def _margins(counts: np.ndarray, unseen: np.ndarray) -> np.ndarray:
    """(2^p, grid) log marginal likelihood of the margin over each set of lists."""
    cells = len(counts)
    found = np.zeros((cells, len(unseen)))
    for members in range(1, cells):
        margin = np.bincount(_within(cells, members), weights=counts)
        prior = 1.0 / len(margin)
        found[members] = gammaln(unseen + margin[0] + prior) + gammaln(margin[1:] + prior).sum()
        found[members] -= len(margin) * gammaln(prior)
    return found


def _whole(counts: np.ndarray, unseen: np.ndarray) -> np.ndarray:
    """(grid,) the constant each clique brings and each separator takes away; Γ(1) = 1."""
    return -gammaln(unseen + counts.sum() + 1.0)


def _grid(observed: int) -> tuple[np.ndarray, np.ndarray]:
    """Unseen counts to reckon at, and how many whole numbers each stands for."""
    most = max(2000, REACH * observed)
    near = np.arange(0, min(200, most) + 1)
    points = np.unique(np.round(np.concatenate([near, np.geomspace(100, most, GRID)])).astype(np.int64))
    edges = np.concatenate([[points[0] - 0.5], (points[1:] + points[:-1]) / 2, [points[-1] + 0.5]])
    return points.astype(float), np.diff(edges)


@cache
def _within(cells: int, members: int) -> np.ndarray:
    """For each pattern, its index in the margin over `members`, a set of lists as bits."""
    lists = [list_ for list_ in range(cells.bit_length() - 1) if members >> list_ & 1]
    patterns = np.arange(cells)
    return sum(((patterns >> list_) & 1) << place for place, list_ in enumerate(lists))


@cache
def every(lists: int) -> np.ndarray:
    """(graphs, 2^lists) +1 for each clique, −1 for each separator, over every decomposable graph.

    8 graphs for three lists, 61 for four, 822 for five.
    """
    pairs = list(itertools.combinations(range(lists), 2))
    rows = []
    for chosen in range(1 << len(pairs)):
        beside = [0] * lists
        for number, (one, other) in enumerate(pairs):
            if chosen >> number & 1:
                beside[one] |= 1 << other
                beside[other] |= 1 << one
        row = _cliques(beside)
        if row is not None:
            rows.append(row)
    return np.array(rows, float)


@cache
def identified(lists: int) -> np.ndarray:
    """As `every`, without the complete graph: there the data say nothing of the unseen cell."""
    graphs = every(lists)
    return graphs[graphs[:, -1] == 0]


def _cliques(beside: list[int]) -> np.ndarray | None:
    """Cliques and separators by maximum cardinality search, or None where the graph is not decomposable."""
    lists = len(beside)
    row = np.zeros(1 << lists, np.int8)
    left, seen, clique, before = set(range(lists)), 0, 0, -1
    while left:
        vertex = max(left, key=lambda each: ((beside[each] & seen).bit_count(), -each))
        left.remove(vertex)
        earlier = beside[vertex] & seen
        if any(earlier & ~(1 << v) & ~beside[v] for v in range(lists) if earlier >> v & 1):
            return None
        if earlier.bit_count() <= before:
            row[clique] += 1
            row[earlier] -= 1
            clique = earlier
        clique |= 1 << vertex
        before = earlier.bit_count()
        seen |= 1 << vertex
    row[clique] += 1
    row[0] = 0
    return row

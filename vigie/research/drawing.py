"""Groupings drawn from their posterior, for the interval of the count; of a large file, from a part of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from vigie.core.clusters import Constraints, Decisions
from vigie.core.clusters.calibration import Calibration
from vigie.core.clusters.sampling import sample_clusterings
from vigie.core.pairing import Matched

# Reports that are drawn at most. A count of thousands has its interval from these; more would only cost time.
MOST_DRAWN = 10_000
KEPT = 40  # draws kept whole, for the intervals of the overlaps


@dataclass(frozen=True)
class Drawn:
    """The number of incidents in each draw, and some draws whole (int32[kept, n]; none of a large file)."""

    counts: np.ndarray
    labels: np.ndarray

    def interval(self) -> tuple[int, int]:
        """The 95 % credible interval of the number of incidents, rounded outwards."""
        low, high = np.quantile(self.counts, [0.025, 0.975])
        return int(np.floor(low)), int(np.ceil(high))


@dataclass(frozen=True)
class Graph:
    """What is grouped: n reports, their source codes, and the pairs compared with their bits."""

    n: int
    source: np.ndarray
    one: np.ndarray
    other: np.ndarray
    bits: np.ndarray


def draw(
    graph: Graph, decided: Constraints, calibration: Calibration, labels: np.ndarray, draws: int, seed: int
) -> Drawn:
    """Draw groupings around the one found (`labels`); how far probabilities can be trusted widens them.

    Of more than MOST_DRAWN reports, whole parts of the graph are drawn by chance, and the counts scaled up by
    what the grouping found in them: how uncertain a count is does not change from one part to the next.
    """
    if graph.n < 2:
        return Drawn(np.array([graph.n]), np.zeros((0, graph.n), np.int32))
    rows = np.arange(graph.n) if graph.n <= MOST_DRAWN else _part(graph, seed)
    part, constraints = _restricted(graph, rows), _among(decided, rows, graph.n)
    found = np.unique(labels[rows], return_inverse=True)[1].astype(np.int32)
    whole = len(rows) == graph.n
    drawn = sample_clusterings(
        part.n, part.source, part.one, part.other, part.bits, constraints=constraints, calibration=calibration,
        labels=found, draws=draws, keep=min(draws, KEPT) if whole else 0, seed=seed,
    )  # fmt: skip
    number = int(labels.max()) + 1
    scale = number / max(int(found.max(initial=0)) + 1, 1)
    return Drawn(drawn.counts * scale, drawn.labels if whole else np.zeros((0, graph.n), np.int32))


def _part(graph: Graph, seed: int) -> np.ndarray:
    """Rows of components drawn by chance until there are enough; what hardly speaks for joining connects nothing."""
    speaks = graph.bits >= Decisions().join_bits
    one, other = graph.one[speaks], graph.other[speaks]
    links = coo_array((np.ones(len(one), np.int8), (one, other)), shape=(graph.n, graph.n))
    component = connected_components(links, directed=False)[1]
    size = np.bincount(component)
    order = np.random.default_rng(seed).permutation(len(size))
    # A component larger than all that is wanted would be the whole sample; the others speak for more of the file.
    order = order[size[order] <= MOST_DRAWN // 2]
    taken = order[np.cumsum(size[order]) <= MOST_DRAWN]
    chosen = np.zeros(len(size), bool)
    chosen[taken] = True
    rows = np.flatnonzero(chosen[component])
    return rows if len(rows) else np.arange(MOST_DRAWN)


def _restricted(graph: Graph, rows: np.ndarray) -> Graph:
    """The graph of some of the reports."""
    at = np.full(graph.n, -1, np.int64)
    at[rows] = np.arange(len(rows))
    one, other = at[graph.one], at[graph.other]
    inside = (one >= 0) & (other >= 0)
    return Graph(len(rows), graph.source[rows], one[inside], other[inside], graph.bits[inside])


def _among(decided: Constraints, rows: np.ndarray, n: int) -> Constraints:
    if len(rows) == n:
        return decided
    at = {int(row): number for number, row in enumerate(rows)}

    def kept(pairs):
        return [(at[a], at[b]) for a, b in pairs if a in at and b in at]

    return Constraints(same=kept(decided.same), different=kept(decided.different))


def answered(matched: Matched, n: int, decided: Constraints) -> tuple[np.ndarray, np.ndarray]:
    """Bits and answers of the pairs that people decided, where they were compared."""
    told = dict.fromkeys(decided.same, True) | dict.fromkeys(decided.different, False)
    if not told or not len(matched.one):
        return np.zeros(0), np.zeros(0)
    keys = matched.one.astype(np.int64) * n + matched.other
    wanted = np.array([min(pair) * n + max(pair) for pair in told])
    order = np.argsort(wanted)
    at = np.minimum(np.searchsorted(wanted, keys, sorter=order), len(wanted) - 1)
    hit = np.flatnonzero(wanted[order[at]] == keys)
    return matched.bits[hit], np.array(list(told.values()))[order[at[hit]]]

"""The chains that clusterings are drawn from, and the prior that keeps them true to the pairs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from vigie.core.clusters.components import chunks, split
from vigie.core.clusters.constraints import Constraints
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.edges import Edges, probability_of
from vigie.core.clusters.grouping import group, starting
from vigie.core.clusters.joining import FORBIDDEN
from vigie.core.clusters.sampling.gibbs import NEVER, Graph, State, adjacency, state_of, sweep

CHUNKS = 4  # times 2, whatever the number of threads, so that it does not decide what is drawn
BLOCK_BITS = 3.0  # reports joined at so many bits also move together
ABSENT_BITS = -5.0  # of two reports in one cluster that were not compared
CERTAIN_BITS = 12.0  # of a pair that a person called the same
ROUNDS = 40  # of finding the prior, of which the last half count
ROUNDS_AGAIN = 12  # once it was found for other weights
SWEEPS = 2  # in each round


class Chains:
    """One chain for each chunk of parts; chunks share nothing but the prior.

    The prior is the log2 odds, above its bits, at which a report joins one other that has no rival. The bits
    of a pair hold the share of matches among all compared pairs, where each report has several rivals; so
    the prior is found by asking that as many pairs stand together as the probabilities of the pairs say.
    """

    def __init__(
        self, n: int, edges: Edges, constraints: Constraints, decisions: Decisions, seed: int
    ) -> None:
        order = np.lexsort((np.maximum(edges.one, edges.other), np.minimum(edges.one, edges.other)))
        start = starting(n, None, constraints, edges)
        forbidden = edges.weight(start, decisions) == FORBIDDEN
        penalty = (
            np.float32(decisions.repeat_bits) * edges.repeats if decisions.repeat_bits else np.float32(0)
        )
        self.n, self._edges = n, edges
        self.prior, self._rounds = 0.0, ROUNDS
        self._fixed = np.where(forbidden, NEVER, np.where(edges.decided > 0, CERTAIN_BITS, np.nan))
        self._penalty = penalty
        self.usual, tight = self._groupings(start, constraints, decisions)
        signed = np.where(forbidden[order], -1 - order, order + 1).astype(np.int32)
        parts = split(n, edges.one[order], edges.other[order], signed, 0)
        self._alone = np.setdiff1d(np.arange(n), parts.nodes)
        self._parts, self._bounds = parts, chunks(parts, 2 * CHUNKS)
        base = np.arange(n, dtype=np.int32)
        if start.root:
            base[list(start.root)] = list(start.root.values())
        self._blocks = [
            _blocks(parts.nodes[parts.starts[a] : parts.starts[b]], base, tight, self.usual)
            for a, b in self._bounds
        ]
        self.access = start.codes, start.compatible
        self.ordered = edges.one[order], edges.other[order], edges.bits[order]
        self._labels, self._seed = tight, seed
        self.graphs: list[Graph] = []
        self.states: list[State] = []

    def _groupings(self, start, constraints, decisions) -> tuple[np.ndarray, np.ndarray]:
        edges = self._edges
        given = slice(edges.given)
        source = np.zeros(self.n)
        bits = (edges.bits - self._penalty)[given]
        found = []
        for rules in (decisions, replace(decisions, join_bits=max(BLOCK_BITS, decisions.join_bits))):
            rules = replace(rules, repeat_bits=0.0)
            found.append(
                group(
                    self.n,
                    source,
                    edges.one[given],
                    edges.other[given],
                    bits,
                    constraints=constraints,
                    decisions=rules,
                ).labels
            )
        return found[0], found[1]

    def weigh(self, bits: np.ndarray) -> None:
        """Give every edge its bits; chains go on from where they stand."""
        bits = np.where(np.isnan(self._fixed), bits - self._penalty, self._fixed).astype(np.float64)
        now = self.labels() if self.states else self._labels
        self.graphs, self.states = [], []
        self._expected = 0.0
        for (a, b), blocks in zip(self._bounds, self._blocks, strict=True):
            parts = self._parts
            rows = parts.nodes[parts.starts[a] : parts.starts[b]]
            edges = slice(parts.edge_starts[a], parts.edge_starts[b])
            shift = np.repeat(
                parts.starts[a:b] - parts.starts[a], np.diff(parts.edge_starts[a : b + 1])
            ).astype(np.int32)
            one, other = parts.one[edges] + shift, parts.other[edges] + shift
            weight = bits[np.abs(parts.weight[edges]) - 1]
            self._expected += float(probability_of(weight[weight > NEVER]).sum())
            codes, compatible = self.access
            graph = Graph(
                one,
                other,
                weight,
                *adjacency(len(rows), one, other, weight),
                *blocks,
                codes[rows],
                compatible,
            )
            label = np.unique(now[rows], return_inverse=True)[1]
            self.graphs.append(graph)
            self._seed = (self._seed * 6364136223846793005 + 1442695040888963407) % 2**64
            self.states.append(state_of(graph, label, ABSENT_BITS, self._seed))

    def sweep(self, pool: ThreadPoolExecutor, times: int) -> float:
        """Move everything so many times; returns the mean number of compared pairs that stand together."""
        work = pool.map(
            lambda pair: sweep(*pair, ABSENT_BITS, self.prior, times),
            zip(self.graphs, self.states, strict=True),
        )
        return sum(work) / times

    def find_prior(self, pool: ThreadPoolExecutor) -> float:
        """Stochastic approximation (Robbins and Monro, 1951) of the prior; the mean of the later rounds."""
        later = []
        for number in range(self._rounds):
            missing = self._expected - self.sweep(pool, SWEEPS)
            # One bit of prior moves some 6 % of the pairs; few pairs move it little.
            step = missing / (0.06 * self._expected + 3)
            self.prior = float(np.clip(self.prior + step * min(1, 6 / (number + 1)), -4, 10))
            if number >= self._rounds // 2:
                later.append(self.prior)
        self.prior, self._rounds = float(np.mean(later)), ROUNDS_AGAIN
        return self.prior

    def labels(self) -> np.ndarray:
        """The clustering as it stands: int32[n], numbers below n."""
        labels = np.empty(self.n, np.int32)
        done = 0
        for (a, b), state in zip(self._bounds, self.states, strict=True):
            labels[self._parts.nodes[self._parts.starts[a] : self._parts.starts[b]]] = state.label + done
            done += len(state.label)
        labels[self._alone] = np.arange(done, self.n)
        return labels


def _blocks(rows: np.ndarray, base: np.ndarray, *levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What moves as one among these rows: each group of `base`, and the larger groups of the other levels."""
    members, sizes = [], []
    last = np.zeros(0, np.int64)  # by row, the size of its group in the level before
    for level in (base, *levels):
        order = np.argsort(level[rows], kind="stable")
        begins = np.flatnonzero(np.diff(level[rows][order], prepend=-1))
        size = np.diff(np.append(begins, len(order)))
        of_row = np.empty(len(rows), np.int64)
        of_row[order] = np.repeat(size, size)
        # A group as large as the one before that its first row was in is the same group.
        new = size != last[order[begins]] if len(last) else np.ones(len(size), np.bool_)
        members.append(order[np.repeat(new, size)])
        sizes.append(size[new])
        last = of_row
    starts = np.concatenate(([0], np.cumsum(np.concatenate(sizes))))
    return np.concatenate(members).astype(np.int32), starts.astype(np.int64)

"""Counting over draws: incidents, strata, how often a cluster, a report's place and a pair come again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vigie.core.clusters.edges import Edges
from vigie.core.clusters.sampling.gibbs import adjacency
from vigie.core.compiled import compiled


@dataclass(frozen=True)
class Draws:
    """What was drawn. `counts` holds the number of incidents of each draw; `by` the same for each stratum.

    `together` is, for each edge as given, the share of draws in which its two reports stand together: the
    probability of the pair given everything, not only the pair. `certainty` is the share of draws that hold
    exactly the same cluster, for each cluster of the grouping asked about, and `membership` how large a share
    of its cluster's other reports each report stands with, on average (1 where it is alone). `labels` are
    some draws whole, int32[kept, n], for estimates that carry the matching's uncertainty on. `prior` is what
    was found for the log2 odds of joining, above the bits of a pair.
    """

    counts: np.ndarray  # int64[draws]
    by: Mapping[str, np.ndarray]  # int64[draws, strata]
    together: np.ndarray  # float32[edges]
    certainty: np.ndarray  # float32[clusters]
    membership: np.ndarray  # float32[n]
    labels: np.ndarray
    prior: float
    effect: np.ndarray  # float32[asked]: incidents more if a pair is apart than if it is together

    def interval(self, level: float = 0.95) -> tuple[int, int]:
        """The credible interval of the number of incidents."""
        return interval(self.counts, level)


def interval(counts: np.ndarray, level: float = 0.95) -> tuple[int, int]:
    """The interval that holds the middle `level` of the draws, rounded outwards."""
    low, high = np.quantile(counts, [(1 - level) / 2, (1 + level) / 2])
    return int(np.floor(low)), int(np.ceil(high))


class Tally:
    """Takes one clustering after another (int32[n], any numbers below n)."""

    def __init__(
        self, n: int, edges: Edges, asked_about: np.ndarray, strata: Mapping[str, np.ndarray],
        asked: np.ndarray | None, draws: int, keep: int,
    ) -> None:  # fmt: skip
        self.n, self.edges, self.wanted, self.taken = n, edges, draws, 0
        self.cluster = np.asarray(asked_about, np.int32)
        self.members, self.member_starts = _sorted_by(self.cluster, int(self.cluster.max(initial=-1)) + 1)
        self.strata = {name: _checked_strata(name, codes, n) for name, codes in strata.items()}
        self.asked = np.zeros(0, np.int64) if asked is None else np.asarray(asked, np.int64)
        self.beside = adjacency(n, edges.one, edges.other, edges.bits) if len(self.asked) else None
        self.counts = np.zeros(draws, np.int64)
        self.by = {
            name: np.zeros((draws, codes.max(initial=-1) + 1), np.int64)
            for name, codes in self.strata.items()
        }
        self.together = np.zeros(edges.given, np.int32)
        self.certain = np.zeros(len(self.member_starts) - 1, np.int32)
        self.membership = np.zeros(n)
        self.local = np.zeros((len(self.asked), 2))  # summed local counts: apart, together
        self.seen = np.zeros((len(self.asked), 2))
        self.kept = set(np.linspace(0, draws - 1, keep).round().astype(int).tolist()) if keep else set()
        self.labels: list[np.ndarray] = []

    def take(self, labels: np.ndarray) -> None:
        rows, starts = _sorted_by(labels, self.n)
        size = np.diff(starts)
        self.counts[self.taken] = (size > 0).sum()
        for name, codes in self.strata.items():
            _count_strata(rows, starts, codes, self.by[name][self.taken])
        given = self.edges.given
        self.together += labels[self.edges.one[:given]] == labels[self.edges.other[:given]]
        _compare(self.members, self.member_starts, labels, size, self.certain, self.membership)
        if len(self.asked):
            starts, near, _ = self.beside
            _count_locally(
                self.asked,
                self.edges.one,
                self.edges.other,
                starts,
                near,
                labels,
                size,
                self.local,
                self.seen,
            )
        if self.taken in self.kept:
            self.labels.append(np.unique(labels, return_inverse=True)[1].astype(np.int32))
        self.taken += 1

    def draws(self, prior: float) -> Draws:
        with np.errstate(invalid="ignore"):
            local = self.local / self.seen
        effect = np.where(self.seen.all(axis=1), local[:, 0] - local[:, 1], 1.0)
        return Draws(
            counts=self.counts,
            by=self.by,
            together=(self.together / self.taken).astype(np.float32),
            certainty=(self.certain / self.taken).astype(np.float32),
            membership=(self.membership / self.taken).astype(np.float32),
            labels=np.array(self.labels, np.int32).reshape(len(self.labels), self.n),
            prior=prior,
            effect=np.clip(effect, 0, None).astype(np.float32),
        )


def _checked_strata(name: str, codes: np.ndarray, n: int) -> np.ndarray:
    codes = np.asarray(codes, np.int64)
    if codes.shape != (n,):
        raise ValueError(f"strata: “{name}” has {len(codes)} codes for {n} reports; give one for each.")
    if n and codes.min() < 0:
        raise ValueError(f"strata: “{name}” has the code {codes.min()}; codes are 0 and higher.")
    return codes


@compiled
def _sorted_by(labels, number):
    """Rows sorted by label, and where each label starts: int32[n], int64[number + 1]."""
    starts = np.zeros(number + 1, np.int64)
    for label in labels:
        starts[label + 1] += 1
    starts = np.cumsum(starts)
    at = starts[:-1].copy()
    rows = np.empty(len(labels), np.int32)
    for i in range(len(labels)):
        rows[at[labels[i]]] = i
        at[labels[i]] += 1
    return rows, starts


@compiled
def _count_strata(rows, starts, codes, counts):
    """Count each cluster in the stratum of most of its reports, of equals in the lowest."""
    votes = np.zeros(len(counts), np.int64)
    for c in range(len(starts) - 1):
        best = -1
        for x in range(starts[c], starts[c + 1]):
            code = codes[rows[x]]
            votes[code] += 1
            if best < 0 or votes[code] > votes[best] or (votes[code] == votes[best] and code < best):
                best = code
        for x in range(starts[c], starts[c + 1]):
            votes[codes[rows[x]]] = 0
        if best >= 0:
            counts[best] += 1


@compiled
def _compare(members, starts, labels, size, certain, membership):
    """Add for each cluster asked about whether it stands as it is, and for its reports with how many they stand."""
    beside = np.zeros(len(labels), np.int32)
    for c in range(len(starts) - 1):
        number = starts[c + 1] - starts[c]
        if number == 0:
            continue
        for x in range(starts[c], starts[c + 1]):
            beside[labels[members[x]]] += 1
        first = labels[members[starts[c]]]
        certain[c] += beside[first] == number and size[first] == number
        for x in range(starts[c], starts[c + 1]):
            i = members[x]
            membership[i] += (beside[labels[i]] - 1) / (number - 1) if number > 1 else 1.0
        for x in range(starts[c], starts[c + 1]):
            beside[labels[members[x]]] = 0


@compiled
def _count_locally(asked, one, other, starts, near, labels, size, local, seen):
    """Add the incidents around each pair asked about, apart and together.

    Every report is 1 / size of its incident; only the two and what was compared with them are counted, since
    what happens elsewhere says nothing about this pair and would drown it.
    """
    marked = np.full(len(labels), -1, np.int64)
    for q in range(len(asked)):
        ends = (one[asked[q]], other[asked[q]])
        total = 0.0
        for i in ends:
            if marked[i] != q:
                marked[i] = q
                total += 1.0 / size[labels[i]]
        for i in ends:
            for x in range(starts[i], starts[i + 1]):
                j = near[x]
                if marked[j] != q:
                    marked[j] = q
                    total += 1.0 / size[labels[j]]
        together = int(labels[ends[0]] == labels[ends[1]])
        local[q, together] += total
        seen[q, together] += 1

"""Joinings that no drawn clustering can hold, because the two reports were never compared or hardly alike.

Some true pairs lie outside the windows, and some agree in so little that they are not kept. Without them every
count would be too high, by more than the draws are apart.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from vigie.core.clusters.sampling.gibbs import adjacency, uniform
from vigie.core.compiled import compiled

# Joinings missed for each that can be drawn, chosen on worlds with known truth (seeds 41 to 60 of
# benchmarks/doubt.py): their mean, what of their spread no size of the file takes away, and what chance adds to it,
# by the root of the joinings.
SHARE, SYSTEMATIC, CHANCE = 0.04, 0.012, 0.65
TRIES = 50  # for each joining wanted; a file of one source bears none


class Missed:
    """Joins some clusters that were not compared, of reports with one code: of one month and country, say.

    Which ones were missed nobody can know; how many, and among reports of what kind, is what counts need. What
    people decided, who may read whom, and that one organisation seldom tells twice holds here too.
    """

    def __init__(
        self, n: int, source: np.ndarray, codes: Iterable[np.ndarray],
        compared: tuple[np.ndarray, np.ndarray, np.ndarray], access: tuple[np.ndarray, np.ndarray], seed: int,
    ) -> None:  # fmt: skip
        self._compared = adjacency(n, *compared)[:2]
        self._source, self._access = np.unique(np.asarray(source), return_inverse=True)[1], access
        together = np.stack([np.zeros(n, np.int64), *codes])
        code = np.unique(together, axis=1, return_inverse=True)[1].ravel()
        order = np.argsort(code, kind="stable")
        # Of each report the row of its code's first report in `order`, and how many there are.
        self._alike = order, np.searchsorted(code[order], code), np.bincount(code)[code]
        self._random = np.array([seed ^ 0x5DEECE66D], np.uint64)

    def share(self, labels: np.ndarray, rng: np.random.Generator) -> float:
        """How many joinings are missed for each that a clustering holds, as it may be."""
        joinings = max(len(labels) - len(np.unique(labels)), 1)
        return max(float(rng.normal(SHARE, np.hypot(SYSTEMATIC, CHANCE / np.sqrt(joinings)))), 0.0)

    def joined(self, labels: np.ndarray, share: float) -> np.ndarray:
        """The clustering (int32[n], numbers below n) with so many joinings more for each that it has."""
        labels = labels.copy()
        _join_some(labels, self._source, *self._alike, *self._compared, *self._access, share, self._random)
        return labels


@compiled
def _join_some(labels, source, order, first, many, starts, near, codes, compatible, share, random):
    n = len(labels)
    head, following, size = np.full(n, -1, np.int64), np.full(n, -1, np.int64), np.zeros(n, np.int64)
    for i in range(n):
        following[i] = head[labels[i]]
        head[labels[i]] = i
        size[labels[i]] += 1
    wanted = int((n - (size > 0).sum()) * share + uniform(random))
    for _ in range(TRIES * wanted):
        if wanted == 0:
            return
        i = int(uniform(random) * n)
        a, b = labels[i], labels[order[first[i] + int(uniform(random) * many[i])]]
        if size[a] < size[b]:
            a, b = b, a
        if a == b or not _may_join(a, b, labels, source, head, following, starts, near, codes, compatible):
            continue
        j = head[b]
        while j >= 0:
            onward = following[j]
            labels[j] = a
            following[j] = head[a]
            head[a] = j
            j = onward
        head[b] = -1
        size[a] += size[b]
        wanted -= 1


@compiled
def _may_join(a, b, labels, source, head, following, starts, near, codes, compatible):
    """Whether no two reports of the clusters were compared or are of one source, and all may be read on both sides."""
    i = head[b]
    while i >= 0:
        for x in range(starts[i], starts[i + 1]):
            if labels[near[x]] == a:
                return False
        j = head[a]
        while j >= 0:
            if source[i] == source[j] or not compatible[codes[i], codes[j]]:
                return False
            j = following[j]
        i = following[i]
    return True

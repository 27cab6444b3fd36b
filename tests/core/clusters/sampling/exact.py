"""The posterior of partitions by writing all of them down, to hold the sampler against."""

import numpy as np


def partitions(n):
    """All partitions of 0..n - 1 as label tuples."""
    if n == 0:
        yield ()
        return
    for rest in partitions(n - 1):
        for label in range(max(rest, default=-1) + 2):
            yield (*rest, label)


def posterior(n, bits, absent, prior):
    """Label tuples and their probabilities under the evidence of `gibbs.evidence`."""
    found, weights = [], []
    for labels in partitions(n):
        total = 0.0
        for cluster in set(labels):
            rows = [row for row in range(n) if labels[row] == cluster]
            k = len(rows)
            pairs = [bits.get((a, b), absent) for a in rows for b in rows if a < b]
            total += 2 * sum(pairs) / k + prior * (k - 1)
        found.append(labels)
        weights.append(2.0**total)
    weights = np.array(weights)
    return found, weights / weights.sum()

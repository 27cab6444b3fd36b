"""Made-up incidents on a line, told with Gaussian error: the bits of every pair are known exactly."""

import numpy as np

from vigie.core.clusters.edges import probability_of

ERROR = 1.0


def line(seed: int, incidents: int = 150, length: float = 400.0):
    """Rows, edges with calibrated bits, and the truth.

    The share of matches by distance is worked out from the two densities and the numbers of pairs of a great
    many such worlds, so that the bits are calibrated as labelled pairs would make them.
    """
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, length, incidents)
    truth = np.repeat(np.arange(incidents), rng.choice([1, 2, 3, 4], incidents, p=[0.35, 0.3, 0.2, 0.15]))
    told = places[truth] + rng.normal(0, ERROR, len(truth))
    one, other = np.triu_indices(len(truth), 1)
    apart = np.abs(told[one] - told[other])
    near = apart < 6
    one, other, apart = one[near], other[near], apart[near]
    # Pairs of one incident: mean of k (k - 1) / 2 by incident; others: at random on the line.
    pairs = incidents * (0.3 * 1 + 0.2 * 3 + 0.15 * 6)
    reports = incidents * (0.35 + 0.6 + 0.6 + 0.6)
    same = pairs * np.exp(-(apart**2) / 4) / np.sqrt(np.pi)
    chance = (reports**2 / 2 - pairs) * 2 / length
    return truth, one, other, np.log2(same / chance)


def visible_error(bits, truth, one, other):
    """Mean said less mean found over all pairs: near zero where bits are calibrated."""
    return float(np.mean(probability_of(bits) - (truth[one] == truth[other])))

"""Log-linear models of dependence between lists, with and without incidents that all lists find hard (model H).

Fienberg (1972), Biometrika 59, for pairs of lists; Darroch et al. (1993), Journal of the American Statistical
Association 88, for the quadratic term of heterogeneity. Poisson cells, a normal prior on interactions, Laplace's
approximation for the unseen cell, models weighted by BIC.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np
from numba import njit

from vigie.core.estimation.overlap import Overlap, bits, sizes
from vigie.core.estimation.posterior import DRAWS, Posterior, of_draws

# Standard deviation of the prior on interactions and on heterogeneity; main effects are all but free.
SPREAD = 2.5
# With six lists 32,768 sets of pairs are too many to fit: beyond these, the best are looked for.
EVERY_SET_TO = 5
STEPS = 30


@dataclass(frozen=True, eq=False)
class Fitted:
    """What the models say. `heterogeneity` is the weight of those with the quadratic term."""

    posterior: Posterior
    heterogeneity: float


def fitted(overlap: Overlap, rng: np.random.Generator) -> Fitted:
    """Average over log-linear models by BIC."""
    columns = design(overlap.lists)
    counts = overlap.counts[1:].astype(float)
    chosen = (
        models(overlap.lists) if overlap.lists <= EVERY_SET_TO else searched(columns, counts, overlap.lists)
    )
    log_unseen, variance, bic = _fit_all(columns, counts, chosen, 1 + overlap.lists)
    weights = np.exp(-0.5 * (bic - bic.min()))
    weights /= weights.sum()
    posterior = _mixture(overlap.observed, log_unseen, variance, weights, rng)
    return Fitted(posterior, float(weights[chosen[:, -1]].sum()))


@cache
def design(lists: int) -> np.ndarray:
    """(2^p − 1, columns): constant, lists, pairs, and k(k−1)/2 for the k lists that hold the incident."""
    held = bits(lists)[1:].astype(float)
    together = [held[:, one] * held[:, other] for one, other in itertools.combinations(range(lists), 2)]
    many = sizes(lists)[1:].astype(float)
    return np.column_stack([np.ones(len(held)), held, *together, many * (many - 1) / 2])


@cache
def models(lists: int) -> np.ndarray:
    """(models, columns) which terms each has: every set of pairs; heterogeneity alone or with one pair."""
    pairs = lists * (lists - 1) // 2
    sets = (np.arange(1 << pairs)[:, None] >> np.arange(pairs)) & 1
    one = np.concatenate([np.zeros((1, pairs), int), np.eye(pairs, dtype=int)])
    return np.concatenate([_terms(lists, sets, 0), _terms(lists, one, 1)])


def _terms(lists: int, sets: np.ndarray, heterogeneity: int) -> np.ndarray:
    always = np.ones((len(sets), 1 + lists))
    return np.column_stack([always, sets, np.full(len(sets), heterogeneity)]).astype(bool)


def searched(columns: np.ndarray, counts: np.ndarray, lists: int) -> np.ndarray:
    """The models met on the way up and down from independence, with and without heterogeneity."""
    met: dict[bytes, np.ndarray] = {}
    for heterogeneity in (0, 1):
        now = _terms(lists, np.zeros((1, lists * (lists - 1) // 2), int), heterogeneity)[0]
        best = np.inf
        while True:
            beside = np.repeat(now[None], columns.shape[1] - lists - 2, axis=0)
            for row, term in enumerate(range(1 + lists, columns.shape[1] - 1)):
                beside[row, term] = ~beside[row, term]
            beside = np.concatenate([now[None], beside])
            bic = _fit_all(columns, counts, beside, 1 + lists)[2]
            met.update({each.tobytes(): each for each in beside})
            if bic.min() >= best - 1e-6:
                break
            best, now = bic.min(), beside[int(bic.argmin())]
    return np.array(list(met.values()))


def _mixture(observed, log_unseen, variance, weights, rng) -> Posterior:
    """Draws of the number of incidents, models in proportion to their weight."""
    each = rng.choice(len(weights), 4 * DRAWS, p=weights)
    mean = np.exp(
        np.minimum(log_unseen[each] + np.sqrt(variance[each]) * rng.standard_normal(len(each)), 20.0)
    )
    return of_draws(observed + rng.poisson(mean))


@njit(cache=True, nogil=True)
def _fit_all(columns, counts, chosen, free):
    """Fit each model by Newton's method: log unseen, its variance and BIC, each (models,)."""
    log_unseen, variance, bic = np.empty(len(chosen)), np.empty(len(chosen)), np.empty(len(chosen))
    total = counts.sum()
    for model in range(len(chosen)):
        used = np.flatnonzero(chosen[model])
        terms = columns[:, used].copy()
        prior = np.where(used < free, 1e-8, 1.0 / SPREAD**2)
        effects = np.zeros(len(used))
        effects[0] = np.log(total / len(counts))
        for _step in range(STEPS):
            expected = np.exp(np.minimum(np.maximum(terms @ effects, -30.0), 25.0))
            slope = terms.T @ (counts - expected) - prior * effects
            curve = (terms.T * expected) @ terms + np.diag(prior)
            step = np.linalg.solve(curve, slope)
            longest = np.abs(step).max()
            effects += step * min(1.0, 3.0 / max(longest, 1e-9))
            if longest < 1e-6:
                break
        logs = np.minimum(np.maximum(terms @ effects, -30.0), 25.0)
        likelihood = (counts * logs - np.exp(logs)).sum() - 0.5 * (prior * effects**2)[free:].sum()
        curve = (terms.T * np.exp(logs)) @ terms + np.diag(prior)
        log_unseen[model] = effects[0]
        variance[model] = np.linalg.inv(curve)[0, 0]
        bic[model] = -2.0 * likelihood + len(used) * np.log(max(total, 2.0))
    return log_unseen, variance, bic

"""Log-linear models of dependence between lists, with and without incidents that all lists find hard (model H).

Fienberg (1972), Biometrika 59, for pairs of lists; Darroch et al. (1993), Journal of the American Statistical
Association 88, for the quadratic term of heterogeneity. Poisson cells, a normal prior on interactions, Laplace's
approximation for the unseen cell, models weighted by BIC.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numba import njit
from scipy.special import ndtr

from vigie.core.estimation.linear import cholesky, solve_lower, solve_upper
from vigie.core.estimation.overlap import Overlap, bits, sizes
from vigie.core.estimation.posterior import DRAWS, Posterior, of_draws

# Standard deviation of the prior on interactions and on heterogeneity; main effects are all but free.
SPREAD = 2.5
# With six lists 32,768 sets of pairs are too many to fit: beyond these, the best are looked for.
EVERY_SET_TO = 5
STEPS = 30


@dataclass(frozen=True, eq=False)
class Fitted:
    """What the models say.

    `heterogeneity` is the weight of the models with a positive quadratic term among all, those with a triple of
    lists included; these compete there, and take no part in the posterior.
    """

    posterior: Posterior
    heterogeneity: float


def fitted(overlap: Overlap, rng: np.random.Generator) -> Fitted:
    """Average over log-linear models by BIC."""
    columns = design(overlap.lists)
    counts = overlap.counts[1:].astype(float)
    chosen = (
        models(overlap.lists) if overlap.lists <= EVERY_SET_TO else searched(columns, counts, overlap.lists)
    )
    effects, variances, bic = _fit_all(columns, counts, chosen, 1 + overlap.lists)
    plain = ~chosen[:, _triple_columns(overlap.lists)].any(axis=1)
    support = np.exp(-0.5 * (bic - bic.min()))
    weights = np.where(plain, support, 0.0)
    posterior = _mixture(overlap.observed, effects[:, 0], variances[:, 0], weights / weights.sum(), rng)
    # Only a positive term says that some incidents are hard for every list.
    positive = support * chosen[:, -1] * ndtr(effects[:, -1] / np.sqrt(variances[:, 1]))
    against = support[~chosen[:, -1]].sum()
    return Fitted(posterior, float(positive.sum() / (positive.sum() + against)))


@cache
def design(lists: int) -> np.ndarray:
    """(2^p − 1, columns): constant, lists, pairs, triples, and k(k−1)/2 for the k lists that hold the incident."""
    held = bits(lists)[1:].astype(float)
    together = [held[:, list(group)].prod(1) for group in (*_pairs(lists), *_triples(lists))]
    many = sizes(lists)[1:].astype(float)
    return np.column_stack([np.ones(len(held)), held, *together, many * (many - 1) / 2])


def _pairs(lists: int) -> list[tuple[int, int]]:
    return list(itertools.combinations(range(lists), 2))


def _triples(lists: int) -> list[tuple[int, int, int]]:
    return list(itertools.combinations(range(lists), 3)) if lists > 3 else []


@cache
def models(lists: int) -> np.ndarray:
    """(models, columns) which terms each has.

    Every set of pairs; each triple with its pairs, alone or with one pair more; heterogeneity, alone or with one pair.
    """
    pairs, triples = _pairs(lists), _triples(lists)
    sets = [
        [pair for number, pair in enumerate(pairs) if chosen >> number & 1]
        for chosen in range(1 << len(pairs))
    ]
    found = [_terms(lists, chosen) for chosen in sets]
    for triple in triples:
        within = list(itertools.combinations(triple, 2))
        more = [pair for pair in pairs if pair not in within]
        found += [_terms(lists, [*within, triple, *extra]) for extra in ([], *([pair] for pair in more))]
    found += [_terms(lists, extra, heterogeneity=1) for extra in ([], *([pair] for pair in pairs))]
    return np.array(found, bool)


def _triple_columns(lists: int) -> slice:
    first = 1 + lists + len(_pairs(lists))
    return slice(first, first + len(_triples(lists)))


def _terms(lists: int, groups: Sequence[tuple[int, ...]], heterogeneity: int = 0) -> list[int]:
    every = [*_pairs(lists), *_triples(lists)]
    return [1] * (1 + lists) + [int(group in groups) for group in every] + [heterogeneity]


def searched(columns: np.ndarray, counts: np.ndarray, lists: int) -> np.ndarray:
    """The models met on the way from independence, adding or taking one pair, with and without heterogeneity."""
    met: dict[bytes, np.ndarray] = {}
    pairs = range(1 + lists, 1 + lists + len(_pairs(lists)))
    for heterogeneity in (0, 1):
        now, best = np.array(_terms(lists, [], heterogeneity), bool), np.inf
        while True:
            beside = np.array([now ^ (np.arange(len(now)) == term) for term in (-1, *pairs)])
            met.update({each.tobytes(): each for each in beside})
            bic = _fit_all(columns, counts, beside, 1 + lists)[2]
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
    """Fit each model by Newton's method: effects (models, columns), variances of the first and last, BIC.

    Each starts from where the first model, the simplest, ended.
    """
    cells, wide = columns.shape
    effects, bic = np.zeros((len(chosen), wide)), np.empty(len(chosen))
    variances, total = np.zeros((len(chosen), 2)), counts.sum()
    terms = np.empty((cells, wide))
    now, slope, curve, prior = np.empty(wide), np.empty(wide), np.empty((wide, wide)), np.empty(wide)
    effects[0, 0] = np.log(total / cells)
    for model in range(len(chosen)):
        used = np.flatnonzero(chosen[model])
        many = len(used)
        for place in range(many):
            terms[:, place] = columns[:, used[place]]
            now[place] = effects[0, used[place]]
            prior[place] = 1e-8 if used[place] < free else 1.0 / SPREAD**2
        for _step in range(STEPS):
            fit = _curve(terms, counts, prior, now, many, slope, curve)
            cholesky(curve, many)
            _solve(curve, slope, many)
            longest = np.abs(slope[:many]).max()
            if longest < 1e-5:
                break
            for place in range(many):
                now[place] += slope[place] * min(1.0, 3.0 / longest)
        for place in range(many):
            effects[model, used[place]] = now[place]
        for end, place in enumerate((0, many - 1)):
            slope[:many] = 0.0
            slope[place] = 1.0
            _solve(curve, slope, many)
            variances[model, end] = slope[place]
        bic[model] = many * np.log(max(total, 2.0)) - 2.0 * fit
    return effects, variances, bic


@njit(cache=True, nogil=True)
def _curve(terms, counts, prior, effects, many, slope, curve):
    """Penalised log-likelihood (main effects unpenalised); fills its slope and curvature, lower half."""
    fit = 0.0
    for row in range(many):
        slope[row] = -prior[row] * effects[row]
        if prior[row] > 1e-6:
            fit -= 0.5 * prior[row] * effects[row] ** 2
        curve[row, : row + 1] = 0.0
        curve[row, row] = prior[row]
    for cell in range(len(counts)):
        log = 0.0
        for row in range(many):
            log += terms[cell, row] * effects[row]
        log = min(max(log, -30.0), 25.0)
        mean = np.exp(log)
        fit += counts[cell] * log - mean
        for row in range(many):
            if terms[cell, row] != 0.0:
                slope[row] += terms[cell, row] * (counts[cell] - mean)
                weight = terms[cell, row] * mean
                for column in range(row + 1):
                    curve[row, column] += weight * terms[cell, column]
    return fit


@njit(cache=True, nogil=True)
def _solve(factor, vector, many):
    """Solve in place, given the lower factor."""
    solve_lower(factor, vector, many)
    solve_upper(factor, vector, many)

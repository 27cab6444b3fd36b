"""Latent classes of incidents, some seen by many lists and some by few (model L).

Manrique-Vallier (2016), "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72: a
stick-breaking mixture of classes inside which lists are independent, by Gibbs sampling, with the label moves of
Papaspiliopoulos & Roberts (2008) so that classes can change places on the stick.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from vigie.core.estimation.overlap import Overlap, bits
from vigie.core.estimation.posterior import Posterior, of_draws

CLASSES = 10
# Gamma prior on the concentration of the stick: few classes, more where the data ask for them.
SHAPE, RATE = 0.25, 0.25
CHAINS = 4
BURN, KEEP, THIN = 250, 1000, 1


@dataclass(frozen=True, eq=False)
class Classed:
    """What the latent classes say. `chains` are (chains, keep) draws; `rhat` is on log N."""

    posterior: Posterior
    chains: np.ndarray
    rhat: float
    ess: float


def classed(
    overlap: Overlap, rng: np.random.Generator, chains: int = CHAINS, burn: int = BURN, keep: int = KEEP
) -> Classed:
    """Sample the number of incidents under latent classes, prior 1/N."""
    used = np.flatnonzero(overlap.counts)
    held = bits(overlap.lists)[used].astype(np.float64)
    counts = overlap.counts[used].astype(np.int64)
    draws = np.stack([_chain(each, held, counts, burn, keep, THIN) for each in rng.spawn(chains)])
    logs = np.log(draws)
    return Classed(of_draws(draws.ravel()), draws, rhat(logs), sum(ess(chain) for chain in logs))


def rhat(chains: np.ndarray) -> float:
    """Split R̂ of (chains, draws); 1 where the chains agree (Gelman et al. 2013, Bayesian Data Analysis, 11.4)."""
    half = chains.shape[1] // 2
    parts = np.concatenate([chains[:, :half], chains[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean()
    between = parts.mean(axis=1).var(ddof=1)
    return float(np.sqrt((within * (half - 1) / half + between) / within)) if within > 0 else 1.0


def ess(chain: np.ndarray) -> float:
    """Effective number of independent draws in one chain (Geyer's initial positive sequence)."""
    centred = chain - chain.mean()
    length = len(centred)
    spectrum = np.fft.rfft(centred, 2 * length)
    correlation = np.fft.irfft(spectrum * spectrum.conj())[:length]
    if correlation[0] <= 0:
        return float(length)
    correlation /= correlation[0]
    pairs = correlation[1 : length - 1 : 2] + correlation[2:length:2][: len(correlation[1 : length - 1 : 2])]
    ends = np.flatnonzero(pairs < 0)
    return float(length / (1 + 2 * pairs[: ends[0] if len(ends) else len(pairs)].sum()))


@njit(cache=True, nogil=True)
def _chain(rng, held, counts, burn, keep, thin):
    """One chain: `held` (patterns, lists) zeros and ones, `counts` (patterns,) incidents. (keep,) draws of N."""
    lists = held.shape[1]
    observed = counts.sum()
    seen = np.empty((CLASSES, lists))  # chance that a list holds an incident of the class
    for list_ in range(lists):
        rate = 0.5 * (held[:, list_] * counts).sum() / observed
        for k in range(CLASSES):
            seen[k, list_] = min(max(rate * rng.uniform(0.5, 1.5), 1e-3), 0.95)
    stick = np.full(CLASSES, 0.5)
    stick[-1] = 1.0 - 1e-12
    share = np.empty(CLASSES)
    alpha = 1.0
    members, holding = np.empty(CLASSES), np.empty((CLASSES, lists))
    draws = np.empty(keep)
    for step in range(burn + keep * thin):
        _shares(stick, share)
        unseen = _allocate(rng, held, counts, observed, seen, share, members, holding)
        _rates(rng, members, holding, seen)
        alpha = _sticks(rng, members, alpha, stick)
        _shares(stick, share)
        _relabel(rng, members, stick, share, seen)
        if step >= burn and (step - burn) % thin == thin - 1:
            draws[(step - burn) // thin] = observed + unseen
    return draws


@njit(cache=True, nogil=True)
def _shares(stick, share):
    """Share of each class from the sticks broken off."""
    left = 1.0
    for k in range(CLASSES):
        share[k] = max(left * stick[k], 1e-200)
        left *= 1.0 - stick[k]


@njit(cache=True, nogil=True)
def _spread(rng, count, weights, out):
    """Multinomial draw of `count` over `weights` (any scale) into `out`."""
    left, mass = count, weights.sum()
    for k in range(CLASSES):
        if left == 0:
            out[k] = 0
        elif k == CLASSES - 1 or weights[k] >= mass:
            out[k] = left
            left = 0
        else:
            out[k] = rng.binomial(left, weights[k] / mass)
            left -= out[k]
            mass -= weights[k]


@njit(cache=True, nogil=True)
def _allocate(rng, held, counts, observed, seen, share, members, holding):
    """Draw the class of every incident, seen and unseen; the number unseen is returned."""
    patterns, lists = held.shape
    weights, drawn = np.empty(CLASSES), np.empty(CLASSES, np.int64)
    members[:] = 0.0
    holding[:] = 0.0
    for row in range(patterns):
        for k in range(CLASSES):
            weight = share[k]
            for list_ in range(lists):
                weight *= seen[k, list_] if held[row, list_] > 0 else 1.0 - seen[k, list_]
            weights[k] = weight
        _spread(rng, counts[row], weights, drawn)
        for k in range(CLASSES):
            if drawn[k]:
                members[k] += drawn[k]
                for list_ in range(lists):
                    holding[k, list_] += drawn[k] * held[row, list_]
    for k in range(CLASSES):
        weight = share[k]
        for list_ in range(lists):
            weight *= 1.0 - seen[k, list_]
        weights[k] = weight
    missed = min(max(weights.sum(), 1e-12), 1.0 - 1e-9)
    # Negative binomial with `observed` successes, as a gamma mixture of Poissons.
    mean = rng.gamma(observed, missed / (1.0 - missed))
    unseen = rng.poisson(min(mean, 1e9))
    _spread(rng, unseen, weights, drawn)
    members += drawn
    return unseen


@njit(cache=True, nogil=True)
def _rates(rng, members, holding, seen):
    """Draw the chance of each list in each class, flat prior."""
    for k in range(CLASSES):
        for list_ in range(seen.shape[1]):
            drawn = rng.beta(1.0 + holding[k, list_], 1.0 + members[k] - holding[k, list_])
            seen[k, list_] = min(max(drawn, 1e-9), 1.0 - 1e-9)


@njit(cache=True, nogil=True)
def _sticks(rng, members, alpha, stick):
    """Draw the sticks and return a new concentration."""
    beyond, logs = members.sum(), 0.0
    for k in range(CLASSES - 1):
        beyond -= members[k]
        stick[k] = min(max(rng.beta(1.0 + members[k], alpha + beyond), 1e-12), 1.0 - 1e-12)
        logs += np.log1p(-stick[k])
    return max(rng.gamma(SHAPE + CLASSES - 1, 1.0 / (RATE - logs)), 1e-6)


@njit(cache=True, nogil=True)
def _swap(one, other, members, seen):
    members[one], members[other] = members[other], members[one]
    for list_ in range(seen.shape[1]):
        seen[one, list_], seen[other, list_] = seen[other, list_], seen[one, list_]


@njit(cache=True, nogil=True)
def _relabel(rng, members, stick, share, seen):
    """Two kinds of label moves: exchange two classes; exchange two neighbours with their sticks."""
    for _turn in range(2):
        one = rng.integers(0, CLASSES)
        other = (one + rng.integers(1, CLASSES)) % CLASSES
        gain = (members[one] - members[other]) * (np.log(share[other]) - np.log(share[one]))
        if np.log(rng.random()) < gain:
            _swap(one, other, members, seen)
    one = rng.integers(0, CLASSES - 2)
    other = one + 1
    gain = members[one] * np.log1p(-stick[other]) - members[other] * np.log1p(-stick[one])
    if np.log(rng.random()) < gain:
        _swap(one, other, members, seen)
        stick[one], stick[other] = stick[other], stick[one]
        _shares(stick, share)

"""The peer of the latent classes: the Gibbs sampler that LCMCR is, one sweep over all classes for each draw.

Manrique-Vallier (2016), Biometrics 72, with the label moves of Papaspiliopoulos & Roberts (2008), Biometrika 95: every
incident, seen and unseen, is given a class, pattern by pattern. `seen` (classes, lists) is the chance that a list
holds an incident of the class, `share` (classes,) the share of the class among all incidents, broken off a stick in
parts `stick`; `members` and `holding` count incidents by class.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from vigie.core.estimation.mixture import CLASSES, RATE, SHAPE
from vigie.core.estimation.overlap import Overlap, bits

NEVER = 1e-9


def gibbs(overlap: Overlap, rng: np.random.Generator, burn: int, draws: int) -> np.ndarray:
    """One chain of the number of incidents, one draw for each sweep after `burn` sweeps."""
    used = np.flatnonzero(overlap.counts)
    held, counts = bits(overlap.lists)[used].astype(float), overlap.counts[used]
    found = np.empty(burn + draws)
    _run(rng, held, counts, found)
    return found[burn:]


@njit(cache=True, nogil=True)
def _run(rng, held, counts, draws):
    stick, share, seen = np.empty(CLASSES), np.empty(CLASSES), np.empty((CLASSES, held.shape[1]))
    members, holding, alpha = np.empty(CLASSES), np.empty(seen.shape), 1.0
    start(rng, held, counts, stick, share, seen)
    for step in range(len(draws)):
        unseen, alpha = sweep(rng, held, counts, alpha, stick, share, seen, members, holding)
        draws[step] = counts.sum() + unseen


@njit(cache=True, nogil=True)
def start(rng, held, counts, stick, share, seen):
    """One class with nearly all, as if half its incidents had been missed; the others alike but for some noise.

    From classes of equal size a chain can stay for thousands of sweeps where three share the incidents.
    """
    rates = 0.5 * (held.T @ counts.astype(np.float64)) / counts.sum()
    for k in range(CLASSES):
        for list_ in range(len(rates)):
            seen[k, list_] = min(max(rates[list_] * rng.uniform(0.5, 1.5), 1e-3), 0.95)
    stick[:] = 0.9
    stick[-1] = 1.0 - 1e-12
    shares(stick, share)


@njit(cache=True, nogil=True)
def shares(stick, share):
    """Share of each class from the parts broken off."""
    left = 1.0
    for k in range(CLASSES):
        share[k] = max(left * stick[k], 1e-200)
        left *= 1.0 - stick[k]


@njit(cache=True, nogil=True)
def sweep(rng, held, counts, alpha, stick, share, seen, members, holding):
    """Draw everything once; returns the unseen count and the concentration."""
    unseen = _allocate(rng, held, counts, share, seen, members, holding)
    _draw_chances(rng, members, holding, seen)
    alpha = _draw_sticks(rng, members, alpha, stick)
    shares(stick, share)
    _exchange(rng, members, share, seen)
    _exchange(rng, members, share, seen)
    _exchange_neighbours(rng, members, stick, share, seen)
    return unseen, alpha


@njit(cache=True, nogil=True)
def _allocate(rng, held, counts, share, seen, members, holding):
    """Draw the class of every incident, seen and unseen; returns how many are unseen."""
    patterns, lists = held.shape
    never, weights, drawn = share.copy(), np.empty(CLASSES), np.empty(CLASSES, np.int64)
    odds = np.empty((lists, CLASSES))
    for list_ in range(lists):
        for k in range(CLASSES):
            odds[list_, k] = seen[k, list_] / (1.0 - seen[k, list_])
            never[k] *= 1.0 - seen[k, list_]
    members[:] = 0.0
    holding[:] = 0.0
    for row in range(patterns):
        weights[:] = never
        for list_ in range(lists):
            if held[row, list_] > 0:
                for k in range(CLASSES):
                    weights[k] *= odds[list_, k]
        _spread(rng, counts[row], weights, drawn)
        for k in range(CLASSES):
            if drawn[k]:
                members[k] += drawn[k]
                for list_ in range(lists):
                    holding[k, list_] += drawn[k] * held[row, list_]
    missed = min(max(never.sum(), NEVER), 1.0 - NEVER)
    # Negative binomial, one success for each incident seen, as a gamma mixture of Poissons.
    unseen = rng.poisson(min(rng.gamma(counts.sum(), missed / (1.0 - missed)), 1e9))
    _spread(rng, unseen, never, drawn)
    members += drawn
    return unseen


@njit(cache=True, nogil=True)
def _spread(rng, count, weights, drawn):
    """Multinomial draw of `count` over `weights` (any scale), the heaviest first: most then need few draws."""
    left, mass, done = count, weights.sum(), 0
    drawn[:] = 0
    while left:
        heaviest = -1
        for k in range(CLASSES):
            if not done >> k & 1 and (heaviest < 0 or weights[k] > weights[heaviest]):
                heaviest = k
        done |= 1 << heaviest
        if done == (1 << CLASSES) - 1 or weights[heaviest] >= mass * (1.0 - 1e-12):
            drawn[heaviest] = left
            return
        drawn[heaviest] = rng.binomial(left, weights[heaviest] / mass)
        left -= drawn[heaviest]
        mass -= weights[heaviest]


@njit(cache=True, nogil=True)
def _draw_chances(rng, members, holding, seen):
    """Draw the chance of each list in each class, flat prior."""
    for k in range(CLASSES):
        for list_ in range(seen.shape[1]):
            if members[k] == 0:
                drawn = rng.random()
            else:
                drawn = rng.beta(1.0 + holding[k, list_], 1.0 + members[k] - holding[k, list_])
            seen[k, list_] = min(max(drawn, NEVER), 1.0 - NEVER)


@njit(cache=True, nogil=True)
def _draw_sticks(rng, members, alpha, stick):
    """Draw the parts broken off, then a new concentration, which is returned."""
    beyond, logs = members.sum(), 0.0
    for k in range(CLASSES - 1):
        beyond -= members[k]
        stick[k] = min(max(rng.beta(1.0 + members[k], alpha + beyond), 1e-12), 1.0 - 1e-12)
        logs += np.log1p(-stick[k])
    return max(rng.gamma(SHAPE + CLASSES - 1, 1.0 / (RATE - logs)), 1e-6)


@njit(cache=True, nogil=True)
def _exchange(rng, members, share, seen):
    """Label move: two classes change places, their sticks stay."""
    one = rng.integers(0, CLASSES)
    other = (one + rng.integers(1, CLASSES)) % CLASSES
    gain = (members[one] - members[other]) * (np.log(share[other]) - np.log(share[one]))
    if np.log(rng.random()) < gain:
        _swap(one, other, members, seen)


@njit(cache=True, nogil=True)
def _exchange_neighbours(rng, members, stick, share, seen):
    """Label move: two neighbours change places with their sticks."""
    one = rng.integers(0, CLASSES - 2)
    other = one + 1
    gain = members[one] * np.log1p(-stick[other]) - members[other] * np.log1p(-stick[one])
    if np.log(rng.random()) < gain:
        _swap(one, other, members, seen)
        stick[one], stick[other] = stick[other], stick[one]
        shares(stick, share)


@njit(cache=True, nogil=True)
def _swap(one, other, members, seen):
    members[one], members[other] = members[other], members[one]
    for list_ in range(seen.shape[1]):
        seen[one, list_], seen[other, list_] = seen[other, list_], seen[one, list_]

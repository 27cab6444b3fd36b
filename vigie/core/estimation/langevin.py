"""Moves of two latent classes at once, with membership and the unseen count summed out.

The Gibbs sweep creeps where two classes trade incidents. These moves follow the slope of the likelihood itself,
measured by its own curvature: simplified manifold Langevin, Girolami & Calderhead (2011), Journal of the Royal
Statistical Society B 73. A class stands at (log share, logit of each list's chance).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from vigie.core.estimation.gibbs import CLASSES, NEVER, sticks
from vigie.core.estimation.linear import cholesky, solve_lower, solve_upper

# Pairs of classes tried after each sweep, and steps with each.
PAIRS, STEPS = 1, 2
# Steps further than this on the log or logit scale are never accepted; they only overflow.
FURTHEST = 8.0


@njit(cache=True, nogil=True)
def wander(rng, held, counts, alpha, stick, share, seen):
    """Move some pairs of classes; `stick`, `share` and `seen` change in place."""
    patterns, lists = held.shape
    wide = 2 * (lists + 1)
    cells, rest, pair = np.empty((CLASSES, patterns + 1)), np.empty(patterns + 1), np.empty(2, np.int64)
    slope, new_slope = np.empty(wide), np.empty(wide)
    factor, new_factor = np.empty((wide, wide)), np.empty((wide, wide))
    step, drift, score = np.empty(wide), np.empty(wide), np.empty((patterns + 1, wide))
    for k in range(CLASSES):
        _cells(held, seen[k], cells[k])
    new_share, new_seen, new_cells, new_rest = share.copy(), seen.copy(), cells.copy(), rest.copy()
    for _pair in range(PAIRS):
        _choose(rng, pair)
        _others(share, cells, pair, rest)
        now = _terrain(held, counts, alpha, share, seen, cells, rest, pair, slope, factor, score)
        for _step in range(STEPS):
            size = np.exp(1.5 * (rng.random() - 0.7))
            there = _propose(rng, slope, factor, size, step, drift)
            if np.abs(step).max() > FURTHEST:
                continue
            _step_to(held, step, pair, share, seen, rest, new_share, new_seen, new_cells, new_rest)
            new = _terrain(
                held,
                counts,
                alpha,
                new_share,
                new_seen,
                new_cells,
                new_rest,
                pair,
                new_slope,
                new_factor,
                score,
            )
            here = _density(new_slope, new_factor, size, step, drift)
            if np.log(rng.random()) < new - now + here - there:
                now = new
                _accept(pair, share, seen, cells, rest, new_share, new_seen, new_cells, new_rest)
                slope, new_slope, factor, new_factor = new_slope, slope, new_factor, factor
    sticks(share, stick)


@njit(cache=True, nogil=True)
def _others(share, cells, pair, rest):
    """Chance of each pattern through the classes that stay."""
    rest[:] = 0.0
    for k in range(CLASSES):
        if k != pair[0] and k != pair[1]:
            for cell in range(len(rest)):
                rest[cell] += share[k] * cells[k, cell]


@njit(cache=True, nogil=True)
def _accept(pair, share, seen, cells, rest, new_share, new_seen, new_cells, new_rest):
    """Make the new place the present one."""
    share[:] = new_share
    rest[:] = new_rest
    for k in pair:
        seen[k] = new_seen[k]
        cells[k] = new_cells[k]


@njit(cache=True, nogil=True)
def _choose(rng, pair):
    """Two classes, the first ones on the stick more often: they are the larger."""
    pair[0] = pair[1] = min(int(-1.5 * np.log(rng.random())), CLASSES - 1)
    while pair[1] == pair[0]:
        pair[1] = min(int(-1.5 * np.log(rng.random())), CLASSES - 1)


@njit(cache=True, nogil=True)
def _cells(held, chances, out):
    """Chance of each pattern in one class, the empty pattern last."""
    patterns, lists = held.shape
    never = 1.0
    for list_ in range(lists):
        never *= 1.0 - chances[list_]
    for row in range(patterns):
        out[row] = never
        for list_ in range(lists):
            if held[row, list_] > 0:
                out[row] *= chances[list_] / (1.0 - chances[list_])
    out[patterns] = never


@njit(cache=True, nogil=True)
def _terrain(held, counts, alpha, share, seen, cells, rest, pair, slope, factor, score):
    """Log posterior density; fills its slope and the Cholesky factor of its curvature for the two classes.

    `score` (patterns + 1, wide) is room to work in.
    """
    patterns, wide = len(counts), len(slope)
    one, other = pair
    observed, log, weight = counts.sum(), 0.0, 0.0
    slope[:] = 0.0
    for row in range(patterns + 1):
        chance = rest[row] + share[one] * cells[one, row] + share[other] * cells[other, row]
        if row < patterns:
            weight = counts[row]
            log += weight * np.log(chance)
        else:
            chance = min(max(chance, NEVER), 1.0 - NEVER)
            log -= observed * np.log(1.0 - chance)
            weight = observed * chance / (1.0 - chance)
        _score(held, row, share, seen, cells, chance, pair, score[row])
        for place in range(wide):
            slope[place] += weight * score[row, place]
    _curvature(counts, score, factor)
    log += _prior(alpha, share, seen, pair, slope, factor)
    cholesky(factor, wide)
    return log


@njit(cache=True, nogil=True)
def _score(held, row, share, seen, cells, chance, pair, out):
    """Derivatives of the log chance of one pattern, the empty one after the last row of `held`."""
    patterns, lists = held.shape
    for place in range(2):
        k = pair[place]
        part = share[k] * cells[k, row] / chance
        out[place * (lists + 1)] = part - share[k]
        for list_ in range(lists):
            there = held[row, list_] if row < patterns else 0.0
            out[place * (lists + 1) + 1 + list_] = part * (there - seen[k, list_])


@njit(cache=True, nogil=True)
def _curvature(counts, score, factor):
    """Covariance of the scores over the incidents seen, into the lower half; `score` is centred in place."""
    patterns, wide = len(counts), score.shape[1]
    mean = score[patterns]
    mean[:] = 0.0
    for row in range(patterns):
        for place in range(wide):
            mean[place] += counts[row] * score[row, place] / counts.sum()
    factor[:] = 0.0
    for row in range(patterns):
        for place in range(wide):
            score[row, place] -= mean[place]
        for one in range(wide):
            weight = counts[row] * score[row, one]
            for other in range(one + 1):
                factor[one, other] += weight * score[row, other]


@njit(cache=True, nogil=True)
def _prior(alpha, share, seen, pair, slope, factor):
    """Log prior density of shares (stick-breaking) and chances (flat); adds its slope and some curvature."""
    lists = seen.shape[1]
    log, beyond = (alpha - 1.0) * np.log(share[-1]), 0.0
    for k in range(CLASSES - 1, -1, -1):
        beyond += share[k]
        log += np.log(share[k]) if k == CLASSES - 1 else np.log(share[k] / beyond)
        for place in range(2):
            if k < CLASSES - 1 and k <= pair[place]:
                slope[place * (lists + 1)] -= share[pair[place]] / beyond
    for place in range(2):
        k, row = pair[place], place * (lists + 1)
        slope[row] += 1.0 - share[k] * alpha + (alpha - 1.0) * (k == CLASSES - 1)
        factor[row, row] += 0.3
        for list_ in range(lists):
            chance, row = seen[k, list_], row + 1
            log += np.log(chance * (1.0 - chance))
            slope[row] += 1.0 - 2.0 * chance
            factor[row, row] += 2.0 * chance * (1.0 - chance) + 0.1
    return log


@njit(cache=True, nogil=True)
def _propose(rng, slope, factor, size, step, drift):
    """Draw a step into `step`; returns its log density."""
    density = 0.0
    for row in range(len(step)):
        step[row] = rng.normal()
        density += np.log(factor[row, row]) - 0.5 * step[row] ** 2
    solve_upper(factor, step, len(step))
    _drift(slope, factor, size, drift)
    for row in range(len(step)):
        step[row] = size * step[row] + drift[row]
    return density


@njit(cache=True, nogil=True)
def _density(slope, factor, size, step, drift):
    """Log density of proposing the step back, up to the same constant as `_propose`."""
    _drift(slope, factor, size, drift)
    density = 0.0
    for row in range(len(step)):
        along = 0.0
        for column in range(row, len(step)):
            along += factor[column, row] * (-step[column] - drift[column])
        density += np.log(factor[row, row]) - 0.5 * (along / size) ** 2
    return density


@njit(cache=True, nogil=True)
def _drift(slope, factor, size, drift):
    """Half the step that Newton's method would take, for a step of size 1."""
    drift[:] = slope
    solve_lower(factor, drift, len(drift))
    solve_upper(factor, drift, len(drift))
    drift *= 0.5 * size**2


@njit(cache=True, nogil=True)
def _step_to(held, step, pair, share, seen, rest, new_share, new_seen, new_cells, new_rest):
    """Where a step leads; shares are divided so as to sum to 1."""
    lists, total = seen.shape[1], 0.0
    new_share[:] = share
    for place in range(2):
        k, row = pair[place], place * (lists + 1)
        new_share[k] = max(share[k] * np.exp(step[row]), 1e-200)
        for list_ in range(lists):
            odds = seen[k, list_] / (1.0 - seen[k, list_]) * np.exp(step[row + 1 + list_])
            new_seen[k, list_] = min(max(odds / (1.0 + odds), NEVER), 1.0 - NEVER)
        _cells(held, new_seen[k], new_cells[k])
    for k in range(CLASSES):
        total += new_share[k]
    for k in range(CLASSES):
        new_share[k] /= total
    for cell in range(len(rest)):
        new_rest[cell] = rest[cell] / total

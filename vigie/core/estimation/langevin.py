"""Moves of one or two latent classes at once, with membership and the unseen count summed out.

A Gibbs sweep creeps where classes trade incidents. These moves follow the slope of the likelihood itself,
measured by its own curvature: simplified manifold Langevin, Girolami & Calderhead (2011), Journal of the Royal
Statistical Society B 73. A class stands at (log size, logit of each list's chance).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled, compiled_sums
from vigie.core.estimation.linear import cholesky, solve_lower, solve_upper
from vigie.core.estimation.mixture import (
    CLASSES,
    LEAST,
    SMALLEST,
    Classes,
    Table,
    density,
    fill_cells,
    seen_by_some,
    standing,
)

# Chosen on the Kosovo table: how often two classes move, and how much shorter they step than one by itself.
PAIRS, SHORTER = 0.15, 0.6
# Classes are chosen by a geometric law, the first on the stick are the larger; and so often any alike.
ANY = 0.3
# Steps further than this on the log or logit scale are never accepted; they only overflow.
FURTHEST = 8.0
MOST = 2


class Room(NamedTuple):
    """What moves need beside the classes: the place that is tried, slopes and factored curvatures, scratch."""

    there: Classes
    group: np.ndarray  # int64[MOST], the classes that move
    slope: np.ndarray  # float64[2, wide], here and there
    factor: np.ndarray  # float64[2, wide, wide], lower halves
    score: np.ndarray  # float64[wide + 1, patterns + 1]
    step: np.ndarray  # float64[wide]
    drift: np.ndarray


def room_for(table: Table) -> Room:
    """Room for moves on a table."""
    lists, patterns = table.held.shape
    wide = MOST * (lists + 1)
    return Room(
        standing(table), np.empty(MOST, np.int64), np.empty((2, wide)), np.empty((2, wide, wide)),
        np.empty((wide + 1, patterns)), np.empty(wide), np.empty(wide),
    )  # fmt: skip


@compiled
def wander(rng, table, classes, room, times):
    """Move so many groups of classes, in place; returns how many moves were taken.

    Arrays are handed on one by one: as tuples they would cost as much as the sums.
    """
    held, counts, observed = table
    size, seen, cells, chance = classes
    there, group, slopes, factors, score, step, drift = room
    new_size, new_seen, new_cells, new_chance = there
    new_size[:], new_seen[:], new_cells[:], new_chance[:] = size, seen, cells, chance
    slope, new_slope, factor, new_factor = slopes[0], slopes[1], factors[0], factors[1]
    height, accepted = density(counts, observed, size, chance), 0
    for _ in range(times):
        many = 2 if rng.random() < PAIRS else 1
        _choose(rng, group, many)
        long = np.exp(1.5 * (rng.random() - 0.7)) * (SHORTER if many == 2 else 1.0)
        measure(held, counts, observed, size, seen, cells, chance, group, many, score, slope, factor)
        if not _propose(rng, slope, factor, many * (len(held) + 1), long, step, drift):
            continue
        more = _step_to(
            held, size, seen, cells, chance, group, many, step, new_size, new_seen, new_cells, new_chance
        )
        measure(held, counts, observed, new_size, new_seen, new_cells, new_chance, group, many, score, new_slope,
                new_factor)  # fmt: skip
        found = density(counts, observed, new_size, new_chance)
        back = _back(new_slope, factor, new_factor, many * (len(held) + 1), long, step, drift)
        if np.log(rng.random()) < found - height + np.log(more) + back:
            height = found
            accepted += 1
            _copy(new_size, new_seen, new_cells, new_chance, size, seen, cells, chance, group, many)
        else:
            _copy(size, seen, cells, chance, new_size, new_seen, new_cells, new_chance, group, many)
    return accepted


@compiled
def _choose(rng, group, many):
    """Different classes, the first ones on the stick more often: they are the larger."""
    for place in range(many):
        group[place] = _any(rng)
        while place and group[place] == group[0]:
            group[place] = _any(rng)


@compiled
def _any(rng):
    if rng.random() < ANY:
        return int(rng.random() * CLASSES)
    return min(int(-1.5 * np.log(rng.random())), CLASSES - 1)


@compiled
def measure(held, counts, observed, size, seen, cells, chance, group, many, score, slope, factor):
    """Slope and factored curvature of the density for the classes of the group."""
    _scores(held, size, seen, cells, chance, group, many, score)
    _curvature(counts, observed, many * (len(held) + 1), score, slope, factor)
    _more(observed, size, seen, cells, chance, group, many, slope, factor)
    cholesky(factor, many * (len(held) + 1))


@compiled_sums
def _scores(held, size, seen, cells, chance, group, many, score):
    """Derivatives of the log chance of each pattern, as far as it goes by the classes of the group."""
    lists, patterns = held.shape
    for place in range(many):
        k, row = group[place], place * (lists + 1)
        part, own = score[row], cells[k]
        for cell in range(patterns):
            part[cell] = size[k] * own[cell] / chance[cell]
        for list_ in range(lists):
            here, names, column = seen[k, list_], held[list_], score[row + 1 + list_]
            for cell in range(patterns):
                column[cell] = part[cell] * (names[cell] - here)


@compiled_sums
def _curvature(counts, observed, wide, score, slope, factor):
    """Sum and covariance of the scores over the incidents seen; the covariance into the lower half."""
    patterns, weighed = len(counts), score[-1]
    for row in range(wide):
        total, column = 0.0, score[row]
        for cell in range(patterns):
            total += counts[cell] * column[cell]
        slope[row] = total
        for cell in range(patterns):
            weighed[cell] = counts[cell] * (column[cell] - total / observed)
        for other in range(row + 1):
            total, beside = 0.0, score[other]
            for cell in range(patterns):
                total += weighed[cell] * beside[cell]
            factor[row, other] = total


@compiled
def _more(observed, size, seen, cells, chance, group, many, slope, factor):
    """Add what the incidents that no list holds, and the prior of chances, give to slope and curvature.

    The prior of sizes is left out of the slope: it is weak, and only proposals read this.
    """
    lists = seen.shape[1]
    rest = observed / seen_by_some(size, chance)
    for place in range(many):
        k, row = group[place], place * (lists + 1)
        hidden = size[k] * cells[k, -1]
        slope[row] -= rest * (size[k] - hidden)
        factor[row, row] += 0.3
        for list_ in range(lists):
            here, row = seen[k, list_], row + 1
            slope[row] += 1.0 - 2.0 * here - rest * hidden * here
            factor[row, row] += 2.0 * here * (1.0 - here) + 0.1


@compiled
def _propose(rng, slope, factor, wide, long, step, drift):
    """Draw a step into `step`, and its random part into `drift`; returns whether it is one that may be taken."""
    for row in range(wide):
        step[row] = slope[row]
        drift[row] = rng.normal()
    solve_lower(factor, step, wide)
    # Half the step that Newton's method would take, for a step of size 1, and a normal one.
    for row in range(wide):
        step[row] = 0.5 * long**2 * step[row] + long * drift[row]
    solve_upper(factor, step, wide)
    furthest = 0.0
    for row in range(wide):
        furthest = max(furthest, abs(step[row]))
    return furthest <= FURTHEST


@compiled
def _back(new_slope, factor, new_factor, wide, long, step, drift):
    """Log density of proposing the step back, less that of the step, whose random part is in `drift`."""
    found, scale = 0.0, 1.0
    for row in range(wide):
        found += 0.5 * drift[row] ** 2
        scale *= factor[row, row] / new_factor[row, row]
        drift[row] = new_slope[row]
    solve_lower(new_factor, drift, wide)
    for row in range(wide):
        along = step[row] / new_factor[row, row]
        for column in range(row + 1, wide):
            along += new_factor[column, row] * step[column]
        found -= 0.5 * (along / long + 0.5 * long * drift[row]) ** 2
    return found + np.log(scale)


@compiled
def _step_to(held, size, seen, cells, chance, group, many, step, new_size, new_seen, new_cells, new_chance):
    """Where a step leads; returns by what factor the scale of logits changes the density."""
    lists, patterns = held.shape
    more = 1.0
    for cell in range(patterns):
        new_chance[cell] = chance[cell]
    for place in range(many):
        k, row = group[place], place * (lists + 1)
        new_size[k] = max(size[k] * np.exp(step[row]), SMALLEST)
        for list_ in range(lists):
            here = seen[k, list_]
            odds = here / (1.0 - here) * np.exp(step[row + 1 + list_])
            there = min(max(odds / (1.0 + odds), LEAST), 1.0 - LEAST)
            new_seen[k, list_] = there
            more *= there * (1.0 - there) / (here * (1.0 - here))
        fill_cells(held, new_seen, new_cells, k)
        for cell in range(patterns):
            gain = new_size[k] * new_cells[k, cell] - size[k] * cells[k, cell]
            new_chance[cell] = max(new_chance[cell] + gain, SMALLEST)
    return more


@compiled
def _copy(size, seen, cells, chance, to_size, to_seen, to_cells, to_chance, group, many):
    """Bring the classes of the group, and the chances of patterns, from one place to the other."""
    for place in range(many):
        k = group[place]
        to_size[k] = size[k]
        for list_ in range(seen.shape[1]):
            to_seen[k, list_] = seen[k, list_]
        for cell in range(cells.shape[1]):
            to_cells[k, cell] = cells[k, cell]
    for cell in range(len(chance)):
        to_chance[cell] = chance[cell]

"""Latent classes as they stand: how large each is, how easily each list sees its incidents, and what follows.

Membership of incidents, the number of unseen ones and the concentration of the stick are summed out: what is left
is a density over sizes and chances alone, and only sizes beside one another matter.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.estimation.overlap import Overlap, bits

CLASSES = 10
# Gamma prior on the concentration of the stick: few classes, more where the data ask for them.
SHAPE, RATE = 0.25, 0.25
LEAST, SMALLEST = 1e-9, 1e-200  # a chance, and a class's size beside the others', never fall below


class Table(NamedTuple):
    """The patterns that some incident shows, and the empty one after them, which counts none."""

    held: np.ndarray  # float64[lists, patterns + 1], zeros and ones
    counts: np.ndarray  # float64[patterns + 1]
    observed: float

    @classmethod
    def of(cls, overlap: Overlap) -> Table:
        """The table as the sampler reads it."""
        used = np.append(np.flatnonzero(overlap.counts), 0)
        held = np.ascontiguousarray(bits(overlap.lists)[used].T.astype(float))
        return cls(held, overlap.counts[used].astype(float), float(overlap.observed))


class Classes(NamedTuple):
    """`cells` and `chance` follow from the other two."""

    size: np.ndarray  # float64[classes], on any scale
    seen: np.ndarray  # float64[classes, lists], chance that a list holds an incident of the class
    cells: np.ndarray  # float64[classes, patterns + 1], chance of each pattern in the class
    chance: np.ndarray  # float64[patterns + 1], summed over classes by size


def standing(table: Table) -> Classes:
    """Classes that `start` has still to fill."""
    lists, patterns = table.held.shape
    return Classes(
        np.ones(CLASSES), np.empty((CLASSES, lists)), np.empty((CLASSES, patterns)), np.zeros(patterns)
    )


@compiled
def start(rng, table, classes):
    """One class with nearly all, as if half its incidents had been missed; the others alike but for some noise.

    From classes of equal size a chain can stay for thousands of sweeps where three share the incidents.
    """
    for list_ in range(len(table.held)):
        rate = 0.5 * (table.held[list_] * table.counts).sum() / table.observed
        for k in range(CLASSES):
            classes.seen[k, list_] = min(max(rate * rng.uniform(0.5, 1.5), 1e-3), 0.95)
    for k in range(CLASSES):
        classes.size[k] = 0.1**k
        fill_cells(table.held, classes.seen, classes.cells, k)
    add_up(classes)


@compiled
def fill_cells(held, seen, cells, k):
    """Chance of each pattern in class k."""
    lists, patterns = held.shape
    never = 1.0
    for list_ in range(lists):
        never *= 1.0 - seen[k, list_]
    for cell in range(patterns):
        cells[k, cell] = never
    for list_ in range(lists):
        more = seen[k, list_] / (1.0 - seen[k, list_]) - 1.0
        for cell in range(patterns):
            cells[k, cell] *= 1.0 + held[list_, cell] * more


@compiled
def add_up(classes):
    """Bring sizes back to a sum of 1, and the chance of each pattern up to date: differences lose digits."""
    classes.size[:] /= classes.size.sum()
    classes.chance[:] = 0.0
    for k in range(CLASSES):
        for cell in range(len(classes.chance)):
            classes.chance[cell] += classes.size[k] * classes.cells[k, cell]


@compiled
def density(counts, observed, size, chance):
    """Log density of sizes and chances with the number of incidents summed out, prior 1/N."""
    found = prior(size) - observed * np.log(seen_by_some(size, chance))
    for cell in range(len(counts) - 1):
        found += counts[cell] * np.log(chance[cell])
    return found


@compiled
def seen_by_some(size, chance):
    """Size of what is held by one list or more."""
    total = 0.0
    for k in range(CLASSES):
        total += size[k]
    return max(total - chance[-1], LEAST * total)


@compiled
def prior(size):
    """Log prior density of log sizes, by which parts of a stick they are, whatever their scale.

    Part k is Beta(1, concentration) of what is left beyond it, the last takes all; with the Gamma prior the
    concentration can be summed out, and is seen in the last share alone.
    """
    beyond, ratio, found = 0.0, 1.0, 0.0
    for k in range(CLASSES - 1, -1, -1):
        beyond += size[k]
        ratio *= size[k] / beyond
        if ratio < 1e-80:
            found += np.log(ratio)
            ratio = 1.0
    last = np.log(size[CLASSES - 1] / beyond)
    return found + np.log(ratio) - (CLASSES - 1 + SHAPE) * np.log(RATE - last)


@compiled
def exchange(rng, classes, one, other):
    """Label move: two classes change places, if the prior lets them; the likelihood does not care."""
    size = classes.size
    before = prior(size)
    size[one], size[other] = size[other], size[one]
    if np.log(rng.random()) < prior(size) - before:
        for list_ in range(classes.seen.shape[1]):
            seen = classes.seen[one, list_]
            classes.seen[one, list_] = classes.seen[other, list_]
            classes.seen[other, list_] = seen
        for cell in range(classes.cells.shape[1]):
            chance = classes.cells[one, cell]
            classes.cells[one, cell] = classes.cells[other, cell]
            classes.cells[other, cell] = chance
    else:
        size[one], size[other] = size[other], size[one]


@compiled
def unseen(rng, table, classes):
    """Draw the number of incidents that no list holds: negative binomial, as a gamma mixture of Poissons."""
    odds = classes.chance[-1] / seen_by_some(classes.size, classes.chance)
    return rng.poisson(min(rng.gamma(table.observed, odds), 1e9))

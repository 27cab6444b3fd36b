"""Kinds of world with a known number of incidents, to see how often the estimates are right.

A world is drawn in two steps: how easily each list sees incidents and how strongly what the kind is about works are
drawn anew for each world, then its incidents. No kind uses a number that the estimation knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Rates = np.ndarray
RATE = (0.15, 0.40)


@dataclass(frozen=True)
class World:
    """One drawn world: `counts` by capture pattern, entry 0 for the incidents on no list."""

    kind: str
    counts: np.ndarray

    @property
    def total(self) -> int:
        """The truth."""
        return int(self.counts.sum())

    @property
    def seen(self) -> np.ndarray:
        """What the estimation is given."""
        return np.concatenate([[0], self.counts[1:]])


@dataclass(frozen=True)
class Kind:
    """`chances` draws the probability of each of the 2^lists patterns.

    `family`: "fine" where the models can hold the truth, "uneven" where incidents differ in how easily all lists
    see them, "hidden" where no data could show what is missing.
    """

    name: str
    family: str
    lists: int
    incidents: int
    chances: Callable[[np.random.Generator, int], np.ndarray]


def patterns(lists: int) -> np.ndarray:
    """(2^lists, lists) zeros and ones."""
    return (np.arange(1 << lists)[:, None] >> np.arange(lists)) & 1


def apart(rates: Rates) -> np.ndarray:
    """Lists that see independently."""
    held = patterns(len(rates))
    return np.where(held, rates, 1 - rates).prod(1)


def rated(rng: np.random.Generator, lists: int, low: float = RATE[0], high: float = RATE[1]) -> Rates:
    """How easily each list sees."""
    return rng.uniform(low, high, lists)


def independent(rng: np.random.Generator, lists: int) -> np.ndarray:
    return apart(rated(rng, lists))


def sparse(rng: np.random.Generator, lists: int) -> np.ndarray:
    return apart(rated(rng, lists, 0.03, 0.10))


def bound(*groups: tuple[int, ...], low: float, high: float) -> Callable:
    """Lists that see together more often (log odds between `low` and `high`), or less often."""

    def chances(rng: np.random.Generator, lists: int) -> np.ndarray:
        held = patterns(lists)
        weight = apart(rated(rng, lists))
        for group in groups:
            weight = weight * np.exp(rng.uniform(low, high) * held[:, group].all(1))
        return weight / weight.sum()

    return chances


def all_pairs(rng: np.random.Generator, lists: int) -> np.ndarray:
    many = patterns(lists).sum(1)
    weight = apart(rated(rng, lists, 0.10, 0.30)) * np.exp(rng.uniform(0.5, 1.0) * many * (many - 1) / 2)
    return weight / weight.sum()


def copied(rng: np.random.Generator, lists: int) -> np.ndarray:
    """The second list takes over 60 % of what the first holds."""
    held, chances = patterns(lists), apart(rated(rng, lists))
    taken = np.zeros_like(chances)
    for pattern, chance in enumerate(chances):
        moved = 0.6 * chance if held[pattern, 0] and not held[pattern, 1] else 0.0
        taken[pattern] += chance - moved
        taken[pattern | 2] += moved
    return taken


def classes(easy: tuple[float, float], hard: tuple[float, float], share: tuple[float, float]) -> Callable:
    """Two kinds of incidents; inside each the lists see independently. `share` is that of the hard ones."""

    def chances(rng: np.random.Generator, lists: int) -> np.ndarray:
        part = rng.uniform(*share)
        return (1 - part) * apart(rated(rng, lists, *easy)) + part * apart(rated(rng, lists, *hard))

    return chances


def hidden(rng: np.random.Generator, lists: int) -> np.ndarray:
    chances = 0.7 * independent(rng, lists)
    chances[0] += 0.3
    return chances


MILD = classes((0.30, 0.55), (0.04, 0.12), (0.45, 0.60))
STRONG = classes((0.40, 0.65), (0.01, 0.06), (0.60, 0.75))
PAIR, TWO_PAIRS = bound((0, 1), low=0.8, high=1.8), bound((0, 1), (2, 3), low=0.8, high=1.8)

KINDS = {
    kind.name: kind
    for kind in (
        Kind("independent, 3 lists", "fine", 3, 1000, independent),
        Kind("independent", "fine", 4, 1000, independent),
        Kind("independent, 5 lists", "fine", 5, 1000, independent),
        Kind("one pair together", "fine", 4, 1000, PAIR),
        Kind("one pair together, 5 lists", "fine", 5, 1000, PAIR),
        Kind("two pairs together", "fine", 4, 1000, TWO_PAIRS),
        Kind("one pair avoids", "fine", 4, 1000, bound((0, 1), low=-2.0, high=-1.0)),
        Kind("one list copies", "fine", 4, 1000, copied),
        Kind("three together", "fine", 4, 1000, bound((0, 1, 2), low=0.8, high=1.8)),
        Kind("60 incidents", "fine", 4, 60, independent),
        Kind("150 incidents", "fine", 4, 150, independent),
        Kind("sparse", "fine", 4, 1000, sparse),
        Kind("sparse, 300 incidents", "fine", 4, 300, sparse),
        Kind("all pairs together", "uneven", 4, 1000, all_pairs),
        Kind("two mild classes, 3 lists", "uneven", 3, 1000, MILD),
        Kind("two mild classes", "uneven", 4, 1000, MILD),
        Kind("two mild classes, 5 lists", "uneven", 5, 1000, MILD),
        Kind("two strong classes", "uneven", 4, 1000, STRONG),
        Kind("30 % seen by nobody", "hidden", 4, 1000, hidden),
    )
}


def drawn(kind: Kind, seed: int, number: int) -> World:
    """World `number` of its kind; the same seed and number give the same world."""
    rng = np.random.default_rng([seed, list(KINDS).index(kind.name), number])
    return World(kind.name, rng.multinomial(kind.incidents, kind.chances(rng, kind.lists)))

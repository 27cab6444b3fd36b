"""The compared pairs as arrays, checked, with what people decided written on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vigie.core.clusters.constraints import Constraints, Obedience, Pair
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.joining import FORBIDDEN, fixed


@dataclass(frozen=True)
class Edges:
    """Pairs of rows with their bits. After the `given` ones follow decided pairs that were never compared."""

    one: np.ndarray  # int32
    other: np.ndarray  # int32
    bits: np.ndarray  # float32, log2 posterior odds
    decided: np.ndarray  # int8: 1 a person called them the same, -1 different, 0 nobody decided
    repeats: np.ndarray  # bool: both of one organisation
    same: list[
        Pair
    ]  # what people called the same, likeliest first, also where it contradicts another decision
    given: int

    def weight(self, start: Obedience, decisions: Decisions) -> np.ndarray:
        """What each pair counts when groups join, in fixed point."""
        weight = fixed(self.bits - np.float32(decisions.repeat_bits) * self.repeats)
        closed = ~start.compatible[start.codes[self.one], start.codes[self.other]]
        weight[closed | (self.decided < 0)] = FORBIDDEN
        return weight

    def probability(self) -> np.ndarray:
        """float32: of one incident; what a person decided is certain."""
        return np.where(self.decided == 0, probability_of(self.bits), self.decided > 0).astype(np.float32)


def probability_of(bits: np.ndarray | float) -> np.ndarray | float:
    """Probability of "one incident" from log2 odds."""
    return 1 / (1 + np.exp2(-np.clip(bits, -100, 100)))


def edges_of(
    n: int, source: np.ndarray, one: np.ndarray, other: np.ndarray, bits: np.ndarray,
    constraints: Constraints, decisions: Decisions,
) -> Edges:  # fmt: skip
    """Check the arrays and write the decisions on them. Raises `ValueError` saying what is wrong."""
    one, other, bits = _checked(n, one, other, bits)
    source = np.asarray(source)
    if source.shape != (n,):
        raise ValueError(f"source: {len(source)} codes for {n} reports; give one for each.")
    same, different = constraints.pairs("same", n), constraints.pairs("different", n)
    given = len(one)
    places = _edges_among([*same, *different], n, one, other)
    unseen = sorted({*same, *different} - set(places))
    if unseen:
        places |= {pair: given + number for number, pair in enumerate(unseen)}
        more = np.array(unseen, np.int32)
        one, other = np.concatenate((one, more[:, 0])), np.concatenate((other, more[:, 1]))
        bits = np.concatenate((bits, np.full(len(more), decisions.absent_bits, np.float32)))
    decided = np.zeros(len(one), np.int8)
    decided[[places[pair] for pair in same]] = 1
    decided[[places[pair] for pair in different]] = -1
    same.sort(key=lambda pair: (-bits[places[pair]], pair))
    return Edges(one, other, bits, decided, source[one] == source[other], same, given)


def _checked(
    n: int, one: np.ndarray, other: np.ndarray, bits: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    one, other, bits = np.asarray(one), np.asarray(other), np.asarray(bits, np.float32)
    if not one.shape == other.shape == bits.shape:
        raise ValueError(
            f"edges: {len(one)}, {len(other)} and {len(bits)} values; one, other, bits must pair up."
        )
    if len(one) and (min(one.min(), other.min()) < 0 or max(one.max(), other.max()) >= n):
        raise ValueError(f"edges: a row lies outside the {n} reports.")
    if (one == other).any():
        raise ValueError(f"edges: the report in row {one[one == other][0]} is paired with itself.")
    if np.isnan(bits).any():
        raise ValueError(f"edges: the bits of edge {np.flatnonzero(np.isnan(bits))[0]} are not a number.")
    return one.astype(np.int32, copy=False), other.astype(np.int32, copy=False), bits


def _edges_among(pairs: list[Pair], n: int, one: np.ndarray, other: np.ndarray) -> dict[Pair, int]:
    """Which of a few pairs were compared: pair → number of the edge."""
    if not pairs:
        return {}
    touched = np.zeros(n, np.bool_)
    touched[np.array(pairs).ravel()] = True
    wanted, found = set(pairs), {}
    for e in np.flatnonzero(touched[one] & touched[other]):
        pair = (int(min(one[e], other[e])), int(max(one[e], other[e])))
        if pair in wanted:
            found[pair] = int(e)
    return found

"""The compared pairs as arrays, checked, with what people decided written on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vigie.core.clusters.constraints import Constraints, Obedience, Pair
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.joining import FORBIDDEN, MOST_BITS, ONE_BIT
from vigie.core.compiled import compiled

OUTSIDE, ITSELF, NO_NUMBER = 1, 2, 3


@dataclass(frozen=True)
class Edges:
    """Pairs of rows with their bits. After the `given` ones follow decided pairs that were never compared."""

    one: np.ndarray  # int32
    other: np.ndarray  # int32
    bits: np.ndarray  # float32, log2 posterior odds
    decided: np.ndarray  # int8: 1 a person called them the same, -1 different, 0 nobody decided
    repeats: np.ndarray  # bool: both of one organisation; empty where that costs nothing
    same: list[
        Pair
    ]  # what people called the same, likeliest first, also where it contradicts another decision
    given: int

    def weight(self, start: Obedience, decisions: Decisions) -> np.ndarray:
        """What each pair counts when groups join, in fixed point: int32."""
        return _weights(
            self.one, self.other, self.bits, self.decided, self.repeats, decisions.repeat_bits,
            start.codes, start.compatible, not start.compatible.all(),
        )  # fmt: skip

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
    repeats = source[one] == source[other] if decisions.repeat_bits else np.zeros(0, np.bool_)
    same.sort(key=lambda pair: (-bits[places[pair]], pair))
    return Edges(one, other, bits, decided, repeats, same, given)


def _checked(
    n: int, one: np.ndarray, other: np.ndarray, bits: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    one, other, bits = np.asarray(one), np.asarray(other), np.asarray(bits, np.float32)
    if not one.shape == other.shape == bits.shape:
        raise ValueError(
            f"edges: {len(one)}, {len(other)} and {len(bits)} values; one, other, bits must pair up."
        )
    if one.dtype.kind not in "iu" and len(one):
        raise ValueError("edges: one and other are numbers of rows, whole ones.")
    fault, e = _first_fault(n, one, other, bits)
    if fault == OUTSIDE:
        raise ValueError(f"edges: edge {e} names a row outside the {n} reports.")
    if fault == ITSELF:
        raise ValueError(f"edges: the report in row {one[e]} is paired with itself.")
    if fault == NO_NUMBER:
        raise ValueError(f"edges: the bits of edge {e} are not a number.")
    return one.astype(np.int32, copy=False), other.astype(np.int32, copy=False), bits


@compiled
def _first_fault(n, one, other, bits):
    for e in range(len(one)):
        if not (0 <= one[e] < n and 0 <= other[e] < n):
            return OUTSIDE, e
        if one[e] == other[e]:
            return ITSELF, e
        if bits[e] != bits[e]:
            return NO_NUMBER, e
    return 0, 0


@compiled
def _weights(one, other, bits, decided, repeats, repeat_bits, codes, compatible, guarded):
    weights = np.empty(len(one), np.int32)
    for e in range(len(one)):
        if decided[e] < 0 or (guarded and not compatible[codes[one[e]], codes[other[e]]]):
            weights[e] = FORBIDDEN
            continue
        value = np.float64(bits[e])
        if len(repeats) and repeats[e]:
            value -= repeat_bits
        weights[e] = np.rint(min(max(value, -MOST_BITS), MOST_BITS) * ONE_BIT)
    return weights


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

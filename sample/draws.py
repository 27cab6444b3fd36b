"""Random numbers one at a time at little cost: drawn from NumPy by the block, the same for the same seed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import cos, exp, log, pi, sqrt
from typing import TypeVar

import numpy as np

T = TypeVar("T")
BLOCK = 8192


class Draws:
    """A stream of draws. Two streams with other keys are independent of each other."""

    def __init__(self, *key: int) -> None:
        self.unit = self._stream(np.random.default_rng(key)).__next__

    @staticmethod
    def _stream(generator: np.random.Generator) -> Iterator[float]:
        while True:
            yield from generator.random(BLOCK).tolist()

    def chance(self, share: float) -> bool:
        return self.unit() < share

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.unit() * len(things))]

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.unit() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        return low + self.unit() * (high - low)

    def bell(self, deviation: float = 1.0) -> float:
        return deviation * sqrt(-2 * log(1 - self.unit())) * cos(2 * pi * self.unit())

    def long_tail(self, mean: float) -> float:
        """Exponential: mostly little, sometimes much."""
        return -mean * log(1 - self.unit())

    def blurred(self, number: int, deviation: float) -> int:
        """A count as somebody else would give it: log-normal around the number, never below 1."""
        return max(1, round(number * exp(self.bell(deviation))))


class Mix:
    """Things with weights, ready to be drawn from."""

    def __init__(self, weights: dict[T, float]) -> None:
        self.things = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, draws: Draws) -> T:
        return self.things[bisect(self._sums, draws.unit() * self._sums[-1])]

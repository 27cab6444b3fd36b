"""From the bits that weights give to probabilities that are right as often as they say, and how far off they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vigie.core.clusters.edges import probability_of

MOST_BITS = 12.0  # nothing is surer than one in 4,096 by its evidence alone
# What is believed of the map's three numbers before any label, from worlds with known truth (seeds 41 to 60 of
# benchmarks/worlds.py): weights learnt without labels are somewhat too sure, since fields err together.
BEFORE = np.array([-0.15, 0.88, 0.82])
SLOPES_SPREAD = 0.12
# The first number is the less sure, the fewer pairs of one incident the weights were learnt from: it came out with
# a spread of 0.45 bits behind 1,100 of them, of 0.28 behind 2,900. SYSTEMATIC is what no number of them takes away.
SYSTEMATIC, CHANCE, LEAST_BEHIND = 0.3, 16.0, 300.0
TAUGHT = 0.5  # what an answer is worth that has taught the weights before it says how sure they may be


@dataclass(frozen=True)
class Bin:
    """Pairs of like probability: how many, what was said on average, and how often it was so (with its error)."""

    pairs: int
    said: float
    found: float
    error: float  # standard error of `found`


def bits_of(probability: np.ndarray) -> np.ndarray:
    """log2 odds of a probability."""
    probability = np.asarray(probability, float)
    with np.errstate(divide="ignore"):
        return np.log2(probability) - np.log2(1 - probability)


def reliability(
    probability: np.ndarray, same: np.ndarray, *, weight: np.ndarray | None = None, bins: int = 10
) -> list[Bin]:
    """Compare probabilities with what was found (bool), in `bins` equal steps of probability; empty bins left out."""
    probability, same = np.asarray(probability, float), np.asarray(same, float)
    weight = np.ones(len(same)) if weight is None else np.asarray(weight, float)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    found = []
    for number in np.unique(place):
        here = place == number
        w = weight[here]
        share = float(np.average(same[here], weights=w))
        effective = w.sum() ** 2 / (w**2).sum()
        said = float(np.average(probability[here], weights=w))
        error = float(np.sqrt(max(share * (1 - share), 1 / (effective + 4) / 4) / effective))
        found.append(Bin(int(here.sum()), said, share, error))
    return found


def calibration_error(
    probability: np.ndarray, same: np.ndarray, *, weight: np.ndarray | None = None, bins: int = 10
) -> float:
    """Expected calibration error: the mean distance between said and found, by weight of the bins.

    Source: Naeini, Cooper and Hauskrecht, 2015. Small samples make it too large: each bin's own chance error
    counts as distance.
    """
    probability = np.asarray(probability, float)
    weight = np.ones(len(probability)) if weight is None else np.asarray(weight, float)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    shares = [weight[place == number].sum() for number in np.unique(place)]
    distances = [
        abs(each.said - each.found) for each in reliability(probability, same, weight=weight, bins=bins)
    ]
    return float(np.average(distances, weights=shares)) if shares else 0.0


@dataclass(frozen=True)
class Calibration:
    """A rising map from given bits to calibrated ones, with its uncertainty.

    Beta calibration (Kull, Silva Filho and Flach, 2017): log-odds = a + b log2(p) - c log2(1 - p), with p the
    given probability; a = 0 and b = c = 1 leave everything as it is. `mean` is (a, b, c), `covariance` 3 × 3.
    """

    mean: np.ndarray
    covariance: np.ndarray
    labels: int = 0  # labelled pairs behind it

    def apply(self, bits: np.ndarray) -> np.ndarray:
        """Calibrated bits: float32."""
        return _mapped(bits, self.mean)

    def draws(self, number: int, rng: np.random.Generator) -> list[np.ndarray]:
        """Maps as they may be: (a, b, c) drawn from what is known of them."""
        drawn = rng.multivariate_normal(self.mean, self.covariance, number)
        drawn[:, 1:] = np.maximum(drawn[:, 1:], 0.05)  # rising
        return list(drawn)

    @staticmethod
    def mapped(bits: np.ndarray, numbers: np.ndarray) -> np.ndarray:
        """Bits under one drawn map."""
        return _mapped(bits, numbers)


def spread_before(behind: float) -> np.ndarray:
    """Spread of the map's three numbers before any label, of weights learnt from so many pairs of one incident."""
    first = np.hypot(SYSTEMATIC, CHANCE / np.sqrt(max(behind, LEAST_BEHIND)))
    return np.array([first, SLOPES_SPREAD, SLOPES_SPREAD])


def calibrate(
    bits: np.ndarray | None = None,
    same: np.ndarray | None = None,
    weight: np.ndarray | None = None,
    *,
    behind: float = 0.0,
    news: float = 1.0,
) -> Calibration:
    """Learn the map from labelled pairs (bits of each, and whether it was the same incident).

    `weight` is one over each pair's chance to be drawn into the sample, if chances differed. `behind` is how many
    pairs of one incident the weights were learnt from: 0 for weights that were not learnt, or are not to be
    trusted. `news` is what a label is worth: `TAUGHT` where it has taught the weights already. Without labels the
    map is what is believed beforehand, and wide. Raises `ValueError` on bad arrays.
    """
    bits = np.zeros(0) if bits is None else np.asarray(bits, float)
    same = np.zeros(0) if same is None else np.asarray(same, float)
    if bits.shape != same.shape:
        raise ValueError(f"labels: {len(same)} answers for {len(bits)} pairs; give one for each.")
    if not np.isfinite(bits).all():
        raise ValueError(
            f"labels: the bits of pair {np.flatnonzero(~np.isfinite(bits))[0]} are not a number."
        )
    weight = np.ones(len(bits)) if weight is None else np.asarray(weight, float)
    if len(bits):
        # Weighted pairs carry as much news as their effective number.
        weight = news * weight * weight.sum() / (weight**2).sum()
    features = _features(bits)
    numbers, belief = BEFORE.copy(), np.diag(spread_before(behind) ** -2.0)
    for _ in range(50):
        expected = probability_of(features @ numbers)
        slope = features.T @ (weight * (same - expected)) * np.log(2) - belief @ (numbers - BEFORE)
        curve = (features * (weight * expected * (1 - expected))[:, None]).T @ features * np.log(
            2
        ) ** 2 + belief
        step = np.linalg.solve(curve, slope)
        numbers = numbers + step
        if np.abs(step).max() < 1e-8:
            break
    return Calibration(numbers, np.linalg.inv(curve), len(bits))


def _features(bits: np.ndarray) -> np.ndarray:
    bits = np.clip(np.asarray(bits, float), -MOST_BITS, MOST_BITS)
    yes, no = -np.log2(1 + np.exp2(-bits)), -np.log2(1 + np.exp2(bits))
    return np.stack([np.ones_like(bits), yes, -no], axis=-1)


def _mapped(bits: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    return (_features(bits) @ numbers).astype(np.float32)

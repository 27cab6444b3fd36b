"""How far people who read the same thing blind agree beyond chance: Krippendorff's alpha for names of classes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

LEAST_UNITS = 20  # read by two or more; below this an interval would be said of too little
DRAWS = 2000
# Half a pair on which two readers would differ, as in Jeffreys' prior: without it a few pairs on which
# nobody has differed yet would give an interval of no width.
UNSEEN_DISAGREEMENT = 0.5


@dataclass(frozen=True)
class Agreement:
    """Alpha (1: always agree, 0: as by chance) with its 95 % interval.

    `units` were read by at least two; `observed` is the share of paired answers that differ and `expected`
    the share that would by chance. `enough` says whether there are units enough to publish it.
    """

    alpha: float
    low: float
    high: float
    units: int
    observed: float
    expected: float

    @property
    def enough(self) -> bool:
        return self.units >= LEAST_UNITS


def agreement(
    units: Iterable[Sequence[Hashable | None]], *, draws: int = DRAWS, seed: int = 1
) -> Agreement | None:
    """Krippendorff's alpha, nominal metric, for any number of readers and missing answers (None).

    `units` holds for each thing that was read the answers that it was given, in any order. None where nobody
    read the same thing twice, or all answers are of one class: then chance and agreement cannot be told apart.
    The interval is of a Bayesian bootstrap over units (Rubin 1981). Source: Krippendorff, Content Analysis,
    4th ed. 2018, section 12.3; the same as his "Computing Krippendorff's Alpha-Reliability" (2011).
    """
    counts = _counts(units)
    if not len(counts) or (counts.sum(axis=0) > 0).sum() < 2:
        return None
    differing = _differing(counts)
    observed, expected = _disagreement(differing, counts, np.ones(len(counts)))
    weights = np.random.default_rng(seed).standard_gamma(1.0, (draws, len(counts)))
    low, high = np.quantile(_resampled(differing, counts, weights, seed), (0.025, 0.975))
    alpha = 1 - float(observed / expected)
    return Agreement(
        alpha, min(float(low), alpha), max(float(high), alpha), len(counts), float(observed), float(expected)
    )


def _counts(units: Iterable[Sequence[Hashable | None]]) -> np.ndarray:
    """Units that two or more answered × classes → how many gave that answer."""
    answered = [[answer for answer in unit if answer is not None] for unit in units]
    answered = [unit for unit in answered if len(unit) > 1]
    classes = {
        answer: place for place, answer in enumerate(sorted({a for u in answered for a in u}, key=str))
    }
    counts = np.zeros((len(answered), len(classes)))
    for row, unit in enumerate(answered):
        for answer in unit:
            counts[row, classes[answer]] += 1
    return counts


def _differing(counts: np.ndarray) -> np.ndarray:
    """For each unit the number of its answers that its other answers gainsay, on average."""
    given = counts.sum(axis=1)
    return (given**2 - (counts**2).sum(axis=1)) / (given - 1)


def _disagreement(differing: np.ndarray, counts: np.ndarray, weights: np.ndarray):
    """Observed and expected disagreement for weights of the units, or for rows of such weights."""
    totals = weights @ counts
    answers = totals.sum(axis=-1)
    observed = weights @ differing / answers
    chance = (answers**2 - (totals**2).sum(axis=-1)) / (answers * (answers - 1))
    return observed, chance


def _resampled(differing: np.ndarray, counts: np.ndarray, weights: np.ndarray, seed: int) -> np.ndarray:
    """Alpha for each row of weights, with the disagreement that was not met yet."""
    weights = weights * (len(counts) / weights.sum(axis=1, keepdims=True))
    unseen = np.random.default_rng(seed + 1).standard_gamma(UNSEEN_DISAGREEMENT, (len(weights), 1))
    two_commonest = np.argsort(counts.sum(axis=0))[-2:]
    apart = np.zeros((1, counts.shape[1]))
    apart[0, two_commonest] = 1
    observed, expected = _disagreement(
        np.append(differing, 2.0), np.concatenate([counts, apart]), np.concatenate([weights, unseen], axis=1)
    )
    return 1 - observed / expected

"""What people decided, pair by pair, as lessons for the weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from vigie.core.pairing import levels as l
from vigie.core.pairing.calibrating import LN2, scores
from vigie.core.pairing.weights import LEARNT_FIELDS, Weights

# Nats by which the worth of one finding may well be wrong before anybody decided anything.
LEEWAY = 0.5
LEAST = 30  # decisions, with both answers among them, from which anything is learnt from them


def teach(weights: Weights, levels: np.ndarray, same: np.ndarray) -> Weights:
    """Correct what each finding is worth by decided pairs: a logistic regression around the weights.

    `levels` are the findings of each pair by field, `same` whether people called it one incident. Which pairs
    people were asked about does not matter, as long as it follows from the findings.
    """
    asked = levels[l.WHEN_FIELD] != l.CONTROL
    levels, same = levels[:, asked], same[asked].astype(float)
    if len(same) < LEAST or same.min() == same.max():
        return weights
    columns = np.where(levels > 0, np.cumsum([0, *l.SIZES])[:-1, None] + levels, -1)
    offset = scores(levels, weights) * LN2
    found = _regress(columns, same, offset, sum(l.SIZES))
    return _corrected(weights, found[:-1] / LN2, float(found[-1]) / LN2)


def _regress(columns: np.ndarray, same: np.ndarray, offset: np.ndarray, size: int) -> np.ndarray:
    """Corrections in nats, by column, and of the sum; those that nothing speaks for stay 0."""
    known = columns >= 0
    pairs = np.broadcast_to(np.arange(columns.shape[1]), columns.shape)[known]
    flat = columns[known]

    def loss(given):
        logit = offset + given[-1] + np.bincount(pairs, given[flat], len(same))
        wrong = expit(logit) - same
        gradient = np.append(np.bincount(flat, wrong[pairs], size), wrong.sum())
        value = (np.logaddexp(0, logit) - same * logit).sum() + 0.5 * (given**2).sum() / LEEWAY**2
        return value, gradient + given / LEEWAY**2

    return minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def _corrected(weights: Weights, bits: np.ndarray, shift: float) -> Weights:
    """The weights with each finding worth so many bits more, and all sums moved."""
    starts = dict(zip(l.FIELDS, np.cumsum([0, *l.SIZES])[:-1], strict=True))
    taught = {name: bits[starts[name] : starts[name] + len(l.LEVELS[name])] for name in l.FIELDS}
    added = {
        name: {level: worth + float(taught[name][l.level(name, level)]) for level, worth in table.items()}
        for name, table in weights.added.items()
    }
    earlier = {name: weights.taught.get(name, 0.0) for name in LEARNT_FIELDS}
    return replace(
        weights, origin="taught", shift=weights.shift + shift, added=added,
        taught={name: earlier[name] + taught[name] for name in LEARNT_FIELDS},
    )  # fmt: skip

"""Making probabilities right as often as they say, without labels: what pairs inside organisations show.

Findings repeat one another (a follow-up shares place, days and actors), so summed bits say too much. Pairs
inside one organisation show, score by score, how often chance reaches it: hardly any of them is one incident.
The sums are stretched and moved until, at every score, the excess of pairs of two organisations over those
inside one is as large as the probabilities say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from vigie.core.pairing import levels as l
from vigie.core.pairing.weights import Together, Weights

LN2 = log(2)
# Bits that bound the scores taken together; far below 0, chance alone is left.
BANDS = np.array([-400, -20, -15, -12, -10, *np.arange(-8, 10.1, 0.5), 400])
CHANCE_BELOW = -6.0

# What is expected before looking (mean, spread): the move in nats, the stretch, and the log odds of the share
# that pairs told twice by one organisation make among those inside it. Files large enough to speak for themselves
# move by -0.2 to -0.7 and stretch to 0.65 to 0.8 (seeds that no published figure uses).
MOVE, STRETCH, TWICE = (-0.3, 0.4), (0.75, 0.1), (-2.2, 0.7)

# Counts of pairs scatter more than Poisson says, since one report is in many pairs, and organisations do not all
# watch alike: what they say counts for so much less.
SCATTER = 2.0


@dataclass(frozen=True)
class Tempering:
    """`stretch` times the natural log odds plus `move` are calibrated; `share` is what they add up to."""

    stretch: float
    move: float
    share: float


def tempering(
    apart: np.ndarray, apart_counts: np.ndarray, inside: np.ndarray, inside_counts: np.ndarray
) -> Tempering:
    """Find the stretch and move of scores (bits) of pairs of two organisations (`apart`).

    `inside` are the scores of pairs of one organisation, on the same scale. In each band of scores these are
    expected to number n (1 - (1 - k) p) / c, with n pairs apart of which p are one incident, k for incidents
    told twice by one organisation, and c pairs apart by chance for each inside.
    """
    pairs, _ = np.histogram(apart, BANDS, weights=apart_counts)
    sums, _ = np.histogram(apart, BANDS, weights=apart_counts * apart)
    seen, _ = np.histogram(inside, BANDS, weights=inside_counts)
    met = pairs > 0
    pairs, seen, score = pairs[met], seen[met], sums[met] / pairs[met]
    low = score < CHANCE_BELOW
    ratio = pairs[low].sum() / max(seen[low].sum(), 1.0)

    def loss(given):
        scale, move, stretch, twice = given
        p = expit(move + stretch * score * LN2)
        expected = np.maximum(pairs * (1 - (1 - expit(twice)) * p) / exp(scale), 1e-9)
        likely = (expected - seen * np.log(expected)).sum()
        prior = zip((move, stretch, twice), (MOVE, STRETCH, TWICE), strict=True)
        return likely / SCATTER + sum(0.5 * ((value - mean) / spread) ** 2 for value, (mean, spread) in prior)

    start = [log(max(ratio, 1e-3)), MOVE[0], STRETCH[0], TWICE[0]]
    found = minimize(
        loss, start, method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-4, "fatol": 1e-4}
    )
    _, move, stretch, _ = found.x
    p = expit(move + stretch * apart * LN2)
    return Tempering(
        float(stretch), float(move), float((p * apart_counts).sum() / max(apart_counts.sum(), 1.0))
    )


def tempered(weights: Weights, stretch: float, move: float) -> Weights:
    """The weights with all bits stretched and their sum moved (nats)."""
    return replace(
        weights,
        slope=weights.slope * stretch,
        shift=weights.shift * stretch + move / LN2,
        added={
            name: {level: bits * stretch for level, bits in table.items()}
            for name, table in weights.added.items()
        },
        together=tuple(Together(each.one, each.other, each.bits * stretch) for each in weights.together),
    )


def scores(levels: np.ndarray, weights: Weights, *, without: tuple[str, ...] = ()) -> np.ndarray:
    """Bits of patterns given as levels by field: float64[patterns]."""
    found = np.full(levels.shape[1], weights.prior)
    for row, name in enumerate(l.FIELDS):
        if name not in without:
            found += weights.bits(name)[levels[row]]
    for each in weights.together:
        found += each.bits[levels[l.FIELDS.index(each.one)], levels[l.FIELDS.index(each.other)]]
    return found

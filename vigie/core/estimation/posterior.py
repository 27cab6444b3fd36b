"""What is believed of the number of incidents: equally likely draws, and how to mix them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# So many equally likely values stand for one posterior: enough for 2.5 % tails, little enough to mix hundreds.
DRAWS = 1000
LOW, MIDDLE, HIGH = 0.025, 0.5, 0.975


@dataclass(frozen=True, eq=False)
class Posterior:
    """Sorted, equally likely values of the number of incidents, seen or not."""

    draws: np.ndarray

    def quantile(self, share: float) -> float:
        """The number below which lies this share of what is believed."""
        return float(np.quantile(self.draws, share))

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.quantile(LOW)

    @property
    def median(self) -> float:
        """The number as likely too high as too low."""
        return self.quantile(MIDDLE)

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.quantile(HIGH)


def of_draws(draws: np.ndarray) -> Posterior:
    """From any number of draws, kept as DRAWS quantiles."""
    # np.quantile with so many shares takes a hundred times as long as sorting.
    ordered = np.sort(np.asarray(draws, float), axis=None)
    middles = (np.arange(DRAWS) + 0.5) / DRAWS * (len(ordered) - 1)
    return Posterior(np.interp(middles, np.arange(len(ordered)), ordered))


def of_grid(observed: int, unseen: np.ndarray, width: np.ndarray, mass: np.ndarray) -> Posterior:
    """From probabilities `mass` of unseen counts, each standing for `width` whole numbers around it."""
    edges = np.concatenate([[unseen[0] - 0.5], unseen + width / 2])
    edges[1:-1] = (unseen[1:] + unseen[:-1]) / 2
    summed = np.concatenate([[0.0], np.cumsum(mass)])
    middles = (np.arange(DRAWS) + 0.5) / DRAWS * summed[-1]
    return Posterior(observed + np.maximum(np.round(np.interp(middles, summed, edges)), 0.0))


def mixed(posteriors: Sequence[Posterior]) -> Posterior:
    """Equal mixture: each posterior is believed alike."""
    return Posterior(np.sort(np.concatenate([each.draws for each in posteriors])))

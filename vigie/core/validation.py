"""How often the machine's joining is right, and how much it misses, from pairs drawn by chance and read blind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

LEAST = 20  # answers below which neither share is said
LEAST_EACH = 2  # answers that every stratum with pairs in it must have
DRAWS = 4000
Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True)
class Stratum:
    """Pairs from which some were drawn by simple chance and read.

    `size` is how many pairs there are, with the standard error `error` where only an estimate is known;
    `together` says whether the machine had joined them; `same` and `different` count what readers answered.
    """

    name: str
    together: bool
    size: float
    same: int
    different: int
    error: float = 0.0

    @property
    def read(self) -> int:
        return self.same + self.different


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval and the number of answers that it rests on."""

    low: float
    best: float
    high: float
    answers: int


@dataclass(frozen=True)
class Confusion:
    """Estimated pairs by what the machine did (joined or not) and what readers found (same or not)."""

    joined_same: float
    joined_different: float
    apart_same: float
    apart_different: float


@dataclass(frozen=True)
class Validation:
    """Precision and recall of what was joined; None where there are too few answers to say."""

    precision: Share | None
    recall: Share | None
    confusion: Confusion | None


def validate(strata: Iterable[Stratum], *, draws: int = DRAWS, seed: int = 1) -> Validation:
    """Weigh the answers of each stratum by its size.

    Best values are the ratio of weighted sums (Horvitz-Thompson). Intervals are quantiles over draws of each
    stratum's share from its Jeffreys posterior, which for one stratum is as good as Wilson's interval (Brown,
    Cai & DasGupta 2001) and holds for ratios of several. They are wide where a large stratum was hardly read: a
    hundred thousand pairs of which thirty were read and none was the same may still hide many.
    """
    strata = [each for each in strata if each.size > 0]
    joined, apart = ([each for each in strata if each.together is side] for side in (True, False))
    found, sizes = _confusion(strata), _sizes(strata, draws, seed)
    usual, least = _sames(strata, sizes, seed), _sames(strata, sizes, seed, least=apart)
    precision = recall = None
    if _enough(joined):
        rates = _sum(usual, joined) / _sum(sizes, joined)
        precision = _share(found.joined_same, found.joined_different, rates, rates, joined)
    if precision and _enough(apart, LEAST_EACH):
        low, high = (_sum(same, joined) / np.maximum(_sum(same, strata), 1) for same in (usual, least))
        recall = _share(found.joined_same, found.apart_same, low, high, strata)
    return Validation(precision, recall, found if recall else None)


def _enough(strata: list[Stratum], least: int = LEAST) -> bool:
    """A stratum that is small can be read whole; then that is enough of it."""
    each = all(stratum.read >= min(LEAST_EACH, stratum.size) for stratum in strata)
    return each and sum(stratum.read for stratum in strata) >= least


def _sizes(strata: list[Stratum], draws: int, seed: int) -> dict[str, np.ndarray]:
    """How many pairs each stratum has: as counted, or drawn around its estimate."""
    chance, sizes = np.random.default_rng(seed), {}
    for each in strata:
        spread = (each.error / each.size) ** 2
        drawn = each.size * (chance.gamma(1 / spread, spread, draws) if spread else np.ones(draws))
        sizes[each.name] = np.maximum(np.rint(drawn), each.read)
    return sizes


def _sames(
    strata: list[Stratum], sizes: dict[str, np.ndarray], seed: int, least: list[Stratum] = ()
) -> dict[str, np.ndarray]:
    """Same pairs of each stratum: those that were read, and among the others a share that is drawn.

    For the upper end of recall the share of the strata `least` is drawn from the posterior that leads to
    Clopper and Pearson's lower limit: where none was found there may also be none.
    """
    chance, same = np.random.default_rng(seed + 1), {}
    for each in strata:
        rest, draws = sizes[each.name] - each.read, len(sizes[each.name])
        if each not in least:
            share = chance.beta(each.same + 0.5, each.different + 0.5, draws)
        else:
            share = chance.beta(each.same, each.different + 1, draws) if each.same else np.zeros(draws)
        same[each.name] = each.same + chance.binomial(rest.astype(np.int64), share)
    return same


def _sum(by_stratum: dict[str, np.ndarray], strata: list[Stratum]) -> np.ndarray:
    return sum(by_stratum[each.name] for each in strata)


def _share(right: float, wrong: float, low: np.ndarray, high: np.ndarray, strata: list[Stratum]) -> Share:
    best = right / (right + wrong) if right else 0.0
    ends = float(np.quantile(low, 0.025)), float(np.quantile(high, 0.975))
    return Share(min(ends[0], best), best, max(ends[1], best), sum(each.read for each in strata))


def _confusion(strata: list[Stratum]) -> Confusion:
    def weighed(together: bool, answer: str) -> float:
        return sum(
            each.size * getattr(each, answer) / each.read
            for each in strata
            if each.together is together and each.read
        )

    return Confusion(*(weighed(side, answer) for side in (True, False) for answer in ("same", "different")))


@dataclass(frozen=True)
class Bin:
    """Pairs to which the machine gave about the same probability, and the share that people found the same.

    `share` is the part of all pairs that such pairs are.
    """

    share: float
    stated: float
    found: float
    low: float
    high: float
    answers: int


def reliability(
    stated: Sequence[float], same: Sequence[bool], weights: Sequence[float], edges: Sequence[float]
) -> list[Bin]:
    """Group pairs by stated probability; `weights` are inverse chances of having been drawn.

    The interval is Wilson's on the effective number of answers (Kish 1965): unequal weights tell less. A
    probability on an edge falls into the upper bin; bins without answers are left out.
    """
    stated, weights = np.asarray(stated, float), np.asarray(weights, float)
    same = np.asarray(same, float)
    place = np.searchsorted(np.asarray(edges[1:-1]), stated, side="right")
    found = []
    for number in range(len(edges) - 1):
        inside = place == number
        if inside.any():
            found.append(_bin(stated[inside], same[inside], weights[inside], weights.sum()))
    return found


def _bin(stated: np.ndarray, same: np.ndarray, weights: np.ndarray, everything: float) -> Bin:
    share = float(weights @ same / weights.sum())
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    low, high = wilson(share, effective)
    part, mean = float(weights.sum() / everything), float(weights @ stated / weights.sum())
    return Bin(part, mean, share, low, high, len(same))


def wilson(share: float, answers: float) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share of `answers` (may be an effective, fractional number)."""
    centre = (share + Z**2 / (2 * answers)) / (1 + Z**2 / answers)
    half = Z / (1 + Z**2 / answers) * sqrt(share * (1 - share) / answers + Z**2 / (4 * answers**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def calibration_error(bins: Iterable[Bin]) -> float | None:
    """Expected calibration error: the mean distance of found from stated over all pairs."""
    bins = list(bins)
    return sum(each.share * abs(each.found - each.stated) for each in bins) if bins else None

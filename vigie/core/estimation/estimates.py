"""How many incidents there were, seen or not, from one table of overlaps or one for each sampled clustering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from vigie.core.estimation.decomposable import MOST_LISTS, averaged
from vigie.core.estimation.latent import classed
from vigie.core.estimation.loglinear import fitted
from vigie.core.estimation.overlap import Overlap
from vigie.core.estimation.posterior import LOW, Posterior, mixed
from vigie.core.estimation.verdict import LEAST_SHARED, Reason, Signs, Verdict, few_shared, judged

# The mixture is wider than it need be at the lower end, where one model of three often lies too low. By simulation
# these ends cover 95 %; a lower bound alone stays at LOW.
INTERVAL = (0.035, 0.975)


@dataclass(frozen=True)
class Opinion:
    """What one model says: "graphs" (B), "classes" (L) or "loglinear" (H), with its 95 % interval."""

    model: str
    low: int
    median: int
    high: int


@dataclass(frozen=True, eq=False)
class Estimate:
    """What may be said of the number of incidents.

    `observed` is the median over clusterings, between `observed_low` and `observed_high`. `low` and `high` are the
    ends of the 95 % interval; for a lower bound only, `median` and `high` are None; for a refusal all three are.
    `opinions`, `signs` and `posterior` are for the statistician's page; they are absent where the data were too thin
    to ask any model.
    """

    names: tuple[str, ...]
    observed: int
    observed_low: int
    observed_high: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    low: int | None = None
    median: int | None = None
    high: int | None = None
    opinions: tuple[Opinion, ...] = ()
    signs: Signs | None = None
    assumptions: tuple[str, ...] = ()
    posterior: Posterior | None = None


def estimate(tables: Overlap | Sequence[Overlap], *, seed: int = 1) -> Estimate:
    """Estimate from one table, or carry the doubt of the matching through from one for each sampled clustering.

    Posteriors are mixed over clusterings with equal weight; 20 are enough. All tables name the same lists, else
    ValueError. The same seed gives the same estimate.
    """
    tables = [tables] if isinstance(tables, Overlap) else list(tables)
    if not tables:
        raise ValueError("no table to estimate from")
    if len({table.names for table in tables}) > 1:
        raise ValueError("the tables name different lists")
    observed = np.array([table.observed for table in tables])
    shared = round(float(np.median([table.shared for table in tables])))
    if shared < LEAST_SHARED:
        return refused(tables[0].names, observed, (few_shared(shared, LEAST_SHARED),))
    streams = np.random.default_rng(seed).spawn(len(tables))
    return _said(tables, [reckoned(table, rng) for table, rng in zip(tables, streams, strict=True)])


def refused(names: tuple[str, ...], observed: np.ndarray, reasons: tuple[Reason, ...]) -> Estimate:
    """An estimate that says only what was seen, (clusterings,) incidents, and why no more."""
    return Estimate(names, *_middle(observed), Verdict.REFUSED, reasons, assumptions=assumed(len(observed)))


@dataclass(frozen=True, eq=False)
class Reckoned:
    """What each model makes of one table."""

    posteriors: dict[str, Posterior]
    heterogeneity: float
    rhat: float


def reckoned(table: Overlap, rng: np.random.Generator) -> Reckoned:
    """Ask each model about one table."""
    loglinear, classes = fitted(table, rng), classed(table, rng)
    posteriors = {"classes": classes.posterior, "loglinear": loglinear.posterior}
    if table.lists <= MOST_LISTS:
        posteriors["graphs"] = averaged(table).posterior
    return Reckoned(posteriors, loglinear.heterogeneity, classes.rhat)


def _said(tables: list[Overlap], each: list[Reckoned]) -> Estimate:
    pooled = {name: mixed([one.posteriors[name] for one in each]) for name in sorted(each[0].posteriors)}
    posterior = mixed(list(pooled.values()))
    signs = signs_of(tables, each, pooled, posterior)
    verdict, reasons = judged(signs)
    low = posterior.quantile(INTERVAL[0] if verdict is Verdict.INTERVAL else LOW)
    return Estimate(
        tables[0].names,
        *_middle(np.array([table.observed for table in tables])),
        verdict,
        reasons,
        low=None if verdict is Verdict.REFUSED else floor(low),
        median=round(posterior.median) if verdict is Verdict.INTERVAL else None,
        high=ceil(posterior.quantile(INTERVAL[1])) if verdict is Verdict.INTERVAL else None,
        opinions=tuple(
            Opinion(name, floor(one.low), round(one.median), ceil(one.high)) for name, one in pooled.items()
        ),
        signs=signs,
        assumptions=assumed(len(tables)),
        posterior=posterior,
    )


def _middle(observed: np.ndarray) -> tuple[int, int, int]:
    """Median, lower and upper end of what was seen, over clusterings."""
    low, middle, high = np.quantile(observed, (0.025, 0.5, 0.975))
    return round(middle), floor(low), ceil(high)


def signs_of(
    tables: list[Overlap], each: list[Reckoned], pooled: dict[str, Posterior], posterior: Posterior
) -> Signs:
    """What the verdict looks at, the middle over clusterings."""
    observed = float(np.median([table.observed for table in tables]))
    unseen = [max(one.median - observed, 0.5) for one in pooled.values()]
    return Signs(
        lists=tables[0].lists,
        shared=round(float(np.median([table.shared for table in tables]))),
        heterogeneity=float(np.median([one.heterogeneity for one in each])),
        apart=max(unseen) / min(unseen),
        rhat=float(np.median([one.rhat for one in each])),
        ratio=posterior.high / posterior.low,
    )


def assumed(clusterings: int) -> tuple[str, ...]:
    """Codes of the assumptions to print beside the figure; `words.assumption` says them."""
    matching = "matching_sampled" if clusterings > 1 else "matching_certain"
    return ("reachable", "origins", "closed", "effort", "incidents", matching)

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
from vigie.core.estimation.posterior import Posterior, mixed
from vigie.core.estimation.verdict import Reason, Signs, Verdict, judged


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

    `observed` is the median over clusterings, between `observed_low` and `observed_high`. `low`, `median` and
    `high` bound 95 % of what is believed: for a lower bound only, `median` and `high` are None; for a refusal all
    three are. `posterior` holds the draws whatever the verdict, to be mixed or drawn for statisticians only.
    """

    names: tuple[str, ...]
    observed: int
    observed_low: int
    observed_high: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    low: int | None
    median: int | None
    high: int | None
    opinions: tuple[Opinion, ...]
    signs: Signs
    assumptions: tuple[str, ...]
    posterior: Posterior


def estimate(tables: Overlap | Sequence[Overlap], *, seed: int = 1) -> Estimate:
    """Estimate from one table, or carry the doubt of the matching through from one for each sampled clustering.

    Posteriors are mixed over clusterings with equal weight; 20 are enough. All tables name the same lists.
    The same seed gives the same estimate.
    """
    tables = [tables] if isinstance(tables, Overlap) else list(tables)
    if not tables:
        raise ValueError("no table to estimate from")
    if len({table.names for table in tables}) > 1:
        raise ValueError("the tables name different lists")
    each = [_reckoned(table, rng) for table, rng in zip(tables, _streams(seed, len(tables)), strict=True)]
    return _said(tables, each)


@dataclass(frozen=True, eq=False)
class _Reckoned:
    posteriors: dict[str, Posterior]
    heterogeneity: float
    rhat: float


def _streams(seed: int, many: int) -> list[np.random.Generator]:
    return np.random.default_rng(seed).spawn(many)


def _reckoned(table: Overlap, rng: np.random.Generator) -> _Reckoned:
    loglinear, classes = fitted(table, rng), classed(table, rng)
    posteriors = {"classes": classes.posterior, "loglinear": loglinear.posterior}
    if table.lists <= MOST_LISTS:
        posteriors["graphs"] = averaged(table).posterior
    return _Reckoned(posteriors, loglinear.heterogeneity, classes.rhat)


def _said(tables: list[Overlap], each: list[_Reckoned]) -> Estimate:
    pooled = {name: mixed([one.posteriors[name] for one in each]) for name in sorted(each[0].posteriors)}
    posterior = mixed(list(pooled.values()))
    observed = np.array([table.observed for table in tables])
    signs = _signs(tables, each, pooled, posterior)
    verdict, reasons = judged(signs)
    low, median, high = floor(posterior.low), round(posterior.median), ceil(posterior.high)
    return Estimate(
        names=tables[0].names,
        observed=round(float(np.median(observed))),
        observed_low=floor(np.quantile(observed, 0.025)),
        observed_high=ceil(np.quantile(observed, 0.975)),
        verdict=verdict,
        reasons=reasons,
        low=None if verdict is Verdict.REFUSED else low,
        median=median if verdict is Verdict.INTERVAL else None,
        high=high if verdict is Verdict.INTERVAL else None,
        opinions=tuple(
            Opinion(name, floor(one.low), round(one.median), ceil(one.high)) for name, one in pooled.items()
        ),
        signs=signs,
        assumptions=assumed(len(tables)),
        posterior=posterior,
    )


def _signs(
    tables: list[Overlap], each: list[_Reckoned], pooled: dict[str, Posterior], posterior: Posterior
) -> Signs:
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

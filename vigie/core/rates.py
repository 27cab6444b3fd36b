"""Two counts made with unequal effort, compared for the same effort."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RateChange:
    """How many times as many there are for the same effort, after as before, with the ends of its interval.

    `ratio` is None where nothing was counted before; `high` is then None too: no number bounds it.
    """

    ratio: float | None
    low: float
    high: float | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves "no change" out."""
        return self.low > 1 or (self.high is not None and self.high < 1)


def rate_change(
    before: int, effort_before: float, after: int, effort_after: float, confidence: float = 0.95
) -> RateChange | None:
    """Compare two counts that follow Poisson laws, exactly. Efforts in any common unit, above zero.

    Given their sum, the later count is binomial, and Clopper and Pearson's interval for its share gives one for
    the ratio of the rates (Przyborowski & Wilenski 1940). None where nothing was counted at all. Incidents come
    in waves: counts vary more than Poisson's law says, and the true interval is wider than this one.
    """
    from scipy.special import betaincinv  # 20 MB, for one page

    total = before + after
    if not total or effort_before <= 0 or effort_after <= 0:
        return None
    tail = (1 - confidence) / 2
    least = float(betaincinv(after, before + 1, tail)) if after else 0.0
    most = float(betaincinv(after + 1, before, 1 - tail)) if before else 1.0
    scale = effort_before / effort_after
    high = scale * most / (1 - most) if before else None
    return RateChange(after / before * scale if before else None, scale * least / (1 - least), high)

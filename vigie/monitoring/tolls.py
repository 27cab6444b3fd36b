"""Tolls as settled, and how many were killed in all."""

from __future__ import annotations

from collections.abc import Iterable

from vigie.core.claims import Fact
from vigie.core.statement import TOLL_STATUSES, Toll

# Groups that share nobody, so that their dead may be added. Health workers and the like are among civilians.
APART = ("civilian", "state", "armed_group", "unknown")


def settled_tolls(facts: Iterable[Fact]) -> list[Toll]:
    """The tolls among the settled fields."""
    return [_toll(fact) for fact in facts if fact.field.startswith("toll:")]


def _toll(fact: Fact) -> Toll:
    key = fact.field.split(":")[1:]
    if fact.value is None:
        return Toll(*key, status=fact.status if fact.status in TOLL_STATUSES else "unknown")
    return Toll(*key, fact.value.low, fact.value.best, fact.value.high)


def killed(tolls: Iterable[Toll]) -> Toll:
    """How many were killed in all: as reported, or else the sum of groups that share nobody.

    Where one of these groups is not known the sum is a least figure, and no highest one is given. Where only
    part of a group is told of (a sex, an age, a profession), the largest part is the least figure.
    """
    dead = [toll for toll in tolls if toll.harm == "killed"]
    whole = [toll for toll in dead if (toll.sex, toll.age) == ("all", "all")]
    for toll in whole:
        if toll.group == "all" and toll.status == "known":
            return toll
    told = [toll for toll in whole if toll.group in APART]
    known = [toll for toll in told if toll.status == "known"]
    if known:
        high = sum(toll.high for toll in known) if len(known) == len(told) else None
        low, best = sum(toll.low for toll in known), sum(toll.best for toll in known)
        return Toll("killed", low=low, best=best, high=high)
    parts = [toll for toll in dead if toll.status == "known"]
    if parts:
        return Toll("killed", low=max(toll.low for toll in parts), best=max(toll.best for toll in parts))
    return Toll("killed", status=next((toll.status for toll in whole), "unknown"))

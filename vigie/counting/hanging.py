"""What hangs on a pair as one reader may know it: the figures of the register that is open to them."""

from __future__ import annotations

from django.db.models import Max, QuerySet, Sum

from vigie import access
from vigie.counting.faces import Checked, WhatHangs
from vigie.counting.models import Pair, Sample
from vigie.counting.weighing import Cells, figures, stake_of
from vigie.places.models import Area

# A class of pairs speaks for another pair when so many of it were read and it lies so near.
ENOUGH, ALIKE = 5, 0.15


def what_hangs(actor, pair: Pair) -> WhatHangs | None:
    """Which figures an answer may change, counted over the incidents that this actor sees."""
    cells = Cells()
    stake = stake_of(pair, cells)
    if stake is None:
        return None
    now = figures(access.rows(actor, "see", "monitoring.Incident"), cells, stake.change)
    named = {cell[1] for cell in stake.change} - {None}
    areas = dict(Area.objects.filter(pk__in=named).values_list("pk", "name"))
    return WhatHangs.of(stake, pair.probability, now, areas)


def checked_at(sample: Sample | None, pair: Pair) -> Checked | None:
    """How often people found the same where the machine said about what it says of this pair."""
    classes = sample.pooled.get("bins", []) if sample else []
    told = [each for each in classes if each["answers"] >= ENOUGH]
    near = min(told, key=lambda each: abs(each["stated"] - pair.probability), default=None)
    return Checked.of(near) if near and abs(near["stated"] - pair.probability) <= ALIKE else None


def at_stake(waiting: QuerySet[Pair]) -> dict[str, float]:
    """What the answers to these pairs are worth together, and the one that is worth most."""
    found = waiting.order_by().aggregate(together=Sum("worth"), most=Max("worth"))
    return {name: value or 0.0 for name, value in found.items()}

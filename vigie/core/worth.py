"""What an answer about a pair is worth: how much it would be expected to change published figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

# A figure is published for each month (or year, where no month is known), area and broad type.
Cell = tuple[str, int | None, str]


@dataclass(frozen=True)
class Held:
    """An incident, or a part of one, as it counts. `dead` is None where no number is held."""

    cell: Cell
    dead: int | None
    reports: int


@dataclass(frozen=True)
class Step:
    """What one figure would go up (or down) by: incidents and people killed."""

    incidents: int = 0
    dead: int = 0


@dataclass(frozen=True)
class Figures:
    """What is counted now: incidents and people killed in each cell. A cell without either is absent."""

    incidents: Mapping[Cell, int] = field(default_factory=dict)
    dead: Mapping[Cell, int] = field(default_factory=dict)


Change = dict[Cell, Step]


def if_same(one: Held, other: Held) -> Change:
    """What becoming one incident changes: one fewer, and the dead counted once.

    The joined incident counts where the one with more reports did (of equals, the first), with the mean of
    the two numbers of dead, weighed by reports. Close to what settling would hold, not the same.
    """
    stays, goes = (other, one) if other.reports > one.reports else (one, other)
    known = [each for each in (one, other) if each.dead is not None]
    together = round(sum(e.dead * e.reports for e in known) / max(sum(e.reports for e in known), 1))
    change = {stays.cell: Step(0, together - (stays.dead or 0))}
    return _added(change, goes.cell, Step(-1, -(goes.dead or 0)))


def if_different(whole: Held, parted: Held) -> Change:
    """What parting one report from its incident changes: one incident more, with the dead that it tells of."""
    return {parted.cell: Step(1, parted.dead or 0)}


def _added(change: Change, cell: Cell, step: Step) -> Change:
    before = change.get(cell, Step())
    return {**change, cell: Step(before.incidents + step.incidents, before.dead + step.dead)}


def size(change: Change, figures: Figures) -> float:
    """How large a change is, in chance deviations of the figures that it touches.

    A count of n wobbles by about √n from one period to the next: one incident fewer is much of three and
    little of three hundred.
    """
    total = 0.0
    for cell, step in change.items():
        total += abs(step.incidents) / sqrt(max(figures.incidents.get(cell, 0), 1))
        total += abs(step.dead) / sqrt(max(figures.dead.get(cell, 0), 1))
    return total


def worth(probability: float, together: bool, change: Change, figures: Figures) -> float:
    """The change that an answer is expected to make.

    `probability` is that the two tell of one incident, `together` whether they are counted as one now. Only
    the answer that gainsays the register changes figures: the other confirms them.
    """
    gainsays = 1 - probability if together else probability
    return gainsays * size(change, figures)

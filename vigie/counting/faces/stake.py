"""What hangs on a pair: the published figures that an answer may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.core import worth
from vigie.core.worth import Cell, Figures
from vigie.web import codes, words


@dataclass(frozen=True)
class Figure:
    """One published figure: now, and if the answer is not what the register holds."""

    name: str
    before: int
    after: int


@dataclass(frozen=True)
class WhatHangs:
    """Why a pair is asked about when it is: in the order of `worth`, the expected change."""

    figures: tuple[Figure, ...]
    gainsaying: str  # the answer that would change them
    percent: int  # its chance
    size: float  # of the change, in chance deviations of the figures
    worth: float

    @classmethod
    def of(cls, stake, probability: float, now: Figures, areas: Mapping[int, str]) -> WhatHangs:
        """`stake` is a `counting.weighing.Stake`, `areas` names each area by its key."""
        chance = 1 - probability if stake.together else probability
        size = worth.size(stake.change, now)
        return cls(
            figures=tuple(_figures(stake.change, now, areas)),
            gainsaying=_("Two incidents") if stake.together else _("The same"),
            percent=round(100 * chance),
            size=size,
            worth=chance * size,
        )

    @property
    def sentence(self) -> str:
        """Which figures, without a word of what the machine thinks."""
        if not self.figures:
            return _("Whatever your answer, no published figure changes.")
        several = ngettext(
            "Your answer may change a published figure: %(figures)s.",
            "Your answer may change %(n)s published figures: %(figures)s.",
            len(self.figures),
        )
        return several % {"n": len(self.figures), "figures": "; ".join(each.name for each in self.figures)}


def _figures(change: worth.Change, now: Figures, areas: Mapping[int, str]):
    for cell, step in change.items():
        where = _cell(cell, areas)
        if step.incidents:
            before = now.incidents.get(cell, 0)
            yield Figure(_("incidents, %(cell)s") % {"cell": where}, before, before + step.incidents)
        if step.dead:
            before = now.dead.get(cell, 0)
            yield Figure(_("killed, %(cell)s") % {"cell": where}, before, max(before + step.dead, 0))


def _cell(cell: Cell, areas: Mapping[int, str]) -> str:
    time, area, kind = cell
    year, _dash, month = time.partition("-")
    told = words.month(date(int(year), int(month), 1)) if month else year
    return ", ".join(part for part in (told, areas.get(area, ""), codes.event_type(kind)) if part)

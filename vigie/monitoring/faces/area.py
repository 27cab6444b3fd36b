"""Counts by area and by time, as rows of a table and of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import shapely
from django.utils.translation import gettext_lazy as _

from vigie.web import codes
from vigie.web.tables import column

# Degrees by which an outline in a file may stray: about a kilometre.
TOLERANCE = 0.01


@dataclass(frozen=True)
class CountedArea:
    """An area and its incidents. `partly`: those of which only a part of the stated imprecision lies here."""

    pcode: str = column(_("P-code of the area"), "#adm+code")
    name: str = column(_("Area"), "#adm+name")
    country: str = column(_("Country"), "#country+code")
    inside: int = column(_("Incidents"), "#meta+incidents+num")
    partly: int = column(_("Perhaps here"), "#meta+incidents+partly+num")
    _outline: bytes | None = field(default=None, repr=False)

    @classmethod
    def of(cls, row) -> CountedArea:
        area, outline = row.area, row.outline
        return cls(area.pcode, area.name, area.country, row.inside, row.partly, outline)

    @property
    def country_name(self) -> str:
        return codes.country(self.country)

    @property
    def geometry(self) -> dict | None:
        if self._outline is None:
            return None
        simple = shapely.set_precision(shapely.simplify(shapely.from_wkb(self._outline), TOLERANCE), 0.001)
        return shapely.geometry.mapping(simple)


@dataclass(frozen=True)
class CountedStep:
    """A week, month or year, its incidents, and the effort behind them where it is known."""

    first: date = column(_("First day"), "#date+start")
    count: int = column(_("Incidents"), "#meta+incidents+num")
    days: int | None = column(_("Monitor-days"), "#indicator+effort+num")
    per_hundred: float | None = column(_("Incidents per 100 monitor-days"), "#indicator+rate+num")

    @classmethod
    def of(cls, step) -> CountedStep:
        """Needs a step of `trending.Trend`."""
        return cls(step.first, step.count, step.days, step.per_hundred)

"""An incident as committees and study centres may read it: settled, by month and by area, without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from vigie.core.dates import When, month
from vigie.monitoring.models import Incident
from vigie.places.models import Area
from vigie.web import codes
from vigie.web.tables import column

# A date known more exactly than this is given by its month: with a district, a day can point to one person.
FINER_THAN_A_MONTH = ("day", "few_days", "week", "month")
FINEST_LEVEL = 2


@dataclass(frozen=True)
class OverseenIncident:
    """No settlement, no point, no day, no narrative, and nobody who told."""

    ref: str = column(_("Reference"), "#event+id")
    state: str = column(_("State"), "#status+code")
    date_first: date = column(_("First day of the months"), "#date+start")
    date_last: date = column(_("Last day of the months"), "#date+end")
    date_precision: str = column(_("Precision of the date"), "#date+precision")
    event_type: str = column(_("Type (code)"), "#event+type+code")
    event_type_name: str = column(_("Type"), "#event+type+name")
    actor_class: str = column(_("Class of the alleged author (code)"), "#actor+alleged+type+code")
    area_pcode: str = column(_("P-code of the area"), "#adm+code")
    area_name: str = column(_("Area"), "#adm+name")
    countries: str = column(_("Countries"), "#country+code+list")
    killed_low: int | None = column(_("Killed, at least"), "#affected+killed+min")
    killed_best: int | None = column(_("Killed, value held"), "#affected+killed")
    killed_high: int | None = column(_("Killed, at most"), "#affected+killed+max")
    killed_status: str = column(_("Killed: known or why not"), "#affected+killed+status")
    origins_count: int = column(_("Independent origins"), "#meta+origins+num")

    @classmethod
    def of(cls, row: Incident) -> OverseenIncident:
        area, when = coarse_area(row.area), coarse_date(row)
        return cls(
            row.ref, row.state, when.first, when.last, when.precision, row.event_type,
            codes.event_type(row.event_type), row.actor_class, area.pcode if area else "",
            area.name if area else "", row.countries, row.killed_low, row.killed_best, row.killed_high,
            row.killed_status, row.origins_count,
        )  # fmt: skip

    geometry = None

    @property
    def when(self) -> When:
        return When(self.date_first, self.date_last, self.date_precision)

    @property
    def where(self) -> str:
        return self.area_name or codes.countries(self.countries)

    @property
    def around(self) -> str:
        return codes.countries(self.countries) if self.area_name else ""

    @property
    def author(self) -> str:
        return codes.actor_class(self.actor_class)


def coarse_area(area: Area | None) -> Area | None:
    """The province, cercle or department, or what is broader."""
    while area is not None and area.level > FINEST_LEVEL:
        area = area.parent
    return area


def coarse_date(row: Incident) -> When:
    """The month or months, or what is broader."""
    if row.date_precision not in FINER_THAN_A_MONTH:
        return When(row.date_first, row.date_last, row.date_precision)
    first, last = (month(day.year, day.month) for day in (row.date_first, row.date_last))
    return When(first.first, last.last, "month")

"""An incident as a row of the register, for those who keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from vigie.core.dates import When
from vigie.monitoring.models import Incident
from vigie.web import codes
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedIncident:
    """One row. Degrees are WGS84 and given only where the place is known better than an area."""

    ref: str = column(_("Reference"), "#event+id")
    state: str = column(_("State"), "#status+code")
    date_first: date = column(_("First day"), "#date+start")
    date_last: date = column(_("Last day"), "#date+end")
    date_precision: str = column(_("Precision of the date"), "#date+precision")
    event_type: str = column(_("Type (code)"), "#event+type+code")
    event_type_name: str = column(_("Type"), "#event+type+name")
    actor_class: str = column(_("Class of the alleged author (code)"), "#actor+alleged+type+code")
    actor_name: str = column(_("Alleged author, as said"), "#actor+alleged+name")
    place_name: str = column(_("Place"), "#loc+name")
    area_pcode: str = column(_("P-code of the area"), "#adm+code")
    area_name: str = column(_("Area"), "#adm+name")
    countries: str = column(_("Countries"), "#country+code+list")
    lat: float | None = column(_("Latitude"), "#geo+lat")
    lon: float | None = column(_("Longitude"), "#geo+lon")
    geo_precision: str = column(_("Precision of the place"), "#geo+precision")
    radius_km: float | None = column(_("Imprecision in km"), "#geo+radius+km")
    killed_low: int | None = column(_("Killed, at least"), "#affected+killed+min")
    killed_best: int | None = column(_("Killed, value held"), "#affected+killed")
    killed_high: int | None = column(_("Killed, at most"), "#affected+killed+max")
    killed_status: str = column(_("Killed: known or why not"), "#affected+killed+status")
    reports_count: int = column(_("Messages"), "#meta+reports+num")
    organisations_count: int = column(_("Organisations"), "#meta+organisations+num")
    origins_count: int = column(_("Independent origins"), "#meta+origins+num")
    tlp: str = column(_("Mark"), "#meta+sensitivity")

    @classmethod
    def of(cls, row: Incident) -> ListedIncident:
        pointed = row.geo_precision in ("exact", "near")
        return cls(
            row.ref, row.state, row.date_first, row.date_last, row.date_precision, row.event_type,
            codes.event_type(row.event_type), row.actor_class, row.actor_name, row.place_name,
            row.area.pcode if row.area else "", row.area.name if row.area else "", row.countries,
            row.lat if pointed else None, row.lon if pointed else None, row.geo_precision, row.radius_km,
            row.killed_low, row.killed_best, row.killed_high, row.killed_status, row.reports_count,
            row.organisations_count, row.origins_count, row.audience.tlp,
        )  # fmt: skip

    @property
    def geometry(self) -> dict | None:
        """A point only where one was said; the centre of an area is no place."""
        if self.lat is None or self.lon is None:
            return None
        return {"type": "Point", "coordinates": [round(self.lon, 5), round(self.lat, 5)]}

    @property
    def when(self) -> When:
        return When(self.date_first, self.date_last, self.date_precision)

    @property
    def where(self) -> str:
        return self.place_name or self.area_name or codes.countries(self.countries)

    @property
    def around(self) -> str:
        """The area and the countries, where the place does not already say them."""
        area = self.area_name if self.area_name != self.where else ""
        return ", ".join(part for part in (area, codes.countries(self.countries)) if part)

    @property
    def author(self) -> str:
        named = codes.actor_class(self.actor_class)
        if not self.actor_name:
            return named
        return self.actor_name if self.actor_class == "unknown" else f"{named}, {self.actor_name}"

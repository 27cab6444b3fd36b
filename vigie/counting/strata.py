"""Parts of the register for which something is estimated: all of it, a quarter, an area, a type, a cell of these."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from vigie.core.estimation.strata import Place
from vigie.core.standards import event_types
from vigie.monitoring.models import Incident
from vigie.places.models import WHOLLY, ExtentArea, Generation

LESS = "parts_bear_less"  # the reason why a sum over parts is a lower bound

# Known no better than this, an incident cannot be put in one quarter.
LONGER_THAN_A_QUARTER = ("year",)


@dataclass(frozen=True)
class Stratum:
    """One part. `area` is the key of a country (level 0) or region (level 1) on the newest maps."""

    kind: str = "whole"
    country: str = ""
    area: int | None = None
    first: date | None = None
    last: date | None = None
    event_type: str = ""  # level 1 of standards/event_types.yaml


WHOLE = Stratum()


def place_of(cell: Stratum) -> Place:
    """Where the core finds a cell: by country, year and broad type, each of which it may pool over."""
    year = (str(cell.first.year),) if cell.first else ()
    return Place(tuple(filter(None, (cell.country,))), year, tuple(filter(None, (cell.event_type,))))


def pool_at(place: Place) -> Stratum:
    """Several cells taken together, under the place that holds them all."""
    year = int(place.period[0]) if place.period else None
    span = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    return Stratum("pool", "".join(place.area), None, *span, "".join(place.type))


class Strata:
    """Says in which strata an incident lies: in the whole, and in each of the others where it is known so well."""

    def __init__(self) -> None:
        self._areas = _areas_of_extents()

    def of(self, incident: Incident) -> tuple[Stratum, ...]:
        """Strata of one incident. One astride a border lies in no country; its cell is of none."""
        found = [WHOLE, Stratum("type", event_type=broad_type(incident.event_type))]
        if incident.date_precision not in LONGER_THAN_A_QUARTER:
            first, last = quarter_of(incident.date_first)
            found.append(Stratum("period", first=first, last=last))
        areas = self._areas.get(incident.extent_id, ())
        found += [Stratum("area", country, key) for key, country in areas]
        first, last = date(incident.date_first.year, 1, 1), date(incident.date_first.year, 12, 31)
        country = incident.countries if len(incident.countries.split()) == 1 else ""
        found.append(Stratum("cell", country, None, first, last, broad_type(incident.event_type)))
        return tuple(found)


def broad_type(code: str) -> str:
    """The broad type above a code; a code that the list does not know is of the unknown type's."""
    known = event_types()
    return known.get(code, known["unknown"]).path[0]


def quarter_of(day: date) -> tuple[date, date]:
    month = day.month - (day.month - 1) % 3
    return date(day.year, month, 1), date(day.year, month + 2, monthrange(day.year, month + 2)[1])


def _areas_of_extents() -> dict[int, list[tuple[int, str]]]:
    """Extent → (key, country) of the country and the region in which it lies wholly."""
    members = ExtentArea.objects.filter(
        area__level__lte=1, area__generation__in=Generation.objects.current(), share__gte=WHOLLY
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for extent, area, country in members.order_by("area__level").values_list(
        "extent", "area", "area__country"
    ):
        found.setdefault(extent, []).append((area, country))
    return found

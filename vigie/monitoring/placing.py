"""The small map on an incident's page, never more exact than what was said."""

from __future__ import annotations

import shapely
from django.utils.translation import gettext as _

from vigie import access
from vigie.core.outlines import fit
from vigie.monitoring.faces.overseen import FINEST_LEVEL, coarse_area
from vigie.monitoring.mapping import centre_of
from vigie.monitoring.models import Incident
from vigie.web import codes
from vigie.web.pictures.choropleth import Cell
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.locator import frame, locator

HIGH = 220
POINTED = ("exact", "near")


def place_of(actor, incident: Incident, *, precise: bool) -> Picture | None:
    """Where an incident lies, or None where no outline can show it."""
    pointed = precise and incident.lat is not None and incident.geo_precision in POINTED
    area = coarse_area(incident.area)
    if area is None or area.level == 0:
        return None
    spot = (incident.lon, incident.lat, incident.radius_km or 1.0) if pointed else None
    ground = frame(*spot) if spot else _around(area)
    if ground is None:
        return None
    drawn = list(
        access.rows(actor, "see", "places.Area")
        .filter(generation=area.generation_id, level=area.level)
        .drawn_within(*ground)
    )
    others = _abroad(actor, incident, area, ground)
    cells = [_cell(each) for each in (*drawn, *others)]
    outlines = {each.pk: shapely.from_wkb(bytes(each.outline)) for each in (*drawn, *others)}
    if not outlines:
        return None
    countries = {code: codes.country(code) for code in sorted({cell.country for cell in cells})}
    return locator(
        fit(outlines, height=HIGH, frame=ground), cells, countries, _sentence(incident, area, pointed),
        area=area.pk, spot=spot, label=incident.place_name if pointed else "",
    )  # fmt: skip


def _abroad(actor, incident: Incident, area, ground) -> list:
    """Neighbours across the border, on the map that stood on the same day."""
    stood = access.rows(actor, "see", "places.Generation").valid_on(incident.date_first)
    found = access.rows(actor, "see", "places.Area").filter(
        generation__in=stood, level=min(area.level, FINEST_LEVEL)
    )
    return list(found.exclude(country=area.country).drawn_within(*ground))


def _around(area) -> tuple[float, float, float, float] | None:
    """An area with some of its neighbours."""
    if area.west is None:
        return None
    wide, high = area.east - area.west, area.north - area.south
    return (area.west - wide / 2, area.south - high / 4, area.east + wide / 2, area.north + high / 4)


def _cell(area) -> Cell:
    return Cell(area.pk, area.name, area.country, *centre_of(area))


def _sentence(incident: Incident, area, pointed: bool) -> str:
    if not pointed:
        return _("Map: the incident lies in %(area)s; where exactly is not shown.") % {"area": area.name}
    exactness = codes.geo_precision(incident.geo_precision, incident.radius_km)
    return _("Map: %(place)s in %(area)s, %(exactness)s.") % {
        "place": incident.place_name, "area": area.name, "exactness": exactness,
    }  # fmt: skip

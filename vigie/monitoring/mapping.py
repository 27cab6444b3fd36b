"""The register's map: counts by area on their outlines, drawn to show where there is something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

import shapely
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.core.outlines import Fitted, fit
from vigie.places.models import Area
from vigie.web import codes, words
from vigie.web.pictures.choropleth import Cell, choropleth
from vigie.web.pictures.drawing import Picture

WIDE, HIGH = 340, 232
LEVELS = (1, 2)
NAMED = 3


@dataclass(frozen=True)
class MappedArea:
    """An area, its outline (well-known binary) and its counts."""

    area: Area
    outline: bytes | None
    inside: int = 0
    partly: int = 0


@dataclass(frozen=True)
class AreaMap:
    """The picture, every counted area with the most first, and how many incidents no area could take."""

    picture: Picture | None
    rows: list[MappedArea]
    not_placed: int


def map_of(actor, found: QuerySet, level: int) -> AreaMap:
    """Count `found` by the areas of a level, on the newest map of each country."""
    generations = list(access.rows(actor, "see", "places.Generation").current())
    counted = found.counted_by_area(level, generations)
    counts = {row.area.pk: row for row in counted.rows}
    areas = access.rows(actor, "see", "places.Area").filter(generation__in=generations, level=level)
    frame = _frame(row.area for row in counted.rows)
    drawn = list(areas.drawn_within(*frame)) if frame else []
    rows = [_mapped(area, counts.get(area.pk)) for area in drawn]
    picture = _picture(generations, level, frame, rows, found) if drawn else None
    shown = {area.pk for area in drawn}
    rows += [
        MappedArea(row.area, None, row.inside, row.partly) for key, row in counts.items() if key not in shown
    ]
    rows = [row for row in rows if row.inside or row.partly]
    rows.sort(key=lambda row: (-row.inside, -row.partly, row.area.name))
    return AreaMap(picture, rows, counted.not_placed)


def _mapped(area: Area, counted) -> MappedArea:
    outline = bytes(area.outline)
    return MappedArea(area, outline, counted.inside, counted.partly) if counted else MappedArea(area, outline)


def _frame(areas: Iterable[Area]) -> tuple[float, float, float, float] | None:
    """What to show: all areas with a count, rounded outwards to half degrees so that it seldom changes."""
    known = [area for area in areas if area.west is not None]
    if not known:
        return None

    def down(value: float) -> float:
        return floor(value * 2) / 2

    def up(value: float) -> float:
        return ceil(value * 2) / 2

    return (
        down(min(area.west for area in known)), down(min(area.south for area in known)),
        up(max(area.east for area in known)), up(max(area.north for area in known)),
    )  # fmt: skip


def centre_of(area: Area) -> tuple[float, float]:
    """Where to write the name (longitude, latitude): the centre given, or the middle of the bounds."""
    if area.centre_lon is not None and area.centre_lat is not None:
        return area.centre_lon, area.centre_lat
    return (area.west + area.east) / 2, (area.south + area.north) / 2


def _picture(generations, level: int, frame, rows: list[MappedArea], found: QuerySet) -> Picture:
    cells = [
        Cell(row.area.pk, row.area.name, row.area.country, *centre_of(row.area),
             row.inside, row.partly)
        for row in rows
    ]  # fmt: skip
    countries = {code: codes.country(code) for code in sorted({cell.country for cell in cells})}
    return choropleth(_fitted(generations, level, frame, rows), cells, countries, _sentence(rows))


def _fitted(generations, level: int, frame, rows: list[MappedArea]) -> Fitted:
    """The outlines as paths. Simplifying them is the slow part, and they change only with the boundaries."""
    stamp = "-".join(f"{each.pk}.{each.changed_at.timestamp():.0f}" for each in generations)
    key = f"map-{stamp}-{level}-{'_'.join(map(str, frame))}"
    fitted = cache.get(key)
    if fitted is None:
        outlines = {row.area.pk: shapely.from_wkb(row.outline) for row in rows}
        fitted = fit(outlines, width=WIDE, height=_height(frame), frame=frame)
        cache.set(key, fitted, 24 * 3600)
    return fitted


def _height(frame) -> int:
    west, south, east, north = frame
    return max(140, min(2 * HIGH, round(WIDE * (north - south) / (east - west))))


def _sentence(rows: list[MappedArea]) -> str:
    """What the map shows, for who cannot see it."""
    ranked = [row for row in sorted(rows, key=lambda row: -row.inside) if row.inside]
    if not ranked:
        return _("Map without a count: no incident is known to one of its areas.")
    named = ", ".join(f"{row.area.name} ({words.number(row.inside)})" for row in ranked[:NAMED])
    areas = ngettext("%(count)s area has incidents", "%(count)s areas have incidents", len(ranked))
    first = areas % {"count": words.number(len(ranked))}
    return _("Map: %(areas)s, most of all %(named)s.") % {"areas": first, "named": named}

"""The small map of one area among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import cos, radians

import numpy as np
import shapely
from django.utils.translation import gettext as _

from vigie.core import outlines
from vigie.places.faces import AreaLink
from vigie.places.lookup import Atlas, Place, Sheet, atlas
from vigie.places.models import Area
from vigie.places.words import country_name, level_name
from vigie.web.pictures.choropleth import Cell
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.locator import locator

WIDTH, HEIGHT = 338, 224
ROOM = 0.35  # of the area's own size, left free on every side
# Two countries' borders, published apart, may miss one another by this much (degrees, some 3 km).
APART = 0.03
MOST_NEIGHBOURS = 20


@dataclass(frozen=True)
class Around:
    """An area's surroundings; no picture where only its code was published."""

    picture: Picture | None
    neighbours: tuple[AreaLink, ...]


def around(area: Area) -> Around:
    """Draw an area in its generation, with what lies beside it in other countries at that time."""
    maps = atlas()
    shape = maps.shape(area.pk) if area.pk in maps.places else None
    if shape is None:
        return Around(None, ())
    frame = _frame(shape.bounds)
    shapes = _near(maps, area, frame)
    places = [maps.places[key] for key in shapes]
    touching = shapely.dwithin(list(shapes.values()), shape, APART)
    beside = [
        place for place, touches in zip(places, touching, strict=True) if touches and place.pk != area.pk
    ]
    picture = _picture(area, shapes, places, frame)
    return Around(picture, tuple(_link(maps, place) for place in _by_name(beside)[:MOST_NEIGHBOURS]))


def _frame(bounds) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    side, rise = (east - west) * ROOM, (north - south) * ROOM
    return west - side, south - rise, east + side, north + rise


def _near(maps: Atlas, area: Area, frame) -> dict[int, shapely.Geometry]:
    """Areas of the same level in the picture, or of the level above where a country has none so fine."""
    on = area.generation.valid_to or date.max
    found = {}
    # The picture is wider or higher than the frame that it must hold.
    west, south, east, north = frame
    squeeze = cos(radians((south + north) / 2))
    wide, high = (east - west) * squeeze, north - south
    scale = max(wide / WIDTH, high / HEIGHT)
    spare_x, spare_y = (scale * WIDTH - wide) / 2 / squeeze, (scale * HEIGHT - high) / 2
    seen = shapely.box(west - spare_x, south - spare_y, east + spare_x, north + spare_y)
    for country in maps.countries:
        sheet = _sheet(maps, country, area, on)
        level = max((each for each in sheet.levels if each <= area.level), default=None) if sheet else None
        if level is None:
            continue
        layer = sheet.layer(level)
        for number in np.sort(layer.tree.query(seen, predicate="intersects")):
            found[int(layer.keys[number])] = layer.shapes[number]
    return found


def _sheet(maps: Atlas, country: str, area: Area, on: date) -> Sheet | None:
    if country == area.country:
        return maps.sheets[area.generation_id]
    valid = maps.valid_on(country, on)
    drawn = (sheet for sheet in (valid, *maps.countries[country]) if sheet and sheet.levels)
    return next(drawn, None)


def _picture(area: Area, shapes: dict, places: list[Place], frame) -> Picture:
    fitted = outlines.fit(shapes, WIDTH, HEIGHT, frame)
    cells = [Cell(place.pk, place.name, place.country, place.lon, place.lat) for place in places]
    codes = sorted({place.country for place in places})
    named = {code: country_name(code) for code in codes} if len(codes) > 1 else {}
    sentence = _("Schematic map: %(name)s (%(level)s) among its neighbours.") % {
        "name": area.name, "level": level_name(area.level, area.country)
    }  # fmt: skip
    return locator(fitted, cells, named, sentence, area=area.pk)


def _by_name(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.country, place.name))


def _link(maps: Atlas, place: Place) -> AreaLink:
    sheet = maps.sheets[place.generation]
    return AreaLink(
        place.pcode, place.name, level_name(place.level, place.country), place.country, sheet.name,
        str(sheet.pk),
    )  # fmt: skip

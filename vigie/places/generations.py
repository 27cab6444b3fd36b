"""Writing one generation: its areas, who lies in whom, and the outlines that are the sum of their parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import shapely
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from vigie.core.standards import plain
from vigie.places.loaded import Loaded
from vigie.places.models import Area, AreaName, Generation
from vigie.places.words import country_name

LEVELS = range(4)
DRAWN = ("outline", "west", "south", "east", "north", "centre_lat", "centre_lon")
FIELDS = ("pcode", "level", "name", "parent", "derived", *DRAWN)
COLUMNS = ("pcode", "level", "name", "parent_id", "derived", *DRAWN)


@dataclass(frozen=True)
class Named:
    """An area of which only the code is known, from the areas that lie in it."""

    level: int
    pcode: str
    name: str
    country: str
    names: dict = field(default_factory=dict)
    parent_pcode: str = ""
    geometry: BaseGeometry | None = None


def opened(country: str, name: str, valid_from: date, **about) -> Generation:
    """The generation of this name, made or brought up to date, with the dates of its neighbours in order.

    Raises `ValidationError` when another generation of the country begins on the same day.
    """
    others = Generation.objects.filter(country=country).exclude(name=name)
    if clash := others.filter(valid_from=valid_from).first():
        raise ValidationError(
            _(
                "“%(other)s” of %(country)s begins on %(day)s already. Give this one the same name, if it is "
                "the same map, or the day from which it is valid."
            )
            % {"other": clash.name, "country": country, "day": valid_from}
        )
    wanted = {"valid_from": valid_from, **about}
    generation, made = Generation.objects.get_or_create(country=country, name=name, defaults=wanted)
    if not made and any(getattr(generation, field) != value for field, value in wanted.items()):
        for each, value in wanted.items():
            setattr(generation, each, value)
        generation.save()
    _close(country)
    generation.refresh_from_db()
    return generation


def _close(country: str) -> None:
    """Let each generation of a country end on the day before the next begins."""
    in_order = [*Generation.objects.filter(country=country).order_by("valid_from"), None]
    for generation, following in pairwise(in_order):
        last_day = following.valid_from - timedelta(1) if following else None
        if generation.valid_to != last_day:
            generation.valid_to = last_day
            generation.save()


def write(generation: Generation, areas: Iterable) -> Loaded:
    """Add or bring up to date these areas; what is not among them stays. Says what became of each code.

    Files come one for each level, so a file that lacks an area says nothing against it. An area whose
    parent is only a code gets one of that code, named when its own file comes.
    """
    loaded = Loaded()
    given = _readable(areas, generation.country, loaded)
    known = _known(generation)
    country = next((area for area in known.values() if area.level == 0), None)
    for row in _unnamed_parents(given, known):
        given[row.pcode] = row
    if country is None and not any(row.level == 0 for row in given.values()):
        name = country_name(generation.country, "fr")
        given[generation.country] = Named(0, generation.country, name, generation.country)
    for level in LEVELS:
        _write_level(generation, level, [row for row in given.values() if row.level == level], known, loaded)
    _find_parents(known)
    _write_names(generation, given)
    _sum_of_parts(generation, known)
    if loaded.changed:
        generation.save()
    return loaded


def _known(generation: Generation) -> dict[str, Area]:
    known = {area.pcode: area for area in generation.areas.select_related("parent").defer("parent__outline")}
    for area in known.values():  # PostgreSQL gives a view of memory, which never equals bytes
        area.outline = bytes(area.outline) if area.outline is not None else None
    return known


def _readable(areas: Iterable, country: str, loaded: Loaded) -> dict:
    given = {}
    for row in areas:
        code = (row.pcode or "").strip()
        if row.level not in LEVELS:
            loaded.refuse(code, _("Level %(level)s: write 0 for a country to 3 for a commune.")
                          % {"level": row.level})  # fmt: skip
        elif (row.country or country) != country:
            loaded.refuse(code, _("This area is of %(other)s, and the map is of %(country)s.")
                          % {"other": row.country, "country": country})  # fmt: skip
        elif not code or len(code) > 20:
            loaded.refuse(code, _("An area needs a P-code of at most 20 signs."))
        else:
            given[code] = row
    return given


def _unnamed_parents(given: dict, known: dict) -> list[Named]:
    missing = {}
    for row in given.values():
        code = row.parent_pcode
        if row.level >= 2 and code and code not in given and code not in known:
            missing[code] = Named(row.level - 1, code, code, row.country)
    return list(missing.values())


def _write_level(generation, level: int, rows: list, known: dict, loaded: Loaded) -> None:
    new, changed = [], []
    for row in rows:
        area = known.get(row.pcode) or _same_country(row, known)
        outcome = "unchanged"
        if area is None:
            area = Area(generation=generation, country=generation.country)
            outcome = "created"
            new.append(area)
        if _take(area, row, known) and outcome == "unchanged":
            outcome = "updated"
            changed.append(area)
        known[row.pcode] = area
        if not isinstance(row, Named):
            loaded.outcomes[row.pcode] = outcome
        elif outcome == "created":
            loaded.made += 1
    Area.objects.bulk_create(new, batch_size=500)
    Area.objects.bulk_update(changed, FIELDS, batch_size=200)


def _same_country(row, known: dict) -> Area | None:
    """The one area of level 0, if it was made before its file came, under whatever code."""
    if row.level:
        return None
    area = next((each for each in known.values() if each.level == 0), None)
    if area:
        known.pop(area.pcode)
    return area


def _take(area: Area, row, known: dict) -> bool:
    """Give an area what a row says of it; whether that changed anything."""
    before = [getattr(area, name) for name in COLUMNS]
    area.pcode, area.level = row.pcode, row.level
    if not isinstance(row, Named) or not area.name:
        area.name = row.name[:120]
    parent = known.get(row.parent_pcode)
    if parent is not None and parent.level == row.level - 1:
        area.parent = parent
    if row.geometry is not None and not row.geometry.is_empty:
        draw(area, row.geometry)
        area.derived = False
    return before != [getattr(area, name) for name in COLUMNS]


def draw(area: Area, surface: BaseGeometry) -> None:
    """Give an area its outline, with its bounds and a centre that lies inside."""
    if not surface.is_valid:
        surface = shapely.make_valid(surface)
    parts = [part for part in shapely.get_parts(surface) if part.area > 0]
    surface = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    centre = surface.centroid if surface.contains(surface.centroid) else surface.representative_point()
    area.outline = shapely.to_wkb(surface)
    area.west, area.south, area.east, area.north = surface.bounds
    area.centre_lat, area.centre_lon = round(centre.y, 5), round(centre.x, 5)


def _find_parents(known: dict) -> None:
    """Give a parent of the level above to every area that has none: the one whose code begins its own
    code, else the one in which its centre lies, else the country.
    """
    country = next(area for area in known.values() if area.level == 0)
    levels = {level: [area for area in known.values() if area.level == level] for level in LEVELS}
    orphans = []
    for level in LEVELS[1:]:
        for area in levels[level]:
            if area.parent is not None and area.parent.level == level - 1:
                continue
            found = country if level == 1 else _above(area, levels[level - 1]) or country
            if area.parent_id != found.pk:
                area.parent = found
                orphans.append(area)
    Area.objects.bulk_update(orphans, ["parent"], batch_size=500)


def _above(area: Area, candidates: list[Area]) -> Area | None:
    by_code = [each for each in candidates if area.pcode.startswith(each.pcode)]
    if by_code:
        return max(by_code, key=lambda each: len(each.pcode))
    if area.outline is None:
        return None
    centre = shapely.Point(area.centre_lon, area.centre_lat)
    drawn = [each for each in candidates if each.outline is not None]
    return next((each for each in drawn if shapely.from_wkb(each.outline).contains(centre)), None)


def _write_names(generation: Generation, given: dict) -> None:
    """Keep every name ever given to an area: an old spelling still finds it."""
    ids = dict(generation.areas.values_list("pcode", "pk"))
    names = {}
    for row in given.values():
        for variant, name in {**dict(row.names or {}), "": row.name}.items():
            spelt = " ".join(name.split())[:120]
            if plain(spelt) and spelt != row.pcode:
                names.setdefault((ids[row.pcode], spelt), _language(variant))
    AreaName.objects.bulk_create(
        [AreaName(area_id=key, name=name, plain=plain(name)[:120], language=language)
         for (key, name), language in names.items()],
        ignore_conflicts=True, batch_size=500,
    )  # fmt: skip


def _language(variant: str) -> str:
    """The language of a name: "fr" of "fr-2"; none of "ref", the publisher's plain spelling."""
    code = variant.partition("-")[0]
    return code if len(code) in (2, 3) and code != "ref" else ""


def _sum_of_parts(generation: Generation, known: dict) -> None:
    """Draw areas that came without an outline from the outlines of their parts."""
    for level in (2, 1, 0):
        changed = []
        for area in known.values():
            if area.level != level or (area.outline is not None and not area.derived):
                continue
            parts = [each for each in known.values() if each.parent_id == area.pk]
            if not parts or any(part.outline is None for part in parts):
                continue
            before = area.outline
            draw(area, shapely.union_all(shapely.from_wkb([part.outline for part in parts])))
            area.derived = True
            if before != area.outline:
                changed.append(area)
        Area.objects.bulk_update(changed, ["derived", *DRAWN], batch_size=200)

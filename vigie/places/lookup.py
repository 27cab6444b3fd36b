"""Which areas contain a point, in every generation: the maps held in memory, one copy for each process."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import cos, pi, radians

import numpy as np
import shapely

from vigie.core.outlines import KM_PER_DEGREE
from vigie.core.toponyms import bare
from vigie.places.models import Area, AreaName, Gazetteer, Generation, Succession

# A disc of imprecision is drawn with this many corners, of the same surface as the circle.
CORNERS = 24
_ANGLES = np.arange(CORNERS) * 2 * pi / CORNERS
_STRETCH = (2 * pi / CORNERS / np.sin(2 * pi / CORNERS)) ** 0.5
_CIRCLE = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)]) * _STRETCH


@dataclass(frozen=True, slots=True)
class Place:
    """An area as it is held in memory, without its outline."""

    pk: int
    generation: int
    country: str
    level: int
    pcode: str
    name: str
    parent: int | None
    lat: float | None
    lon: float | None


@dataclass(eq=False)
class Layer:
    """The outlines of one level of one generation, ready to be asked."""

    keys: np.ndarray  # of areas, in the order of `shapes`
    shapes: np.ndarray

    @cached_property
    def tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    def at(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """The key of the area that contains each point (its border included), 0 where there is none."""
        found = np.zeros(len(lon), dtype=np.int64)
        points, areas = self.tree.query(shapely.points(lon, lat))
        inside = shapely.intersects_xy(self.shapes[areas], lon[points], lat[points])
        # Backwards, so that of two areas that share a border the first is kept.
        found[points[inside][::-1]] = self.keys[areas[inside]][::-1]
        return found

    def shares(self, discs: np.ndarray) -> list[dict[int, float]]:
        """Of each disc, the areas that it touches with the share of its surface."""
        found: list[dict[int, float]] = [{} for _ in discs]
        which, areas = self.tree.query(discs)
        whole = shapely.contains_properly(self.shapes[areas], discs[which])
        for disc, area in zip(which[whole], areas[whole], strict=True):
            found[disc][int(self.keys[area])] = 1.0
        settled = np.zeros(len(discs), dtype=bool)
        settled[which[whole]] = True
        rest = ~settled[which]
        which, areas = which[rest], areas[rest]
        common = shapely.area(shapely.intersection(self.shapes[areas], discs[which]))
        for disc, area, part in zip(which, areas, common / shapely.area(discs[which]), strict=True):
            if part > 0:
                found[disc][int(self.keys[area])] = float(part)
        return found


@dataclass(eq=False)
class Sheet:
    """One generation in memory. Outlines are read when a level is first asked for."""

    pk: int
    country: str
    name: str
    valid_from: date
    valid_to: date | None
    levels: tuple[int, ...] = ()  # that have outlines, the finest first
    bounds: tuple[float, float, float, float] | None = None
    _layers: dict[int, Layer] = field(default_factory=dict, repr=False)

    def layer(self, level: int) -> Layer:
        if level not in self._layers:
            drawn = Area.objects.filter(generation=self.pk, level=level, outline__isnull=False)
            keys, outlines = zip(*drawn.order_by("pk").values_list("pk", "outline"), strict=True)
            shapes = shapely.from_wkb([bytes(outline) for outline in outlines])
            shapely.prepare(shapes)
            self._layers[level] = Layer(np.array(keys), shapes)
        return self._layers[level]

    def at(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """The key of the smallest area that contains each point, 0 where there is none.

        Levels are published with borders that differ by a kilometre or so. The finest one decides and its
        parents follow, so that a point never lies in a province and outside that province's region.
        """
        lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
        found = np.zeros(len(lon), dtype=np.int64)
        if self.bounds is None:
            return found
        west, south, east, north = self.bounds
        open_ = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        for level in self.levels:
            if not len(open_):
                break
            found[open_] = self.layer(level).at(lon[open_], lat[open_])
            open_ = open_[found[open_] == 0]
        return found

    def shares(self, discs: np.ndarray) -> list[dict[int, float]]:
        """Of each disc, the smallest areas that it touches with the share of its surface."""
        found: list[dict[int, float]] = [{} for _ in discs]
        if self.bounds is None:
            return found
        open_ = np.flatnonzero(shapely.intersects(shapely.box(*self.bounds), discs))
        for level in self.levels:
            if not len(open_):
                break
            for number, shares in zip(open_, self.layer(level).shares(discs[open_]), strict=True):
                found[number] = shares
            open_ = np.array([number for number in open_ if not found[number]], dtype=int)
        return found


def discs(lon: np.ndarray, lat: np.ndarray, radius_km: np.ndarray) -> np.ndarray:
    """Discs of a radius in kilometres around points, as surfaces in degrees."""
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    north = np.asarray(radius_km, dtype=float) / KM_PER_DEGREE
    east = north / np.maximum(np.cos(np.radians(lat)), 0.01)
    corners = np.stack([lon[:, None] + east[:, None] * _CIRCLE[:, 0],
                        lat[:, None] + north[:, None] * _CIRCLE[:, 1]], axis=2)  # fmt: skip
    return shapely.polygons(corners)


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points, on a flat map: good to a percent within some hundred kilometres."""
    east = (lon - other_lon) * cos(radians((lat + other_lat) / 2))
    return KM_PER_DEGREE * ((lat - other_lat) ** 2 + east**2) ** 0.5


@dataclass(eq=False)
class Atlas:
    """Every generation of every country, its areas by key, by code and by name, and how they succeed."""

    stamp: tuple
    sheets: dict[int, Sheet]
    places: dict[int, Place]

    @cached_property
    def countries(self) -> dict[str, list[Sheet]]:
        """Generations by country, the newest first."""
        found = defaultdict(list)
        for sheet in sorted(self.sheets.values(), key=lambda each: each.valid_from, reverse=True):
            found[sheet.country].append(sheet)
        return dict(found)

    @cached_property
    def tops(self) -> dict[int, int]:
        """The country (level 0) of each generation."""
        return {place.generation: place.pk for place in self.places.values() if place.level == 0}

    @cached_property
    def codes(self) -> dict[tuple[int, str], int]:
        return {(place.generation, place.pcode.upper()): place.pk for place in self.places.values()}

    @cached_property
    def names(self) -> dict[tuple[int, int], dict[str, set[int]]]:
        """Of each generation and level: name without its kind → areas that bear it in any spelling."""
        found: dict = defaultdict(lambda: defaultdict(set))
        for key, name in AreaName.objects.values_list("area", "name"):
            if place := self.places.get(key):
                found[place.generation, place.level][bare(name)].add(key)
        return {spot: dict(names) for spot, names in found.items()}

    @cached_property
    def kin(self) -> dict[int, dict[int, list[tuple[int, float]]]]:
        """Area → other generation → areas there with the share of this area's surface in each."""
        found: dict = defaultdict(lambda: defaultdict(list))
        for old, new, share, back in Succession.objects.values_list("old", "new", "share", "share_of_new"):
            if old in self.places and new in self.places:
                found[old][self.places[new].generation].append((new, share))
                found[new][self.places[old].generation].append((old, back))
        return found

    def valid_on(self, country: str, day: date) -> Sheet | None:
        """The generation of a country on a day; before the first, the first."""
        sheets = self.countries.get(country)
        if not sheets:
            return None
        return next((sheet for sheet in sheets if sheet.valid_from <= day), sheets[-1])

    def chain(self, key: int) -> list[Place]:
        """An area and all above it, the smallest first."""
        found = []
        place = self.places.get(key)
        while place is not None and len(found) < 5:
            found.append(place)
            place = self.places.get(place.parent)
        return found

    def climbed(self, shares: dict[int, float]) -> dict[int, float]:
        """Shares of small areas, and of all above them as the sum of what lies in them."""
        found: dict[int, float] = defaultdict(float)
        for key, share in shares.items():
            for place in self.chain(key):
                found[place.pk] += share
        return {key: min(share, 1.0) for key, share in found.items()}

    def containing(self, lon: float, lat: float) -> dict[int, list[Place]]:
        """Of each generation that covers a point, its areas there, the smallest first."""
        one = np.array([lon]), np.array([lat])
        found = {pk: int(sheet.at(*one)[0]) for pk, sheet in self.sheets.items()}
        return {pk: self.chain(key) for pk, key in found.items() if key}

    def shape(self, key: int):
        """The outline of an area, or None where only its code is known."""
        place = self.places[key]
        sheet = self.sheets[place.generation]
        if place.level not in sheet.levels:
            return None
        layer = sheet.layer(place.level)
        at = np.flatnonzero(layer.keys == key)
        return layer.shapes[at[0]] if len(at) else None

    def km_outside(self, key: int, lon: float, lat: float) -> float | None:
        """How far outside an area a point lies, in kilometres; 0 inside, None without an outline."""
        shape = self.shape(key)
        if shape is None:
            return None
        if shapely.intersects_xy(shape, lon, lat):
            return 0.0
        nearest = shapely.shortest_line(shape, shapely.Point(lon, lat)).coords[0]
        return km_between(lat, lon, nearest[1], nearest[0])


_held: Atlas | None = None
_reading = threading.Lock()


def stamp() -> tuple:
    """What changes whenever a generation or a gazetteer does. One short query each."""
    return (
        tuple(Generation.objects.order_by("pk").values_list("pk", "changed_at")),
        tuple(Gazetteer.objects.order_by("pk").values_list("pk", "changed_at")),
    )


def atlas() -> Atlas:
    """The maps as they now stand. Read anew when something was loaded, by this process or another."""
    global _held
    now = stamp()
    if _held is None or _held.stamp != now:
        with _reading:
            if _held is None or _held.stamp != now:
                _held = _read(now)
    return _held


def _read(now: tuple) -> Atlas:
    columns = ("pk", "generation", "country", "level", "pcode", "name", "parent", "centre_lat", "centre_lon")
    places = {row[0]: Place(*row) for row in Area.objects.values_list(*columns)}
    drawn = Area.objects.filter(outline__isnull=False).values_list(
        "generation", "level", "west", "south", "east", "north"
    )
    levels, bounds = defaultdict(set), defaultdict(list)
    for generation, level, *box in drawn:
        levels[generation].add(level)
        bounds[generation].append(box)
    sheets = {}
    for each in Generation.objects.all():
        box = np.array(bounds[each.pk]) if bounds[each.pk] else None
        sheets[each.pk] = Sheet(
            each.pk, each.country, each.name, each.valid_from, each.valid_to,
            tuple(sorted(levels[each.pk], reverse=True)),
            (*box[:, :2].min(axis=0), *box[:, 2:].max(axis=0)) if box is not None else None,
        )  # fmt: skip
    return Atlas(now, sheets, places)

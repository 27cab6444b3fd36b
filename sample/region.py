"""The stage: real towns, invented villages, and schematic areas drawn around them."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import cos, pi, radians, sin
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point, Polygon

from sample.draws import Draws
from sample.names import village_name

HERE = Path(__file__).parent
SEED = 20230701  # the region is the same whatever the seed of the incidents
ISO3 = {"BF": "BFA", "ML": "MLI", "NE": "NER"}
COUNTRY_NAMES = {"BF": "Burkina Faso", "ML": "Mali", "NE": "Niger"}
VILLAGES = 600
SEATS_AROUND = 4  # invented communes around each town
KM_PER_DEGREE = 111.2

# A coarse outline of our own: no border of any country, only where the drawing ends. Longitude, latitude.
OUTLINE = Polygon(
    [(-5.0, 13.4), (-3.2, 12.6), (-0.6, 11.9), (0.2, 10.8), (1.3, 10.8), (2.2, 11.4), (2.4, 12.1),
     (3.1, 12.9), (4.3, 14.0), (4.3, 15.6), (3.6, 16.7), (0.4, 17.7), (-2.4, 17.6),
     (-3.6, 16.4), (-5.0, 15.2)]
)  # fmt: skip

FIRST_DRAWN = date(2020, 1, 1)
REDRAWN = date(2025, 1, 1)
# The second generation of Mali is invented: one region becomes two, both with new codes.
SPLIT_REGION = "Mopti"
SPLIT_OFF = ("Douentza", ("Douentza", "Boni", "Hombori", "Mondoro"))


@dataclass(frozen=True)
class Town:
    """A real town with its real region; `people` names the sounds of invented names around it."""

    name: str
    country: str
    region: str
    lat: float
    lon: float
    people: str
    variants: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Place:
    """A town or an invented village, and the commune (level 3) in which it lies."""

    number: int
    name: str
    country: str
    lat: float
    lon: float
    town: Town
    commune: int
    variants: tuple[str, ...] = ()

    @property
    def is_town(self) -> bool:
        return self.name == self.town.name


@dataclass(frozen=True, eq=False)
class Area:
    """A schematic area of one level in one generation. `parents` runs from level 1 down to the parent."""

    country: str
    level: int
    code: str
    name: str
    parents: tuple[Area, ...]
    shape: Polygon
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Region:
    """Places and areas, with the neighbourhoods that the incidents need."""

    towns: tuple[Town, ...]
    places: tuple[Place, ...]
    areas: tuple[Area, ...]
    centres: dict[str, tuple[float, float]]  # code → latitude, longitude of a point well inside
    near: tuple[tuple[Place, ...], ...]  # of each place: others within 15 km, nearest first
    abroad: tuple[tuple[Place, ...], ...]  # of each place: places of another country within 35 km
    km_to: dict[str, tuple[float, ...]]  # country → of each place: km to the nearest place there
    _chains: dict[tuple[int, bool], tuple[Area, ...]] = field(repr=False)

    def chain(self, place: Place, day: date) -> tuple[Area, ...]:
        """The areas of level 1, 2 and 3 in which a place lies by the drawing of that day."""
        return self._chains[place.commune, place.country == "ML" and day >= REDRAWN]


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres on a flat map, good to a percent at these distances and latitudes."""
    east = (lon - other_lon) * cos(radians((lat + other_lat) / 2))
    return KM_PER_DEGREE * ((lat - other_lat) ** 2 + east**2) ** 0.5


def read_towns() -> tuple[Town, ...]:
    with (HERE / "towns.csv").open(encoding="utf-8") as lines:
        return tuple(
            Town(
                row["name"], row["country"], row["region"], float(row["lat"]), float(row["lon"]),
                row["people"], tuple(row["variants"].split("|")),
            )
            for row in csv.DictReader(lines, delimiter=";")
        )  # fmt: skip


@cache
def region() -> Region:
    """Draw the region. Always the same one."""
    draws = Draws(SEED)
    towns = read_towns()
    seats, owners = _seats(towns, draws)
    cells = _cells(seats)
    places = _places(towns, seats, owners, cells, draws)
    areas, chains = _areas(towns, owners, cells, places)
    inside = {area.code: area.shape.representative_point() for area in areas}
    centres = {code: (round(point.y, 4), round(point.x, 4)) for code, point in inside.items()}
    return Region(towns, places, areas, centres, *_neighbourhoods(places), chains)


def _seats(towns: tuple[Town, ...], draws: Draws) -> tuple[list[tuple[float, float]], list[int]]:
    """Points (longitude, latitude) of the communes' seats, and the town that each belongs to.

    They stay closer to their town than to any other, so that a town's communes hang together.
    """
    points = np.array([(town.lon, town.lat) for town in towns])
    gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(gaps, np.inf)
    seats, owners = [], []
    for number, town in enumerate(towns):
        reach = min(0.42 * float(gaps[number].min()), 0.32)
        turn = draws.between(0, 2 * pi)
        seats.append((town.lon, town.lat))
        owners.append(number)
        for step in range(SEATS_AROUND):
            angle = turn + 2 * pi * step / SEATS_AROUND + draws.between(-0.3, 0.3)
            length = reach * draws.between(0.8, 1.0)
            seats.append((round(town.lon + length * cos(angle), 4), round(town.lat + length * sin(angle), 4)))
            owners.append(number)
    return seats, owners


def _cells(seats: list[tuple[float, float]]) -> list[Polygon]:
    """One Voronoi cell around each seat. Corners are rounded alike in all cells, so no gap opens."""
    drawn = shapely.voronoi_polygons(MultiPoint(seats), extend_to=OUTLINE)
    cut = [shapely.intersection(cell, OUTLINE) for cell in drawn.geoms]
    tree = shapely.STRtree(cut)
    own = [int(tree.query(Point(seat), predicate="within")[0]) for seat in seats]
    return [shapely.normalize(shapely.transform(cut[i], lambda corners: corners.round(4))) for i in own]


def _places(towns, seats, owners, cells, draws) -> tuple[Place, ...]:
    """Towns first, then the villages that are seats, then villages anywhere."""
    places: list[Place] = []
    names: set[str] = {town.name for town in towns}

    def settle(commune: int, lon: float, lat: float) -> None:
        town = towns[owners[commune]]
        name = village_name(town.people, draws)
        while name in names and not draws.chance(0.25):  # a few homonyms, as on any real map
            name = village_name(town.people, draws)
        names.add(name)
        places.append(Place(len(places), name, town.country, lat, lon, town, commune))

    for number, town in enumerate(towns):
        commune = owners.index(number)
        places.append(
            Place(number, town.name, town.country, town.lat, town.lon, town, commune, town.variants)
        )
    for commune, (lon, lat) in enumerate(seats):
        if towns[owners[commune]].lon != lon:
            settle(commune, lon, lat)
    while len(places) < len(towns) + VILLAGES:
        commune = draws.whole(0, len(seats) - 1)
        lon, lat = (round(at + draws.bell(0.12), 4) for at in seats[commune])
        if cells[commune].contains(Point(lon, lat)):
            settle(commune, lon, lat)
    return tuple(places)


def _areas(towns, owners, cells, places) -> tuple[tuple[Area, ...], dict]:
    """Every area of both generations, and of each commune its chain in the old and the new one."""
    seat_names: dict[int, str] = {}
    for place in places:
        seat_names.setdefault(place.commune, place.name)
    areas: list[Area] = []
    chains: dict[tuple[int, bool], tuple[Area, ...]] = {}
    for country in ISO3:
        for redrawn in (False, True) if country == "ML" else (False,):
            drawn = _draw_country(country, redrawn, towns, owners, cells, seat_names, chains)
            areas.extend(drawn)
    return tuple(areas), chains


def _draw_country(country, redrawn, towns, owners, cells, seat_names, chains) -> list[Area]:
    """One generation of one country from the top down; parents are the exact union of their parts."""
    valid = (
        (REDRAWN, None)
        if redrawn
        else (FIRST_DRAWN, date(REDRAWN.year - 1, 12, 31) if country == "ML" else None)
    )
    communes = defaultdict(list)
    for commune, owner in enumerate(owners):
        communes[owner].append(commune)
    regions = defaultdict(list)
    for number, town in enumerate(towns):
        if town.country == country:
            regions[_region_of(town, redrawn)].append(number)

    def area(level: int, code: str, name: str, parents: tuple[Area, ...], parts: list[int]) -> Area:
        shape = shapely.coverage_union_all([cells[part] for part in parts])
        areas.append(Area(country, level, code, name, parents, shapely.normalize(shape), *valid))
        return areas[-1]

    areas: list[Area] = []
    everything = [part for numbers in regions.values() for number in numbers for part in communes[number]]
    area(0, country, COUNTRY_NAMES[country], (), everything)
    for (order, name), numbers in sorted(regions.items()):
        parts = [part for number in numbers for part in communes[number]]
        first = area(1, f"X{country}{order:02}", name, (), parts)
        for place_in_region, number in enumerate(numbers, start=1):
            code = f"{first.code}{place_in_region:02}"
            second = area(2, code, towns[number].name, (first,), communes[number])
            for third_order, commune in enumerate(communes[number], start=1):
                third = area(3, f"{code}{third_order:02}", seat_names[commune], (first, second), [commune])
                chains[commune, redrawn] = (first, second, third)
    return areas


@cache
def _first_codes() -> dict[tuple[str, str], int]:
    """Region numbers in the order in which the towns name them."""
    numbers: dict[tuple[str, str], int] = {}
    for town in read_towns():
        held = sum(country == town.country for country, _ in numbers)
        numbers.setdefault((town.country, town.region), held + 1)
    return numbers


def _region_of(town: Town, redrawn: bool) -> tuple[int, str]:
    if not redrawn or town.region != SPLIT_REGION:
        return _first_codes()[town.country, town.region], town.region
    last = max(number for (country, _), number in _first_codes().items() if country == "ML")
    name, towns = SPLIT_OFF
    return (last + 2, name) if town.name in towns else (last + 1, SPLIT_REGION)


def _neighbourhoods(places: tuple[Place, ...]) -> tuple:
    lat, lon = np.array([(place.lat, place.lon) for place in places]).T
    east = (lon[:, None] - lon) * np.cos(np.radians((lat[:, None] + lat) / 2))
    km = KM_PER_DEGREE * np.hypot(lat[:, None] - lat, east)
    country = np.array([place.country for place in places])
    near, abroad = [], []
    for number in range(len(places)):
        order = np.argsort(km[number], kind="stable")
        close = km[number] <= 15
        close[number] = False
        near.append(tuple(places[i] for i in order[close[order]]))
        foreign = (country != country[number]) & (km[number] <= 35)
        abroad.append(tuple(places[i] for i in order[foreign[order]]))
    km_to = {code: tuple(km[:, country == code].min(axis=1).tolist()) for code in ISO3}
    return tuple(near), tuple(abroad), km_to

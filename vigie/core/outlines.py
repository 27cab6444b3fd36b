"""Outlines of areas as small whole-number paths that a page can draw, sharing every border."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE = 111.2  # of latitude; of longitude, times the cosine of the latitude

# How many characters the paths of a picture may have: some 55 for an area keep one schematic map of 40
# areas, borders and names included, under 4 kB. Few areas may be drawn more finely.
CHARACTERS_EACH = 55
CHARACTERS_AT_LEAST = 1600
# Pixels by which a simplified border may stray, tried in turn until the paths are small enough.
TOLERANCES = (0.4, 0.7, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24)
# What lies this many pixels outside the picture is cut off; the cut itself must stay out of sight.
MARGIN = 8

Point = tuple[int, int]


@dataclass(frozen=True)
class Fitted:
    """Areas drawn into a picture of `width` by `height` pixels.

    `paths` holds the `d` of an SVG path for each area that lies in the picture; paths of several areas may
    be joined into one by writing them one after the other.
    """

    paths: dict[Hashable, str]
    width: int
    height: int
    _rings: dict[Hashable, list[list[Point]]]
    _west: float
    _north: float
    _east_scale: float  # pixels for a degree of longitude
    _north_scale: float  # pixels for a degree of latitude

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        """Where a place (degrees) lies in the picture."""
        return (
            round((lon - self._west) * self._east_scale),
            round((self._north - lat) * self._north_scale),
        )

    def km(self, kilometres: float) -> float:
        """Kilometres on the ground as pixels, to a tenth."""
        return round(kilometres / KM_PER_DEGREE * self._north_scale, 1)

    def shows(self, lon: float, lat: float, inset: int = 0) -> bool:
        """Whether a place lies in the picture, at least `inset` pixels from its edge."""
        x, y = self.point(lon, lat)
        return inset <= x <= self.width - inset and inset <= y <= self.height - inset

    def borders(self, groups: dict[Hashable, Hashable]) -> str:
        """One path with the outer outline and the borders between groups (say, countries).

        `groups` says to which group each area belongs; areas that it does not name have no group. A border
        is drawn once although two areas share it.
        """
        sides: dict[tuple[Point, Point], list] = defaultdict(list)
        for key, rings in self._rings.items():
            for ring in rings:
                for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
                    sides[min(here, there), max(here, there)].append(groups.get(key))
        drawn = [side for side, owners in sides.items() if len(owners) == 1 or len(set(owners)) > 1]
        return "".join(_path(line, closed=False) for line in _chains(drawn))


def fit(
    areas: dict[Hashable, BaseGeometry],
    width: int = 340,
    height: int | None = None,
    frame: tuple[float, float, float, float] | None = None,
) -> Fitted:
    """Draw areas (shapely surfaces in degrees, WGS84) into a picture.

    `frame` is (west, south, east, north) in degrees and by default the bounds of all areas; it is shown
    whole, in the middle of `width` by `height` pixels (without a height: as high as the frame needs). The
    projection is equirectangular at the frame's mean latitude: true to a percent or two within a thousand
    kilometres of these latitudes. Borders that two areas share are simplified alike and stay shared.
    """
    surfaces = {
        key: surface for key, surface in areas.items() if surface is not None and not surface.is_empty
    }
    if not surfaces:
        return Fitted({}, width, height or width, {}, 0, 0, 1, 1)
    west, south, east, north = frame or shapely.total_bounds(list(surfaces.values()))
    squeeze = cos(radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
    scale = min(width / wide, height / high) if height else width / wide
    height = height or max(1, round(high * scale))
    west -= (width / scale - wide) / 2 / squeeze
    north += (height / scale - high) / 2
    drawn = _drawn(surfaces, west, north, scale * squeeze, scale, width, height)
    rings = _small_enough(drawn)
    paths = {key: "".join(_path(_straightened(ring)) for ring in each) for key, each in rings.items()}
    return Fitted(paths, width, height, rings, west, north, scale * squeeze, scale)


def _drawn(surfaces, west, north, east_scale, north_scale, width, height) -> dict[Hashable, BaseGeometry]:
    """Surfaces in pixels, cut to the picture and a margin. Those outside of it are left out."""
    corner, scale = np.array([west, north]), np.array([east_scale, -north_scale])
    shapes = shapely.transform(list(surfaces.values()), lambda points: (points - corner) * scale)
    seen = shapely.box(-MARGIN, -MARGIN, width + MARGIN, height + MARGIN)
    inside = shapely.contains_properly(seen, shapes)
    cut = {}
    for key, shape, whole in zip(surfaces, shapes, inside, strict=True):
        shape = shape if whole else shapely.intersection(shapely.make_valid(shape), seen)
        surface = shapely.union_all([part for part in shapely.get_parts(shape) if part.area > 0])
        if not surface.is_empty:
            cut[key] = surface
    return cut


def _small_enough(shapes: dict[Hashable, BaseGeometry]) -> dict[Hashable, list[list[Point]]]:
    """Rings of whole pixels, simplified together until their paths are short enough."""
    if not shapes:
        return {}
    most = max(CHARACTERS_AT_LEAST, CHARACTERS_EACH * len(shapes))
    for tolerance in TOLERANCES:
        simple = shapely.coverage_simplify(list(shapes.values()), tolerance)
        rings = {key: _rings(shape) for key, shape in zip(shapes, simple, strict=True)}
        if sum(len(_path(_straightened(ring))) for each in rings.values() for ring in each) <= most:
            break
    return rings


def _rings(shape: BaseGeometry) -> list[list[Point]]:
    """Outer and inner rings in whole pixels; a surface too small to be seen keeps one pixel."""
    rings = []
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = [(int(x), int(y)) for x, y in np.rint(shapely.get_coordinates(ring)).astype(int)]
            ring = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
            if ring and ring[0] == ring[-1]:
                ring.pop()
            if len(ring) > 2:
                rings.append(ring)
    if not rings:
        x, y = (round(value) for value in shapely.get_coordinates(shape)[0])
        rings.append([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)])
    return rings


def _straightened(ring: list[Point]) -> list[Point]:
    """A ring without the points that lie on a straight line between their neighbours."""
    kept = []
    for before, point, after in zip(ring[-1:] + ring, ring, ring[1:] + ring[:1], strict=False):
        (a, b), (c, d), (e, f) = before, point, after
        if (c - a) * (f - d) != (e - c) * (d - b):
            kept.append(point)
    return kept if len(kept) > 2 else ring


def _chains(sides: Iterable[tuple[Point, Point]]) -> list[list[Point]]:
    """Single sides joined end to end into as few lines as walking on gives."""
    onward: dict[Point, list[Point]] = defaultdict(list)
    for here, there in sides:
        onward[here].append(there)
        onward[there].append(here)
    degree = Counter({point: len(others) for point, others in onward.items()})
    lines = []
    # Begin at ends and at meetings of three, so that a line is not cut in its middle.
    for start in sorted(onward, key=lambda point: (degree[point] == 2, point)):
        while onward[start]:
            line = [start]
            while onward[line[-1]]:
                there = onward[line[-1]].pop()
                onward[there].remove(line[-1])
                line.append(there)
                if degree[there] != 2:
                    break
            lines.append(line)
    return lines


def _path(points: list[Point], *, closed: bool = True) -> str:
    """SVG path data: a start, then steps, which take fewer characters than places."""
    if not closed:
        points = _without_middles(points)
    (x, y), steps = points[0], []
    for c, d in points[1:]:
        steps.append((c - x, d - y))
        x, y = c, d
    text = "".join(f" {number}" if number >= 0 else str(number) for step in steps for number in step)
    return f"M{points[0][0]} {points[0][1]}l{text.lstrip()}" + ("Z" if closed else "")


def _without_middles(line: list[Point]) -> list[Point]:
    kept = line[:1]
    for point, after in pairwise(line[1:]):
        (a, b), (c, d), (e, f) = kept[-1], point, after
        if (c - a) * (f - d) != (e - c) * (d - b):
            kept.append(point)
    return [*kept, line[-1]]

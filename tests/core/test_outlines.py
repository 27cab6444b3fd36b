"""Outlines stay small, whole, and side by side."""

from __future__ import annotations

import random
import re

import pytest
import shapely

from vigie.core import outlines

random.seed(7)
TOWNS = shapely.MultiPoint([(random.uniform(-4, 4), random.uniform(11, 16)) for _ in range(40)])
OUTLINE = shapely.Point(0, 13.5).buffer(4)


def cells() -> dict[int, shapely.Polygon]:
    drawn = shapely.get_parts(shapely.voronoi_polygons(TOWNS, extend_to=OUTLINE))
    return dict(enumerate(shapely.intersection(drawn, OUTLINE)))


def polygons(path: str) -> list[shapely.Polygon]:
    """An SVG path of steps, read back."""
    found = []
    for start, steps in re.findall(r"M(-?\d+ -?\d+)l([^Z]*)Z", path):
        x, y = map(int, start.split())
        points = [(x, y)]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(shapely.Polygon(points))
    return found


def test_one_map_of_forty_cells_weighs_at_most_four_kilobytes():
    drawn = outlines.fit(cells(), 340)
    borders = drawn.borders({key: key % 3 for key in cells()})
    assert len(drawn.paths) == 40
    assert sum(map(len, drawn.paths.values())) + len(borders) <= 4000


def test_cells_keep_their_shared_borders():
    drawn = outlines.fit(cells(), 340)
    shapes = [shape for path in drawn.paths.values() for shape in polygons(path)]
    together = shapely.union_all(shapely.make_valid(shapes))
    assert sum(shape.area for shape in shapes) == pytest.approx(together.area, rel=0.002)
    assert shapely.get_num_interior_rings(shapely.get_parts(together)).sum() == 0


def test_a_border_between_two_groups_is_drawn_once():
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    drawn = outlines.fit({"a": left, "b": right}, 200)
    assert drawn.borders({"a": "A", "b": "B"}).count("M") >= 2
    apart, joined = drawn.borders({"a": "A", "b": "B"}), drawn.borders({"a": "A", "b": "A"})
    assert length(apart) == pytest.approx(length(joined) + 100, abs=2)


def length(path: str) -> float:
    steps = [int(number) for each in re.findall(r"l([^M]*)", path) for number in re.findall(r"-?\d+", each)]
    return sum(abs(dx) + abs(dy) for dx, dy in zip(steps[::2], steps[1::2], strict=True))


def test_north_is_up_and_distances_are_true():
    drawn = outlines.fit({"a": shapely.box(-1, 13, 1, 15)}, 300)
    (west, north), (east, south) = drawn.point(-1, 15), drawn.point(1, 13)
    assert (west, north) == (0, 0)
    assert (east, south) == (drawn.width, drawn.height)
    assert drawn.km(111.2) == pytest.approx(drawn.height / 2, abs=0.6)
    # At 14 degrees north a degree of longitude is 3 % shorter than one of latitude.
    assert drawn.width / drawn.height == pytest.approx(0.970, abs=0.005)


def test_a_frame_is_shown_whole_and_what_lies_outside_is_cut_off():
    drawn = outlines.fit({**cells(), "far": shapely.box(40, 40, 41, 41)}, 338, 224, frame=(-1, 13, 1, 14))
    assert "far" not in drawn.paths
    assert (drawn.width, drawn.height) == (338, 224)
    assert drawn.shows(-1, 13) and drawn.shows(1, 14) and not drawn.shows(4, 13)
    numbers = [value for path in drawn.paths.values() for shape in polygons(path) for value in shape.bounds]
    assert min(numbers) >= -outlines.MARGIN - 1 and max(numbers) <= 338 + outlines.MARGIN + 1


def test_an_area_too_small_to_see_keeps_a_pixel_and_no_area_is_no_error():
    drawn = outlines.fit({"big": shapely.box(0, 0, 10, 10), "town": shapely.box(5, 5, 5.001, 5.001)}, 100)
    assert drawn.paths["town"].startswith("M50 50")
    assert outlines.fit({}, 340).paths == {}
    assert outlines.fit({"table only": None}, 340).paths == {}

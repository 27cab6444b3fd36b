"""Which areas contain a point."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.places import land
from vigie.places import lookup

pytestmark = pytest.mark.django_db


def test_a_point_lies_in_areas_of_every_generation_at_all_levels(drawn):
    atlas = lookup.atlas()
    found = atlas.containing(2.5, 10.5)
    named = {atlas.sheets[pk].name: [place.pcode for place in chain] for pk, chain in found.items()}
    assert named == {"before": ["BF2101", "BF21", "BF2", "BF"], "after": ["BFP2", "BFN1", "BF"]}


def test_many_points_at_once(drawn):
    atlas = lookup.atlas()
    sheet = next(each for each in atlas.sheets.values() if each.name == "before")
    found = sheet.at(np.array([0.5, 3.5, 7.0, 1.0]), np.array([10.5, 11.5, 11.0, 10.5]))
    codes = [atlas.places[int(key)].pcode if key else None for key in found]
    assert codes[:3] == ["BF1101", "BF2202", None]
    assert codes[3] in ("BF1101", "BF1201")  # on the border itself: one of the two


def test_a_hole_in_the_finest_level_is_filled_by_the_level_above(db):
    land.load("before", [row for row in land.before() if row.pcode != "BF1102"])
    sheet = next(iter(lookup.atlas().sheets.values()))
    found = lookup.atlas().places[int(sheet.at([0.5], [11.5])[0])]
    assert found.pcode == "BF11"


def test_discs_touch_areas_in_proportion(drawn):
    atlas = lookup.atlas()
    sheet = next(each for each in atlas.sheets.values() if each.name == "before")
    inside, between, corner = sheet.shares(
        lookup.discs(np.array([0.5, 1.0, 1.0]), np.array([10.5, 10.5, 11.0]), np.array([5.0, 5.0, 5.0]))
    )
    coded = [
        {atlas.places[key].pcode: share for key, share in each.items()} for each in (inside, between, corner)
    ]
    assert coded[0] == {"BF1101": 1.0}
    assert coded[1] == pytest.approx({"BF1101": 0.5, "BF1201": 0.5}, abs=0.01)
    assert coded[2] == pytest.approx(dict.fromkeys(("BF1101", "BF1102", "BF1201", "BF1202"), 0.25), abs=0.01)


def test_a_disc_is_as_wide_as_it_says():
    (disc,) = lookup.discs(np.array([0.0]), np.array([14.0]), np.array([10.0]))
    east, north = lookup.km_between(14, 0, 14, disc.bounds[2]), lookup.km_between(14, 0, disc.bounds[3], 0)
    assert east == pytest.approx(10, rel=0.02) and north == pytest.approx(10, rel=0.02)


def test_kilometres_outside_an_area(area):
    atlas = lookup.atlas()
    assert atlas.km_outside(area("BF11").pk, 0.5, 11) == 0
    assert atlas.km_outside(area("BF11").pk, 2, 11) == pytest.approx(109, abs=1)


def test_the_map_in_memory_is_renewed_when_a_generation_is_loaded(drawn, django_assert_num_queries):
    held = lookup.atlas()
    with django_assert_num_queries(2):
        assert lookup.atlas() is held
    land.load("before", land.before())
    assert lookup.atlas() is held  # nothing changed
    land.load("before", [land.Row(3, "BF1103", "Akora Est", "BF11", geometry=land.box(0.9, 1, 10, 11))])
    assert lookup.atlas() is not held
    assert len(lookup.atlas().places) == len(held.places) + 1


def test_a_day_before_every_map_is_of_the_first(drawn):
    atlas = lookup.atlas()
    assert atlas.valid_on("BF", date(1980, 1, 1)).name == "before"
    assert atlas.valid_on("BF", date(2019, 12, 31)).name == "before"
    assert atlas.valid_on("BF", date(2020, 1, 1)).name == "after"
    assert atlas.valid_on("GH", date(2020, 1, 1)) is None

"""What became of areas: by surface where both maps have outlines, by code where one has none."""

from __future__ import annotations

import pytest

from tests.places import land
from tests.places.land import Row
from vigie.places.models import Succession

pytestmark = pytest.mark.django_db


def shares() -> dict:
    rows = Succession.objects.values_list("old__pcode", "new__pcode", "share", "share_of_new")
    return {(old, new): (round(share, 2), round(back, 2)) for old, new, share, back in rows}


def test_shares_of_surface():
    land.load("before", land.before())
    land.load("after", land.after(), land.AFTER)
    found = shares()
    assert found["BF2", "BFN1"] == (0.5, 0.33)
    assert found["BF2", "BFN2"] == (0.5, 1.0)
    assert found["BF12", "BFP1"] == (0.5, 0.33)
    assert found["BF22", "BFP3"] == (1.0, 1.0)
    assert ("BF1", "BFN2") not in found
    assert found["BF", "BF"] == (1.0, 1.0)


def test_the_order_of_loading_makes_no_difference():
    land.load("after", land.after(), land.AFTER)
    land.load("before", land.before())
    assert shares()["BF2", "BFN1"] == (0.5, 0.33)


def test_a_table_of_codes_succeeds_by_code_and_regions_are_the_sum_of_their_parts():
    land.load("before", [row for row in land.before() if row.level < 3])
    table = [
        Row(1, "BF1", "Aliba", "BF"), Row(1, "BF2", "Béréla", "BF"), Row(1, "BF3", "Bandiéla", "BF"),
        Row(2, "BF11", "Akora", "BF1"), Row(2, "BF12", "Adjoba", "BF1"), Row(2, "BF22", "Bilanga", "BF2"),
        Row(2, "BF31", "Bandiéla", "BF3"),
    ]  # fmt: skip
    land.load("table", table, land.AFTER)
    found = shares()
    assert found["BF11", "BF11"] == (1.0, 1.0)
    # The code changed with the region, the name did not, and it is the only one left over.
    assert found["BF21", "BF31"] == (1.0, 1.0)
    assert found["BF2", "BF2"] == (0.5, 1.0)
    assert found["BF2", "BF3"] == (0.5, 1.0)


def test_what_codes_cannot_tell_is_left_unsaid():
    land.load("before", [row for row in land.before() if row.level < 3])
    table = [Row(1, "BF2", "Béréla", "BF"), Row(2, "BF22", "Bilanga", "BF2"), Row(2, "BF23", "Autre", "BF2"),
             Row(2, "BF24", "Encore", "BF2")]  # fmt: skip
    land.load("table", table, land.AFTER)
    found = shares()
    assert not [pair for pair in found if pair[0] == "BF21"]
    assert found["BF2", "BF2"][0] == 0.5

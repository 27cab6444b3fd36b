"""A small world of three organisations for the tests of this room. Everybody and everything is invented."""

from __future__ import annotations

import sys
import types
from dataclasses import dataclass

import pytest

try:
    import vigie.places.extents
except ModuleNotFoundError:  # the room of places is being built: three regions stand in for it
    from vigie.places.models import Area, Extent, ExtentArea

    @dataclass(frozen=True)
    class Placed:
        extent: Extent | None
        area: Area | None

    def extent_for(spots, on):
        areas = [
            area
            for spot in spots
            for area in Area.objects.filter(name__in=[spot.name, *(name for _level, name in spot.areas)])
        ]
        countries = " ".join(sorted({code for spot in spots for code in spot.countries}))
        key = countries + "|" + ",".join(sorted(area.pcode for area in areas))
        extent, made = Extent.objects.get_or_create(key=key, defaults={"countries": countries})
        if made:
            ExtentArea.objects.bulk_create(ExtentArea(extent=extent, area=area) for area in areas)
        return Placed(extent, areas[0] if areas else None)

    double = types.ModuleType("vigie.places.extents")
    double.extent_for = extent_for
    sys.modules["vigie.places.extents"] = double
    Extent.objects.within = lambda area: Extent.objects.filter(members__area=area)

from tests.monitoring.world import World


@pytest.fixture
def world(db) -> World:
    return World.made()

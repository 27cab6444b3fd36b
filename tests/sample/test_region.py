"""The stage: areas nest and cover, generations differ where they should, and invented names are invented."""

import csv
import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest
import shapely

from sample.region import ISO3, OUTLINE, REDRAWN, VILLAGES, region
from vigie.core.standards import plain

STAGE = region()
BEFORE, AFTER = date(2024, 12, 31), REDRAWN


def areas(level, day, country=None):
    return [
        area
        for area in STAGE.areas
        if area.level == level
        and area.valid_from <= day
        and (area.valid_to is None or day <= area.valid_to)
        and country in (None, area.country)
    ]


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_each_level_covers_the_outline_without_gap_or_overlap(level, day):
    shapes = [area.shape for area in areas(level, day)]
    assert all(shape.is_valid and shape.geom_type == "Polygon" for shape in shapes)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.coverage_union_all(shapes).symmetric_difference(OUTLINE).area < 0.001
    assert sum(shape.area for shape in shapes) == pytest.approx(OUTLINE.area, abs=0.001)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_parents_are_the_union_of_their_parts(level, day):
    above = areas(level - 1, day)
    below = areas(level, day)
    for parent in above:
        mine = [a for a in below if (a.parents[-1] is parent if level > 1 else a.country == parent.country)]
        assert mine
        assert shapely.union_all([a.shape for a in mine]).symmetric_difference(parent.shape).area < 1e-9
        if level > 1:
            assert all(a.code.startswith(parent.code) for a in mine)


def test_codes_are_unique_in_a_generation_and_cannot_be_real():
    for day in (BEFORE, AFTER):
        codes = [area.code for level in (1, 2, 3) for area in areas(level, day)]
        assert len(codes) == len(set(codes))
        assert all(code[0] == "X" and code[1:3] in ISO3 for code in codes)


def test_one_region_of_mali_is_split_under_new_codes():
    old = {area.name: area for area in areas(1, BEFORE, "ML")}
    new = {area.name: area for area in areas(1, AFTER, "ML")}
    assert set(new) - set(old) == {"Douentza"}
    assert {new["Mopti"].code, new["Douentza"].code}.isdisjoint(area.code for area in old.values())
    halves = new["Mopti"].shape.union(new["Douentza"].shape)
    assert halves.symmetric_difference(old["Mopti"].shape).area < 1e-9
    assert all(old[name].shape.equals(new[name].shape) for name in ("Gao", "Ménaka", "Tombouctou"))


def test_every_place_lies_in_the_areas_it_is_given():
    for place in STAGE.places:
        point = shapely.Point(place.lon, place.lat)
        for day in (BEFORE, AFTER):
            assert all(area.shape.covers(point) for area in STAGE.chain(place, day)), place.name
            assert {area.country for area in STAGE.chain(place, day)} == {place.country}


def test_towns_and_villages_are_as_many_as_stated():
    assert 45 <= len(STAGE.towns) <= 65
    assert len(STAGE.places) == len(STAGE.towns) + VILLAGES
    assert all(round(town.lat, 2) == town.lat and round(town.lon, 2) == town.lon for town in STAGE.towns)


def test_files_of_areas_are_geojson_that_says_it_is_schematic(built):
    assert len(built.areas) == 16
    for path in built.areas:
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            said = feature["properties"]
            level = said["level"]
            assert said["schematic"] is True
            assert said["note"].endswith("(schématique)")
            assert "schématique" not in said[f"adm{level}_name"]
            assert said["iso3"] in ISO3.values()
            assert said["validon"] in ("2020-01-01", "2025-01-01")
            assert shapely.geometry.shape(feature["geometry"]).is_valid


def test_gazetteer_has_the_columns_of_geonames(built):
    lines = [line.split("\t") for line in built.gazetteer.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(STAGE.places)
    assert {len(line) for line in lines} == {19}
    assert {line[8] for line in lines} == set(ISO3)
    assert all(int(line[0]) > 900_000_000 for line in lines)
    assert all(line[2].isascii() for line in lines)


@pytest.mark.shared_data
def test_no_village_is_a_place_that_geonames_knows():
    beside = [folder / "shared" / "data" for folder in Path(__file__).resolve().parents]
    folders = [Path(said)] if (said := os.environ.get("VIGIE_SHARED_DATA")) else beside
    files = sorted(path for folder in folders for path in (folder / "gazetteer").glob("geonames_*.csv.gz"))
    if not files:
        pytest.skip("the real gazetteer is not beside this checkout: set VIGIE_SHARED_DATA")
    known = {name for path in files for name in real_names(path)}
    assert len(known) > 10_000
    assert [p.name for p in STAGE.places if not p.is_town and plain(p.name) in known] == []


def real_names(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield from map(plain, (row["name"], *row["alternatenames"].split(",")))

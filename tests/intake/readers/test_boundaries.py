"""Boundaries: property spellings, shapes that are wrong, and every real file."""

from __future__ import annotations

import copy
import datetime
import json

import pytest
from shapely.geometry import shape

from tests.intake.readers.drawn import account, cases, codes, written
from tests.shared_data import shared_data
from vigie.intake.readers import boundaries
from vigie.intake.readers.area_columns import area_columns
from vigie.intake.readers.outcome import UnreadableFile

SQUARE = [[[-1.0, 13.0], [0.0, 13.0], [0.0, 14.0], [-1.0, 14.0], [-1.0, 13.0]]]
BOW_TIE = [[[-1.0, 13.0], [0.0, 14.0], [0.0, 13.0], [-1.0, 14.0], [-1.0, 13.0]]]
PROPERTIES = {"adm0_pcode": "BF", "adm1_pcode": "BF56", "adm1_name": "Sahel"}


def collection(*features: tuple[dict, object], **more: object) -> str:
    made = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": made, **more})


def polygon(coordinates: list) -> dict:
    return {"type": "Polygon", "coordinates": coordinates}


def read(tmp_path, *features: tuple[dict, object], mapping: dict | None = None, **more: object):
    return list(boundaries.read(written(tmp_path, collection(*features, **more), "a.geojson"), mapping))


SPELLINGS = """
properties                                                               | level pcode parent | names
adm0_pcode=BF adm1_pcode=BF56 adm1_name=Sahel                            | 1 BF56 BF          | =Sahel
ADM0_PCODE=BF ADM1_PCODE=BF56 ADM1_FR=Sahel ADM1_REF=Sahel               | 1 BF56 BF          | fr=Sahel ref=Sahel
admin0Pcode=BF admin1Pcode=BF56 admin1Name_fr=Sahel admin1Name_en=Sahara | 1 BF56 BF          | fr=Sahel en=Sahara
admin1Pcode=BF56 admin2Pcode=BF5601 admin2RefName=Oudalan admin2AltName1_fr=Oud admin2Name_fr=Oudalane | 2 BF5601 BF56 | ref=Oudalan fr-1=Oud fr=Oudalane
iso3=BFA pcode=BF name=Faso                                              | 0 BF -             | =Faso
level=1 iso3=BFA pcode=BF56 name=Sahel                                   | 1 BF56 BF          | =Sahel
"""  # noqa: E501


@pytest.mark.parametrize(("properties", "said", "names"), cases(SPELLINGS))
def test_spellings_of_properties(tmp_path, properties, said, names):
    pairs = dict(pair.split("=") for pair in properties.split())
    (row,) = read(tmp_path, (pairs, polygon(SQUARE)))
    area = row.place
    assert f"{area.level} {area.pcode} {area.parent_pcode or '-'}" == said
    assert area.names == dict(pair.split("=") for pair in names.split())
    assert area.country == "BF" and not row.faults


def test_dates_of_validity_and_the_publishers_words_for_nothing(tmp_path):
    properties = {**PROPERTIES, "validOn": "2020-03-23 00:00:00", "validTo": "<Null>", "ADM1_EN": None}
    (row,) = read(tmp_path, (properties, polygon(SQUARE)))
    assert (row.place.valid_from, row.place.valid_to) == (datetime.date(2020, 3, 23), None)
    assert row.place.names == {"": "Sahel"}


def test_schematic_areas_say_so(tmp_path):
    (row,) = read(tmp_path, ({**PROPERTIES, "schematic": True}, polygon(SQUARE)))
    assert row.place.schematic


def test_rings_that_cross_are_mended_and_told(tmp_path):
    (row,) = read(tmp_path, (PROPERTIES, polygon(BOW_TIE)))
    assert codes(row.remarks) == ["shape-mended"]
    assert row.place.geometry.is_valid and row.place.geometry.area == pytest.approx(0.5)


def turned(coordinates: list) -> list:
    return [[[lat, lon] for lon, lat in ring] for ring in coordinates]


def moved(coordinates: list, by: float) -> list:
    return [[[lon + by, lat] for lon, lat in ring] for ring in coordinates]


SHAPES = {
    "shape-swapped": polygon(turned(SQUARE)),
    "shape-elsewhere": polygon(moved(SQUARE, 30)),
    "shape-off-earth": polygon([[[5e5, 14e5], [51e4, 14e5], [51e4, 141e4], [5e5, 14e5]]]),
    "shape-not-area": {"type": "Point", "coordinates": [0, 13]},
    "shape-not-area ": {"type": "Polygon", "coordinates": []},
    "area-without-shape": None,
    "shape-unreadable": {"type": "Polygon", "coordinates": [[["a", "b"]]]},
    "shape-unreadable ": {"type": "Circle", "coordinates": [0, 13]},
    "shape-unreadable  ": {"type": "Polygon"},
    "shape-unreadable   ": polygon([[[0, 13], [0, 13]]]),
    "shape-unreadable    ": polygon([[[float("nan"), 13], [0, 13], [0, 14], [float("nan"), 13]]]),
}  # fmt: skip


@pytest.mark.parametrize(("code", "geometry"), SHAPES.items())
def test_a_wrong_shape_refuses_its_area_and_no_other(tmp_path, code, geometry):
    good = {**PROPERTIES, "adm1_pcode": "BF57"}
    bad, kept = read(tmp_path, (PROPERTIES, geometry), (good, polygon(SQUARE)))
    assert codes(bad.faults) == [code.strip()]
    assert kept.taken


def test_an_area_without_code_among_others_is_refused(tmp_path):
    bad, kept = read(
        tmp_path, ({**PROPERTIES, "adm1_pcode": ""}, polygon(SQUARE)), (PROPERTIES, polygon(SQUARE))
    )
    assert codes(bad.faults) == ["area-without-code"]
    assert kept.taken


def test_a_code_that_stands_twice_is_refused(tmp_path):
    other = {**PROPERTIES, "adm1_name": "Autre"}
    rows = read(
        tmp_path, (PROPERTIES, polygon(SQUARE)), (PROPERTIES, polygon(SQUARE)), (other, polygon(SQUARE))
    )
    assert account(rows) == {"taken": 1, "passed over": 1, "refused": 1}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"type": "FeatureCollection", "features": []}', "file-empty"),
        ('{"type": "Topology"}', "topojson"),
        ('{"type": "Feature"}', "not-geojson"),
        ("[1, 2]", "not-geojson"),
        ('{"type": "FeatureCollection", "features": [7]}', "not-geojson"),
        ('{"type": "FeatureCollection", ', "json-broken"),
        ("[" * 100_000, "json-broken"),
        (b'{"type": "\xe9"}', "json-not-utf8"),
        (collection(({"feature_no": 1}, polygon(SQUARE))), "areas-without-codes"),
        ("a,b\n1,2\n", "areas-without-codes"),
    ],
)
def test_what_is_no_labelled_geojson_is_refused(tmp_path, content, code):
    with pytest.raises(UnreadableFile) as stop:
        list(boundaries.read(written(tmp_path, content, "a.geojson")))
    assert stop.value.fault.code == code


SYSTEMS = """
name                          | taken
urn:ogc:def:crs:OGC:1.3:CRS84 | yes
EPSG:4326                     | yes
urn:ogc:def:crs:EPSG::32630   | no
EPSG:3857                     | no
"""


@pytest.mark.parametrize(("name", "taken"), cases(SYSTEMS))
def test_only_wgs84_is_read(tmp_path, name, taken):
    crs = {"type": "name", "properties": {"name": name}}
    if taken == "yes":
        assert read(tmp_path, (PROPERTIES, polygon(SQUARE)), crs=crs)[0].taken
    else:
        with pytest.raises(UnreadableFile) as stop:
            read(tmp_path, (PROPERTIES, polygon(SQUARE)), crs=crs)
        assert (stop.value.fault.code, stop.value.fault.value) == ("wrong-reference-system", name)


def test_codes_may_be_given_for_areas_that_carry_none(tmp_path):
    mapping = {"match": "feature_no", "level": 1, "country": "BF",
               "codes": {0: {"pcode": "XX1", "name": "Fictive", "parent": "BF"}}}  # fmt: skip
    features = (({"feature_no": n}, polygon(SQUARE)) for n in (0, 1))
    named, unnamed = read(tmp_path, *features, mapping=mapping)
    assert (named.place.pcode, named.place.name, named.place.level) == ("XX1", "Fictive", 1)
    assert codes(unnamed.faults) == ["area-without-code"]


def test_names_of_columns_that_mean_nothing_here_are_left_out():
    columns = area_columns(["Shape_Area", "OBJECTID", "admin_notes", "adm1_pcode", "date"])
    assert columns.pcode == {1: "adm1_pcode"} and not columns.names and not columns.plain


FILES = {
    "bfa_adm1.geojson": 13, "mli_adm1.geojson": 9, "ner_adm1.geojson": 8, "bfa_adm2.geojson": 45,
    "mli_adm2.geojson": 50, "ner_adm2.geojson": 63, "bfa_adm3.geojson": 351, "mli_adm3.geojson": 701,
    "liptako3_adm0.geojson": 3, "cod_ab_adm2_table_bfa.csv": 45, "cod_ab_adm3_table_mli_ner.csv": 967,
    "global_pcodes_adm1_2_bfa_mli_ner.csv": 196,
}  # fmt: skip


@pytest.mark.shared_data
@pytest.mark.parametrize("name", FILES)
def test_every_area_of_the_real_files_is_taken(name):
    rows = list(boundaries.read(shared_data(f"boundaries/{name}")))
    assert account(rows) == {"taken": FILES[name], "refused": 0, "passed over": 0}
    areas = [row.place for row in rows]
    assert all((area.geometry is not None) == name.endswith(".geojson") for area in areas)
    assert all(area.pcode.startswith(area.country) and area.name for area in areas)
    assert all(area.pcode.startswith(area.parent_pcode) for area in areas)


@pytest.mark.shared_data
@pytest.mark.parametrize("level", [1, 2])
def test_the_real_areas_without_codes_are_refused_or_taken_with_given_codes(level):
    path = shared_data(f"boundaries/bfa_adm{level}_v6_2025_unlabelled.geojson")
    with pytest.raises(UnreadableFile) as stop:
        list(boundaries.read(path))
    assert stop.value.fault.code == "areas-without-codes"
    number = {1: 17, 2: 47}[level]
    given = {n: {"pcode": f"BFX{n:02}", "name": f"Zone {n}", "parent": "BF"} for n in range(number)}
    rows = list(
        boundaries.read(path, {"match": "feature_no", "level": level, "country": "BF", "codes": given})
    )
    assert account(rows) == {"taken": number, "refused": 0, "passed over": 0}


@pytest.mark.shared_data
def test_a_real_file_turned_about_is_refused_area_by_area(tmp_path):
    data = json.loads(shared_data("boundaries/ner_adm1.geojson").read_text(encoding="utf-8"))
    turned_data = copy.deepcopy(data)
    for feature in turned_data["features"]:
        feature["geometry"] = json.loads(json.dumps(feature["geometry"]), object_hook=_turn)
    rows = list(boundaries.read(written(tmp_path, json.dumps(turned_data), "t.geojson")))
    assert {code for row in rows for code in codes(row.faults)} <= {"shape-swapped", "shape-elsewhere"}
    assert account(rows)["refused"] >= 7, "one of Niger's regions could lie in Niger either way"
    assert shape(data["features"][0]["geometry"]).is_valid


def _turn(geometry: dict) -> dict:
    def turn(part: list) -> list:
        return part[::-1] if isinstance(part[0], float | int) else [turn(each) for each in part]

    return {**geometry, "coordinates": turn(geometry["coordinates"])}

"""Published boundaries, gazetteers and events, where they lie beside the checkout."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import date, datetime

import numpy as np
import pytest
import shapely
from django.db import transaction

from tests.places import land
from tests.places.land import Row, Town
from tests.shared_data import shared_data
from vigie.core.statement import Spot
from vigie.core.toponyms import bare
from vigie.places import extents, lookup
from vigie.places.acts import load_settlements
from vigie.places.gazetteer import search
from vigie.places.models import Area, Extent, Succession

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]
ISO2 = {"BFA": "BF", "MLI": "ML", "NER": "NE"}
PRECISION = {"1": "exact", "2": "near", "3": "adm2", "4": "adm1", "5": "adm1", "6": "country"}


def boundaries(name: str) -> list[Row]:
    rows = []
    for each in json.loads(shared_data(f"boundaries/{name}.geojson").read_text())["features"]:
        said, surface = each["properties"], shapely.geometry.shape(each["geometry"])
        level, country = said["level"], ISO2[said["iso3"]]
        if "feature_no" in said:  # published without names or codes: numbered here
            code = f"N{level}{said['feature_no']:02}"
            rows.append(Row(level, code, f"Unlabelled {code}", "", country, surface))
        else:
            parent = said.get(f"adm{level - 1}_pcode", "")
            rows.append(
                Row(level, said[f"adm{level}_pcode"], said[f"adm{level}_name"], parent, country, surface)
            )
    return rows


def mali_by_code() -> list[Row]:
    with shared_data("boundaries/global_pcodes_adm1_2_bfa_mli_ner.csv").open() as file:
        table = [row for row in csv.DictReader(file) if row["Location"] == "MLI"]
    parents = {row["P-Code"]: row["Parent P-Code"].replace("MLI", "ML") for row in table}
    rows = [Row(int(row["Admin Level"]), row["P-Code"], row["Name"], parents[row["P-Code"]], "ML")
            for row in table]  # fmt: skip
    with shared_data("boundaries/cod_ab_adm3_table_mli_ner.csv").open() as file:
        rows += [Row(3, row["ADM3_PCODE"], row["ADM3_FR"], row["ADM2_PCODE"], "ML")
                 for row in csv.DictReader(file) if row["ISO3"] == "MLI"]  # fmt: skip
    return rows


def towns(*countries: str):
    for code in countries:
        with gzip.open(shared_data(f"gazetteer/geonames_{code}_places_admin.csv.gz"), "rt") as file:
            for row in csv.DictReader(file):
                yield Town(
                    int(row["geonameid"]), row["name"], float(row["latitude"]), float(row["longitude"]),
                    row["country_code"], tuple(filter(None, row["alternatenames"].split(","))),
                    row["asciiname"], row["feature_class"], row["feature_code"], int(row["population"] or 0),
                )  # fmt: skip


def events() -> list[tuple[Spot, date]]:
    found = []
    with gzip.open(shared_data("events/ucdp_ged_bfa_2016_2022.csv.gz"), "rt") as file:
        for row in csv.DictReader(file):
            areas = tuple((level, row[f"adm_{level}"]) for level in (1, 2) if row[f"adm_{level}"])
            spot = Spot(row["where_coordinates"], ("BF",), float(row["latitude"]), float(row["longitude"]),
                        PRECISION[row["where_prec"]], None, areas)  # fmt: skip
            found.append((spot, datetime.strptime(row["date_start"][:10], "%m/%d/%Y").date()))
    return found


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    """Every map and settlement of the shared data; forgotten after the last test of this file."""
    shared_data("boundaries/bfa_adm1.geojson")
    with django_db_blocker.unblock(), transaction.atomic():
        for name in ("bfa_adm1", "bfa_adm2", "bfa_adm3"):
            land.load("13 regions", boundaries(name), date(2001, 7, 2))
        for name in ("bfa_adm1_v6_2025_unlabelled", "bfa_adm2_v6_2025_unlabelled"):
            land.load("17 regions", boundaries(name), date(2025, 7, 2))
        for name in ("mli_adm3", "mli_adm2", "mli_adm1"):
            land.load("9 regions", boundaries(name), date(1991, 8, 8), "ML")
        land.load("10 regions", mali_by_code(), date(2016, 1, 19), "ML")
        for name in ("ner_adm1", "ner_adm2"):
            land.load("8 regions", boundaries(name), date(2006, 1, 1), "NE")
        yield load_settlements(land.NODE, land.node(), source="geonames", settlements=towns("bf", "ml", "ne"))
        transaction.set_rollback(True)


def sheet(name: str) -> lookup.Sheet:
    return next(each for each in lookup.atlas().sheets.values() if each.name == name)


def test_every_settlement_is_loaded_with_all_its_names(published):
    assert (published.created, published.counts["refused"]) == (37_221, 0)


def test_every_file_again_changes_nothing(published):
    again = land.load("13 regions", boundaries("bfa_adm3"), date(2001, 7, 2))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 351)


def test_generations_have_as_many_areas_as_published(published):
    atlas = lookup.atlas()
    counts = {each.name: [0, 0, 0, 0] for each in atlas.sheets.values()}
    for place in atlas.places.values():
        counts[atlas.sheets[place.generation].name][place.level] += 1
    assert counts == {
        "13 regions": [1, 13, 45, 351], "17 regions": [1, 17, 47, 0], "9 regions": [1, 9, 50, 701],
        "10 regions": [1, 10, 53, 701], "8 regions": [1, 8, 63, 0],
    }  # fmt: skip
    assert not Area.objects.filter(level__gt=0, parent=None).exists()


def test_every_ucdp_point_lies_in_burkina_faso(published):
    spots = [spot for spot, _ in events()]
    lon, lat = np.array([spot.lon for spot in spots]), np.array([spot.lat for spot in spots])
    assert len(spots) == 909
    assert (sheet("13 regions").at(lon, lat) > 0).all()
    # The newer outlines are simplified otherwise at the frontier.
    assert (sheet("17 regions").at(lon, lat) > 0).mean() > 0.99


def test_the_region_of_a_point_is_the_region_that_is_coded(published):
    atlas, regions = lookup.atlas(), sheet("13 regions")
    agreed = coded = 0
    for spot, _ in events():
        said = dict(spot.areas).get(1)
        if said:
            coded += 1
            chain = atlas.chain(int(regions.at([spot.lon], [spot.lat])[0]))
            agreed += bare(chain[-2].name) == bare(said)
    assert coded == 895
    assert agreed / coded >= 0.98


def test_events_are_placed_with_what_is_said_and_few_extents(published):
    asked = [((spot,), on) for spot, on in events()]
    placed = extents.extents_for(asked)
    assert all(each.area for each in placed)
    assert len({each.extent.pk for each in placed}) < 250
    deepest = {"adm1": 1, "adm2": 2, "country": 0}
    atlas = lookup.atlas()
    for ((spot,), _), each in zip(asked, placed, strict=True):
        if spot.precision in deepest:
            assert all(atlas.places[key].level <= deepest[spot.precision] for key in each.spots[0].shares)
    outside = [remark for each in placed for remark in each.remarks]
    assert {remark.code for remark in outside} == {"outside_area"} and len(outside) <= 10


def test_an_event_keeps_its_province_and_is_found_by_the_new_map(published):
    (placed,) = extents.extents_for([((Spot("", ("BF",), 14.1, -1.63, "near"),), date(2020, 3, 1))])
    assert placed.area.generation.name == "13 regions" and placed.area.pcode.startswith("BF5603")
    new = Succession.objects.filter(old__pcode="BF5603").order_by("-share").first().new
    assert placed.extent in Extent.objects.partly_within(new)


def test_regions_that_were_cut_are_shared_among_their_successors(published):
    shares = Succession.objects.filter(old__pcode="BF52", old__level=1).values_list("share", flat=True)
    assert len(shares) == 3 and sum(shares) == pytest.approx(1, abs=0.03)


def test_mali_with_ten_regions_is_known_by_code_only(published):
    gao = dict(Succession.objects.filter(old__pcode="ML07").values_list("new__pcode", "share"))
    assert gao == pytest.approx({"ML07": 0.56, "ML10": 0.44}, abs=0.02)
    spot = Spot("Ménaka", ("ML",), 15.918, 2.402, "exact")
    (placed,) = extents.extents_for([((spot,), date(2018, 5, 1))])
    assert placed.area.pcode == "ML100101"  # the commune whose code was ML070403
    assert {"ML07", "ML10"} <= {member.area.pcode for member in placed.extent.members.select_related("area")}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Tilaberi", "tillabe"), ("Tillabéry", "tillabe"), ("tillabery", "tillabe"),
        ("Fada Ngourma", "fada n gourma"),
        ("Menaca", "menaka"), ("Djbo", "djibo"), ("Ouagadugu", "ouagadougou"), ("Gorom-gorom", "gorom gorom"),
        ("Oudalan province", "oudalan"), ("Cercle de Bandiagara", "bandiagara"),
    ],
)  # fmt: skip
def test_searches_find_what_was_meant(published, written, found):
    hits = search(written, limit=3)
    assert bare(hits[0].name).startswith(found), hits


def test_gorom_finds_the_town_among_the_first(published):
    assert "Gorom-Gorom" in [hit.name for hit in search("Gorom", limit=5)]

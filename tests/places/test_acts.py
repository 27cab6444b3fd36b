"""Loading maps and gazetteers: once, again, in parts, in any order."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from django.core.exceptions import ValidationError

from tests.places import land
from tests.places.land import Row, Town, box
from vigie.access import NodeActor
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.places.acts import load_generation, load_settlements
from vigie.places.models import (
    Area,
    AreaName,
    Gazetteer,
    Generation,
    Settlement,
    SettlementName,
    Succession,
)

pytestmark = pytest.mark.django_db


def everything() -> list:
    models = (Generation, Area, AreaName, Succession, Settlement, SettlementName, Gazetteer)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


def test_the_same_content_again_changes_nothing():
    land.load_all()
    first = everything()
    again = land.load("before", land.before())
    towns = load_settlements(land.NODE, land.node(), source="essai", settlements=land.TOWNS)
    assert (again.created, again.updated, again.unchanged, again.made) == (0, 0, len(land.before()), 0)
    assert (towns.created, towns.updated, towns.unchanged) == (0, 0, len(land.TOWNS))
    assert everything() == first


def test_files_of_one_generation_may_come_in_any_order():
    rows = land.before()
    land.load("before", rows)
    wanted = _tree()
    Generation.objects.all().delete()
    for level in (3, 1, 2):
        land.load("before", [row for row in rows if row.level == level])
    assert _tree() == wanted


def _tree() -> list:
    rows = Area.objects.order_by("pcode").select_related("parent")
    return [(row.pcode, row.name, row.level, row.parent and row.parent.pcode) for row in rows]


def test_parents_that_no_file_gave_are_made_from_their_parts():
    loaded = land.load("before", [row for row in land.before() if row.level == 3])
    assert loaded.made == 5  # four provinces, known by their codes, and the country
    province = Area.objects.get(pcode="BF11")
    assert (province.name, province.derived, province.level) == ("BF11", True, 2)
    assert shapely.from_wkb(bytes(province.outline)).equals(box(0, 1))
    country = Area.objects.get(level=0)
    assert (country.pcode, country.name) == ("BF", "Burkina Faso")


def test_a_country_that_was_made_is_the_one_whose_file_comes_later_under_its_own_code():
    land.load("before", [row for row in land.before() if row.level == 1])
    made = Area.objects.get(level=0)
    loaded = land.load("before", [Row(0, "XBF", "Burkina Faso", geometry=box(0, 4))])
    country = Area.objects.get(level=0)
    assert loaded.outcomes == {"XBF": "updated"}
    assert (country.pk, country.pcode, country.derived) == (made.pk, "XBF", False)
    assert set(Area.objects.filter(level=1).values_list("parent__pcode", flat=True)) == {"XBF"}


def test_a_published_outline_takes_the_place_of_one_put_together():
    land.load("before", [row for row in land.before() if row.level == 3])
    loaded = land.load("before", [Row(2, "BF11", "Akora", geometry=box(0, 1.01))])
    province = Area.objects.get(pcode="BF11")
    assert loaded.outcomes == {"BF11": "updated"}
    assert (province.name, province.derived, province.east) == ("Akora", False, 1.01)
    land.load("before", [row for row in land.before() if row.level == 3])
    province.refresh_from_db()
    assert not province.derived


def test_an_outline_put_together_grows_with_its_parts():
    land.load("before", [Row(3, "BF1101", "Akora Sud", "BF11", geometry=box(0, 1, 10, 11))])
    land.load("before", [Row(3, "BF1102", "Akora Nord", "BF11", geometry=box(0, 1, 11, 12))])
    assert Area.objects.get(pcode="BF11").north == Area.objects.get(level=0).north == 12


def test_a_table_of_codes_keeps_the_outline_and_brings_the_name():
    land.load("before", land.before())
    loaded = land.load("before", [Row(2, "BF11", "Akkôra", "BF1")])
    province = Area.objects.get(pcode="BF11")
    assert loaded.updated == 1
    assert province.name == "Akkôra" and province.outline is not None
    assert set(province.names.values_list("name", flat=True)) == {"Akora", "Akkôra"}


def test_areas_without_codes_of_parents_lie_where_their_centre_lies():
    rows = [Row(1, "W", "Ouest", geometry=box(0, 2)), Row(1, "O", "Est", geometry=box(2, 4)),
            Row(2, "X1", "Un", geometry=box(0, 1)), Row(2, "X2", "Deux", geometry=box(3, 4))]  # fmt: skip
    land.load("loose", rows)
    assert Area.objects.get(pcode="X1").parent.pcode == "W"
    assert Area.objects.get(pcode="X2").parent.pcode == "O"


def test_each_generation_ends_the_day_before_the_next_whatever_came_first():
    land.load("after", land.after(), land.AFTER)
    land.load("before", land.before())
    found = dict(Generation.objects.values_list("name", "valid_to"))
    assert found == {"before": date(2019, 12, 31), "after": None}


def test_two_generations_cannot_begin_on_one_day():
    land.load("before", land.before())
    with pytest.raises(ValidationError, match="before"):
        land.load("again", land.after())
    assert Generation.objects.count() == 1


def test_what_cannot_be_an_area_is_refused_with_the_reason_and_the_rest_is_kept():
    loaded = land.load(
        "before",
        [Row(5, "BF9", "?"), Row(1, "ML1", "?", country="ML"), Row(1, "B" * 21, "?"), *land.before()],
    )
    assert loaded.counts["refused"] == 3
    assert all(loaded.refusals[code].endswith(".") for code in ("BF9", "ML1", "B" * 21))
    assert loaded.created == len(land.before())


def test_an_outline_that_crosses_itself_is_mended():
    bow = shapely.Polygon([(0, 10), (1, 11), (1, 10), (0, 11)])
    land.load("bow", [Row(1, "BF1", "Papillon", geometry=bow)])
    outline = shapely.from_wkb(bytes(Area.objects.get(pcode="BF1").outline))
    assert outline.is_valid and outline.area == pytest.approx(0.5)


def test_one_act_leaves_one_line():
    land.load("before", land.before())
    line = Entry.objects.get()
    assert line.act == "load_generation"
    assert line.detail == {"country": "BF", "generation": "before", "made": 1, "created": 14, "updated": 0,
                           "unchanged": 0, "refused": 0}  # fmt: skip


def test_only_the_node_loads_maps():
    clerk = NodeActor(role="clerk")
    with pytest.raises(Refused):
        load_generation(clerk, land.node(), country="BF", name="x", valid_from=land.BEFORE, source="",
                        areas=[])  # fmt: skip
    assert not Generation.objects.exists()


def test_a_settlement_that_moved_or_was_renamed_is_brought_up_to_date():
    land.load_all()
    moved = Town(1, "Gountouré", 10.6, 0.5, population=9000, alternates=("Gountouri",))
    loaded = load_settlements(land.NODE, land.node(), source="essai", settlements=[moved, land.TOWNS[1]])
    assert loaded.outcomes == {"1": "updated", "2": "unchanged"}
    row = Settlement.objects.get(source_id="1")
    assert row.lat == 10.6
    assert set(row.names.values_list("name", flat=True)) == {"Gountouré", "Gountouri"}
    assert Settlement.objects.count() == len(land.TOWNS)


def test_the_gazetteer_lends_its_spellings_to_our_areas():
    land.load_all()
    names = set(AreaName.objects.filter(area__pcode="BF11").values_list("name", flat=True))
    assert {"Akora", "Akkora", "Province de l’Akora"} <= names
    assert not AreaName.objects.filter(area__pcode="BF12", name="Akkora").exists()

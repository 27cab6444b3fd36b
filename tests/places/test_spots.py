"""Where a spot lies, from everything that may be said of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.core.statement import GEO_PRECISIONS, Spot
from vigie.places import lookup
from vigie.places.spots import Locator, PlacedSpot
from vigie.places.spots.placed import step

pytestmark = pytest.mark.django_db
OLD, NEW = date(2010, 6, 1), date(2022, 6, 1)


@pytest.fixture
def place(drawn):
    """`place(lat=…, …)` puts a spot of Burkina Faso on the map of 2010."""
    locator = Locator(lookup.atlas())

    def put(on: date = OLD, **said) -> PlacedSpot:
        said.setdefault("countries", ("BF",))
        return locator.locate([(Spot(**said), on)])[0]

    return put


def codes(placed: PlacedSpot) -> dict[str, float]:
    """Areas by generation and code: "before BF11" → share."""
    atlas = lookup.atlas()
    places = [(atlas.places[key], share) for key, share in placed.shares.items()]
    return {f"{atlas.sheets[place.generation].name} {place.pcode}": share for place, share in places}


def smallest(placed: PlacedSpot) -> str | None:
    return lookup.atlas().places[placed.area].pcode if placed.area else None


def test_a_point_lies_in_every_level_of_every_generation(place):
    placed = place(lat=10.5, lon=0.5, precision="near")
    assert codes(placed) == dict.fromkeys(
        ("before BF1101", "before BF11", "before BF1", "before BF", "after BFP1", "after BFN1", "after BF"),
        1.0,
    )
    assert (smallest(placed), placed.countries, placed.by) == ("BF1101", ("BF",), "point")


def test_the_smallest_area_is_that_of_the_date(place):
    assert smallest(place(lat=10.5, lon=0.5, precision="near", on=OLD)) == "BF1101"
    assert smallest(place(lat=10.5, lon=0.5, precision="near", on=NEW)) == "BFP1"


def test_imprecision_that_crosses_a_border_is_shared_and_the_area_is_the_one_that_is_sure(place):
    placed = place(lat=10.5, lon=1.0, precision="near")
    found = codes(placed)
    assert found["before BF11"] == found["before BF12"] == found["before BF1101"] == 0.5
    assert found["before BF1"] == found["after BFP1"] == 1.0
    assert smallest(placed) == "BF1"


def test_a_stated_radius_is_believed(place):
    assert smallest(place(lat=10.5, lon=1.03, precision="near")) == "BF1"
    assert smallest(place(lat=10.5, lon=1.03, precision="near", radius_km=1)) == "BF1201"


@pytest.mark.parametrize(
    ("precision", "deepest"), [("adm1", "BF1"), ("adm2", "BF11"), ("adm3", "BF1101"), ("country", "BF")]
)
def test_the_centre_of_an_area_says_the_area_and_nothing_smaller(place, precision, deepest):
    placed = place(lat=10.5, lon=0.5, precision=precision)
    assert smallest(placed) == deepest
    before = {code.split()[1] for code in codes(placed) if code.startswith("before")}
    assert before == {code for code in ("BF", "BF1", "BF11", "BF1101") if len(code) <= len(deepest)}


def test_the_centre_of_an_area_is_shared_among_those_that_succeed_it(place):
    found = codes(place(precision="adm1", areas=((1, "BF2"),)))
    assert found == {
        "before BF2": 1.0, "before BF": 1.0, "after BFN1": 0.5, "after BFN2": 0.5, "after BF": 1.0
    }  # fmt: skip


def test_a_new_code_is_carried_back_to_the_map_of_an_old_date(place):
    placed = place(precision="adm2", areas=((2, "BFP3"),), on=OLD)
    assert codes(placed)["before BF22"] == 1.0
    assert smallest(placed) == "BF22"


@pytest.mark.parametrize(
    "said", ["BF11", "bf11", "Akora", "AKÔRA", "Province de l'Akora", "Akora province", "Akkora"]
)
def test_an_area_is_known_by_code_or_by_any_spelling(place, said):
    assert smallest(place(precision="adm2", areas=((2, said),))) == "BF11"


def test_an_area_that_nobody_knows_is_said_and_the_broader_one_kept(place):
    placed = place(precision="adm2", areas=((1, "BF1"), (2, "Zzyzx")))
    assert smallest(placed) == "BF1"
    assert [(remark.code, remark.said) for remark in placed.remarks] == [("unknown_area", "Zzyzx")]


def test_a_centre_outside_the_stated_area_is_said_and_the_area_is_kept(place):
    placed = place(lat=10.5, lon=3.5, precision="adm2", areas=((2, "Akora"),))
    assert smallest(placed) == "BF11"
    (remark,) = placed.remarks
    assert remark.code == "outside_area" and remark.km == pytest.approx(273, abs=2)


def test_a_point_outside_the_stated_area_is_kept_with_a_remark(place):
    placed = place(lat=10.5, lon=1.5, precision="near", areas=((2, "Akora"),))
    assert smallest(placed) == "BF1201"
    (remark,) = placed.remarks
    assert "55 km" in str(remark) and "Akora" in str(remark)


def test_a_point_outside_the_stated_country_is_not_believed(place):
    placed = place(lat=10.5, lon=5.5, precision="near", areas=((2, "Akora"),))
    assert smallest(placed) == "BF11" and placed.countries == ("BF",)
    (remark,) = placed.remarks
    assert remark.code == "outside_country" and remark.km == pytest.approx(164, abs=2)


def test_exchanged_coordinates_are_recognised(place):
    (remark,) = place(lat=0.5, lon=10.5, precision="exact").remarks
    assert remark.code == "swapped"


def test_a_country_that_is_said_is_certain_at_its_border(place):
    placed = place(lat=11.5, lon=3.98, precision="near", areas=())
    assert placed.countries == ("BF",) and smallest(placed) == "BF2202"
    unsaid = place(lat=11.5, lon=3.98, precision="near", countries=())
    assert unsaid.countries == ("BF", "ML") and unsaid.area is None


def test_a_cross_border_place_is_in_both_countries_and_surely_in_none(place):
    placed = place(precision="cross_border", countries=("ML", "BF"))
    assert placed.countries == ("BF", "ML") and placed.area is None
    assert codes(placed) == {"before BF": 0.5, "after BF": 0.5, "only ML": 0.5}
    assert place(lat=11, lon=4, precision="cross_border", countries=()).countries == ("BF", "ML")


def test_a_country_without_a_map_is_kept_by_its_code(place):
    placed = place(precision="country", countries=("GH",))
    assert (placed.countries, placed.shares, placed.area) == (("GH",), {}, None)


def test_a_name_that_one_settlement_bears_is_a_place_nearby(place):
    for written in ("Gountouré", "gountoure", "Gontouré", "GUNTURE"):
        placed = place(name=written)
        assert (placed.by, placed.lat, placed.lon, smallest(placed)) == ("gazetteer", 10.5, 0.5, "BF1101")


def test_a_name_that_several_bear_is_not_chosen_for_anybody(place):
    placed = place(name="Soba")
    assert smallest(placed) == "BF"
    (remark,) = placed.remarks
    assert (remark.code, remark.found) == ("ambiguous", 2)
    assert smallest(place(name="Soba", areas=((2, "Adjoba"),))) == "BF1201"


def test_a_name_that_nobody_knows_is_said(place):
    placed = place(name="Xqwerty", areas=((2, "Akora"),))
    assert smallest(placed) == "BF11"
    assert [remark.code for remark in placed.remarks] == ["unknown_name"]


def test_a_name_of_an_area_and_of_its_chief_town_is_the_area(place):
    assert smallest(place(name="Adjoba")) == "BF12"


def test_nothing_said_is_nothing_found(place):
    placed = place(countries=())
    assert placed == PlacedSpot()


@pytest.mark.parametrize(
    ("share", "kept"),
    [(0.04, 0), (0.06, 0.25), (0.4, 0.5), (0.9, 0.75), (0.949, 0.75), (0.95, 1.0), (1.0, 1.0)],
)
def test_shares_are_kept_in_steps(share, kept):
    assert step(share) == kept


SPOTS = st.builds(
    Spot,
    name=st.sampled_from(["", "Soba", "Gountouré", "Akora"]),
    countries=st.sampled_from([(), ("BF",), ("ML",), ("BF", "ML"), ("GH",)]),
    lat=st.one_of(st.none(), st.floats(9, 13)),
    lon=st.one_of(st.none(), st.floats(-1, 7)),
    precision=st.sampled_from(GEO_PRECISIONS),
    radius_km=st.one_of(st.none(), st.floats(0, 300)),
    areas=st.sampled_from([(), ((1, "BF1"),), ((2, "Akora"),), ((1, "Béréla"), (2, "?"))]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spot=SPOTS, on=st.sampled_from([OLD, NEW]))
def test_whatever_is_said_the_sure_area_holds_all_of_it(place, spot, on):
    atlas = lookup.atlas()
    placed = place(on=on, **vars(spot))
    assert all(share in (0.25, 0.5, 0.75, 1.0) for share in placed.shares.values())
    for key, share in placed.shares.items():
        # Whatever lies in an area lies at least as much in every area that holds it.
        assert all(placed.shares.get(above.pk, 0) >= share for above in atlas.chain(key))
    if placed.area:
        assert placed.shares[placed.area] == 1.0
        assert atlas.sheets[atlas.places[placed.area].generation] is atlas.valid_on(placed.countries[0], on)
    if spot.precision in ("adm1", "adm2", "country"):
        deepest = {"adm1": 1, "adm2": 2, "country": 0}[spot.precision]
        assert all(atlas.places[key].level <= deepest for key in placed.shares)

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.accounts import DORI, account, initiator
from vigie.core import dates
from vigie.core.dates import When
from vigie.core.pairing import encode, standing_weights
from vigie.core.pairing import levels as l
from vigie.core.pairing.comparing import sheet_of, unpack
from vigie.core.pairing.matching import keeping, window_of
from vigie.core.pairing.patterns import best_pattern
from vigie.core.statement import Actor, Origin, Spot

WEIGHTS = standing_weights()


def levels(one, other, control=False):
    """The level of each field of two accounts, by name; {} where they are not compared."""
    reports = encode([one, other])
    window = window_of(WEIGHTS.windows, reports, control)
    packed = best_pattern(reports, 0, 1, sheet_of(reports), window, keeping(WEIGHTS, 0.0))[2]
    if packed < 0:
        return {}
    found = unpack(np.array([packed]))[:, 0]
    return {name: l.LEVELS[name][level] for name, level in zip(l.FIELDS, found, strict=True)}


def told(first, second):
    return account(1, **{"source": "a", **first}), account(2, **{"source": "b", **second})


def killed(number):
    return {"killed": (number, number, number)}


def at(day):
    return {"on": day}


WEEK, MONTH = dates.week(date(2026, 3, 9)), dates.month(2026, 3)
TEXT = "forage moulin berger troupeau carrière antenne pylône dispensaire"

# What two accounts say, the field, and its level.
LEVELS = [
    ({}, {}, "when", "apart_0"),
    (at(12), at(13), "when", "apart_1"),
    (at(12), at(15), "when", "apart_3"),
    (at(12), at(MONTH), "when", "one_month"),
    (at(12), at(WEEK), "when", "one_week"),
    (at(12), at(dates.around(date(2026, 3, 14), 2)), "when", "one_few_days"),
    (at(12), at(dates.year(2026)), "when", "one_longer"),
    (at(WEEK), at(MONTH), "when", "both_month"),
    (at(14), at(dates.week(date(2026, 3, 16))), "when", "loose_apart"),
    (at(12), at(When(date(2026, 3, 11), date(2026, 3, 14))), "when", "apart_0"),
    ({}, {"kind": "attack-civilians"}, "type", "same"),
    ({}, {"kind": "attack"}, "type", "broader"),
    ({}, {"kind": "violence-against-civilians"}, "type", "broader"),
    ({}, {"kind": "summary-killing"}, "type", "family"),
    ({}, {"kind": "abduction"}, "type", "broad"),
    ({"kind": "attack"}, {"kind": "liberty"}, "type", "broad"),
    ({}, {"kind": "looting"}, "type", "other"),
    ({}, {"kind": "unknown"}, "type", "missing"),
    ({"actors": initiator("army")}, {"actors": initiator("army")}, "initiators", "kind"),
    ({"actors": initiator("army")}, {"actors": initiator("police")}, "initiators", "class"),
    ({"actors": initiator("army")}, {"actors": initiator("bandits")}, "initiators", "different"),
    ({"actors": initiator("armed-group-unspecified")}, {"actors": initiator("militia")}, "initiators", "may_be"),
    ({"actors": initiator("unknown")}, {"actors": initiator("militia")}, "initiators", "missing"),
    ({"actors": initiator("unknown", "FAMA")}, {"actors": initiator("army")}, "initiators", "kind"),
    ({"actors": initiator("militia", "Front Vert")}, {"actors": initiator("militia", "Frond Vert")},
     "initiators", "name"),
    ({"actors": initiator("militia", "Groupe G-1")}, {"actors": initiator("militia", "Groupe G-2")},
     "initiators", "kind"),
    ({"actors": initiator("jihadist-unspecified", "Groupe A")},
     {"actors": initiator("jihadist-unspecified", "Katiba Nord")}, "initiators", "named_apart"),
    ({"actors": (*initiator("bandits"), *initiator("army"))}, {"actors": initiator("army")}, "initiators", "kind"),
    ({"actors": (Actor("target", "army"),)}, {"actors": (Actor("target", "army"),)}, "targets", "kind"),
    ({"actors": (Actor("target", "army"),)}, {"actors": (Actor("target", "police"),)}, "targets", "class"),
    ({"actors": (Actor("target", "army"),)}, {"actors": (Actor("target", "school-people"),)},
     "targets", "different"),
    ({"actors": (Actor("target", "army"), Actor("target", "health-people"))},
     {"actors": (Actor("target", "health-people"),)}, "targets", "kind"),
    ({}, {"actors": (Actor("target", "army"),)}, "targets", "missing"),
    (killed(0), killed(0), "killed", "none"),
    (killed(7), killed(7), "killed", "equal"),
    (killed(7), killed(9), "killed", "close"),
    (killed(7), killed(15), "killed", "apart"),
    (killed(2), killed(15), "killed", "far"),
    (killed(0), killed(3), "killed", "none_against_some"),
    ({"killed": (2, 4, 9)}, killed(9), "killed", "close"),
    ({}, killed(3), "killed", "missing"),
    ({"harmed": (("injured", (3, 3, 3)),)}, {"harmed": (("injured", (3, 3, 3)),)}, "harmed", "equal"),
    ({"harmed": (("injured", (0, 0, 0)),)}, {"harmed": (("injured", (9, 9, 9)),)}, "harmed", "none_against_some"),
    ({"harmed": (("injured", (0, 0, 0)),)}, {"harmed": (("injured", (0, 0, 0)),)}, "harmed", "missing"),
    ({"text": TEXT}, {"text": TEXT}, "words", "copied"),
    ({"text": "Le forage du marché"}, {"text": "La mosquée du quartier"}, "words", "missing"),
    ({"origins": (Origin("radio", "Radio Horizon"),)}, {"origins": (Origin("radio", "radio Horizons"),)},
     "origin", "shared"),
    ({"origins": (Origin("own_monitor", "Ali"),)}, {"origins": (Origin("own_monitor", "Ali"),)},
     "origin", "missing"),
    ({"origins": (Origin("organisation", "B"),)}, {}, "origin", "cites"),
    ({}, {}, "source", "missing"),
    ({}, {"source": "a"}, "source", "same"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "name", "level"), LEVELS)
def test_what_two_accounts_say_gives_its_level(one, other, name, level):
    one, other = told(one, other)
    assert levels(one, other)[name] == levels(other, one)[name] == level


SENO = ((1, "BF56"), (2, "BF5602"))
PLACES = [
    (Spot("Dori", ("BF",), 14.04, -0.03, "near"), "d1.same", "19 km"),
    (Spot("Village de DORI", ("BF",), 14.05, -0.03, "near"), "d3.same", "2 km, the same name"),
    (Spot("Dory", ("BF",), 14.05, -0.03, "near"), "d3.alike", "2 km, another spelling"),
    (Spot("Djibo", ("BF",), 14.05, -0.03, "near"), "d3.other", "2 km, another name"),
    (Spot("", ("BF",), 14.2, -0.03, "near"), "d20.missing", "19 km"),
    (Spot("x", ("BF",), 14.6, -0.03, "near"), None, "63 km"),
    (Spot("", ("BF",), 14.6, -0.03, "near", 40.0), "far.missing", "63 km, known to 40 km"),
    (Spot("Séno", ("BF",), 14.9, -0.5, "adm2", None, SENO), "one_area_2.other", "its own province, far"),
    (Spot("", ("BF",), 14.9, -0.5, "adm2", None, ((2, "BF4601"),)), None, "another province, far"),
    (Spot("", ("BF",), 14.1, -0.1, "adm2", None, ((2, "BF4601"),)), "near_area.missing", "another, near"),
    (Spot("", ("BF",), 15.9, -0.5, "adm1", None, ((1, "BF56"),)), "one_area_1.missing", "its own region"),
    (Spot("Dori", ("BF",), None, None, "unknown", None, SENO), "one_area_2.same", "no point, its area"),
    (Spot("Séno", ("ML",), 14.1, -0.1, "adm2"), "one_area_2.other", "no code decides: the radius does"),
    (Spot("Dory", (), None, None), "name_only.alike", "a name of the same sound"),
    (Spot("Dori", ("NE",), None, None), None, "the same name in another country"),
    (Spot("Djibo", (), None, None), None, "another name"),
    (Spot("Djibo", ("BF",), None, None), "one_area_0.other", "only the country is sure"),
    (Spot(), None, "nothing said"),
]  # fmt: skip


@pytest.mark.parametrize(("spot", "level", "why"), PLACES)
def test_places_are_compared_in_space_and_by_name(spot, level, why):
    one, other = account(1, "a"), account(2, "b", spots=(spot,))
    for found in (levels(one, other), levels(other, one)):
        assert found.get("where") == level, why


# The areas of another point than Dori's (BF56, BF5602).
AREAS = [
    (((1, "BF56"), (2, "BF5602")), "same"),
    (((2, "BF5603"),), "wider"),
    (((1, "BF56"),), "wider"),
    (((1, "BF46"),), "other"),
    (((2, "Séno"),), "missing"),
    ((), "missing"),
]


@pytest.mark.parametrize(("codes", "level"), AREAS)
def test_areas_of_two_points_are_compared_at_the_finest_level_both_know(codes, level):
    spot = replace(DORI, areas=codes)
    assert levels(account(1, "a"), account(2, "b", spots=(spot,)))["area"] == level


def test_of_several_spots_the_likeliest_two_are_compared():
    far = Spot("Gao", ("ML",), 16.27, -0.04, "near")
    near = Spot("Gorom", ("BF",), 14.3, -0.1, "near")
    one, other = account(1, "a", spots=(far, DORI)), account(2, "b", spots=(near, DORI))
    assert levels(one, other)["where"] == "d1.same"
    assert levels(account(1, "a", spots=(far,)), account(2, "b")) == {}


def test_pairs_of_one_place_days_apart_are_controls_and_nothing_else():
    one = account(1, "a", on=2)
    for day, expected in (
        (5, "apart_3"),
        (6, "apart_4"),
        (7, None),
        (9, None),
        (10, "control"),
        (16, "control"),
        (17, None),
    ):
        assert levels(one, account(2, "b", on=day), control=True).get("when") == expected
        assert levels(one, account(2, "b", on=day)).get("when") == (expected if day < 7 else None)
    assert levels(one, account(2, "b", on=dates.month(2026, 4)), control=True) == {}


spots = st.builds(
    Spot,
    name=st.sampled_from(("", "Dori", "Dory", "Djibo")),
    countries=st.just(("BF",)),
    lat=st.floats(13, 15),
    lon=st.floats(-1, 1),
    precision=st.sampled_from(("exact", "near", "adm3", "adm2", "adm1")),
    areas=st.sampled_from(((), ((2, "BF5602"),), ((2, "BF4601"),), ((3, "BF560201"),))),
)
whens = st.builds(
    lambda start, length: When(
        date(2026, 3, 1) + timedelta(start), date(2026, 3, 1) + timedelta(start + length), "few_days"
    ),
    st.integers(0, 20),
    st.integers(0, 10),
)
accounts = st.builds(lambda spot, when: account(spots=(spot,), on=when), spots, whens)
COARSER = {"exact": "near", "near": "adm3", "adm3": "adm2", "adm2": "adm1", "adm1": "adm1"}


@settings(max_examples=60, deadline=None)
@given(accounts, accounts, st.integers(0, 30), st.integers(0, 30), st.floats(0, 300))
def test_knowing_less_never_excludes_a_pair(one, other, before, after, more_km):
    one, other = replace(one, id=1), replace(other, id=2)
    spot = one.spots[0]
    wide_spot = replace(spot, radius_km=encode([one]).records["radius"][0] + more_km)
    when = When(one.when.first - timedelta(before), one.when.last + timedelta(after), "month")
    if levels(one, other):
        assert levels(replace(one, spots=(wide_spot,), when=when), other)
        assert levels(replace(one, spots=(replace(spot, precision=COARSER[spot.precision]),)), other)


@settings(max_examples=60, deadline=None)
@given(accounts, accounts)
def test_the_order_of_two_accounts_changes_nothing(one, other):
    one, other = replace(one, id=1), replace(other, id=2)
    assert levels(one, other) == levels(other, one)

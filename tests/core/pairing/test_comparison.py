from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.accounts import DORI, account, initiator
from tests.core.world import World
from vigie.core import dates
from vigie.core.dates import When
from vigie.core.pairing import judge
from vigie.core.pairing.narrative import Narratives, words_of
from vigie.core.statement import Actor, Origin, Spot

ARMY = Actor("target", "army")


def reasons(one, other, narratives=None):
    return {piece.reason: piece for piece in judge(one, other, narratives).evidence}


def killed(number):
    return {"killed": (number, number, number)}


# What two accounts say, and the one reason that must be found among the evidence.
FINDINGS = [
    ({}, {}, "date_same"),
    ({"on": 12}, {"on": 13}, "date_one_day"),
    ({"on": 12}, {"on": 16}, "date_days"),
    ({"on": 12}, {"on": dates.month(2026, 3)}, "date_one_month"),
    ({"on": dates.week(date(2026, 3, 9))}, {"on": dates.month(2026, 3)}, "date_both_month"),
    ({"on": 12}, {"on": dates.week(date(2026, 3, 16))}, "date_loose_apart"),
    ({"on": 12}, {"on": When(date(2026, 3, 11), date(2026, 3, 14))}, "date_same"),
    ({}, {"kind": "attack-civilians"}, "type_same"),
    ({}, {"kind": "attack"}, "type_broader"),
    ({}, {"kind": "summary-killing"}, "type_family"),
    ({}, {"kind": "abduction"}, "type_broad"),
    ({}, {"kind": "looting"}, "type_other"),
    ({"actors": initiator("army")}, {"actors": initiator("army")}, "initiators_kind"),
    ({"actors": initiator("army")}, {"actors": initiator("police")}, "initiators_class"),
    ({"actors": initiator("army")}, {"actors": initiator("bandits")}, "initiators_different"),
    ({"actors": initiator("armed-group-unspecified")}, {"actors": initiator("militia")}, "initiators_may_be"),
    (
        {"actors": initiator("militia", "Front Vert")},
        {"actors": initiator("militia", "Frond Vert")},
        "initiators_name",
    ),
    (
        {"actors": initiator("jihadist-unspecified", "Groupe A")},
        {"actors": initiator("jihadist-unspecified", "Katiba Nord")},
        "initiators_named_apart",
    ),
    (killed(0), killed(0), "killed_none"),
    (killed(7), killed(7), "killed_equal"),
    (killed(7), killed(9), "killed_close"),
    (killed(7), killed(15), "killed_apart"),
    (killed(2), killed(15), "killed_far"),
    (killed(0), killed(3), "killed_none_against_some"),
    ({"killed": (2, 4, 9)}, killed(9), "killed_close"),
    ({"actors": (Actor("target", "army"),)}, {"actors": (Actor("target", "army"),)}, "targets_kind"),
    (
        {"actors": (Actor("target", "army"),)},
        {"actors": (Actor("target", "school-people"),)},
        "targets_different",
    ),
    (
        {"origins": (Origin("radio", "Radio Horizon"),)},
        {"origins": (Origin("radio", "radio Horizons"),)},
        "origin_shared",
    ),
    ({"origins": (Origin("organisation", "B"),)}, {}, "origin_cites"),
    ({}, {"source": "a"}, "source_same"),
    ({"text": "Le forage du marché"}, {"text": "La mosquée du quartier"}, None),
]


@pytest.mark.parametrize(("one", "other", "reason"), FINDINGS)
def test_what_two_accounts_say_gives_its_reason(one, other, reason):
    first, second = account(1, **{"source": "a", **one}), account(2, **{"source": "b", **other})
    found = reasons(first, second)
    if reason is None:
        assert not [code for code in found if code.startswith("words")]
    else:
        assert reason in found


NEUTRAL = [
    ({"killed": None}, killed(3), "killed"),
    ({"actors": initiator("unknown")}, {"actors": initiator("army")}, "initiators"),
    ({"kind": "unknown"}, {"kind": "ambush"}, "type"),
    ({"text": ""}, {"text": "forage"}, "words"),
    ({"origins": (Origin(),)}, {"origins": (Origin(),)}, "origin"),
]


@pytest.mark.parametrize(("one", "other", "field"), NEUTRAL)
def test_what_is_not_known_speaks_neither_for_nor_against(one, other, field):
    found = reasons(account(1, "a", **one), account(2, "b", **other))
    assert not [code for code in found if code.startswith(field)]


def place(*spots):
    found = reasons(*(account(number, f"s{number}", spots=(spot,)) for number, spot in enumerate(spots)))
    return next((code for code in found if code.startswith("place")), None)


SENO = ((1, "BF56"), (2, "BF5602"))
PLACES = [
    (Spot("Dory", ("BF",), 14.05, -0.03, "near"), "place_apart_alike"),
    (Spot("Djibo", ("BF",), 14.05, -0.03, "near"), "place_apart_other"),
    (Spot("", ("BF",), 14.05, -0.03, "near"), "place_apart_missing"),
    (Spot("Séno", ("BF",), 14.3, -0.3, "adm2", None, SENO), "place_in_province_other"),
    (Spot("Séno", ("ML",), 14.1, -0.1, "adm2"), "place_in_cercle_other"),
    (Spot("Dori", ("BF",), None, None, "unknown", None, SENO), "place_in_province_same"),
    (Spot("Dori", (), None, None), "place_name_only_same"),
    (Spot("", ("BF",), 14.0, -0.1, "adm2", None, ((2, "BF4601"),)), "place_near_area_missing"),
    (Spot("", ("BF",), None, None, "country"), "place_in_country_missing"),
]


@pytest.mark.parametrize(("spot", "reason"), PLACES)
def test_place_and_name_are_judged_together(spot, reason):
    assert place(DORI, spot) == place(spot, DORI) == reason


def test_of_several_spots_the_nearest_two_are_compared():
    far = Spot("Gorom", ("BF",), 14.3, -0.1, "near")
    found = reasons(account(1, "a", spots=(far, DORI)), account(2, "b", spots=(DORI, far)))
    assert found["place_apart_same"].params == (("km", 0), ("name", "Dori"))
    assert reasons(account(1, "a", spots=(far, DORI)), account(2, "b"))["place_apart_same"].params[0] == (
        "km",
        0,
    )


def test_two_reports_at_the_centre_of_one_area_prove_little():
    centre = Spot("", ("BF",), 14.3, -0.3, "adm2", None, SENO)
    point = replace(DORI, name="")
    vague = judge(account(1, "a", spots=(centre,)), account(2, "b", spots=(centre,)))
    sharp = judge(account(1, "a", spots=(point,)), account(2, "b", spots=(point,)))
    assert vague.bits < sharp.bits


def test_rare_words_in_common_speak_for_and_are_named():
    narratives = Narratives()
    for number in range(200):
        narratives.add(words_of(f"mot{chr(97 + number % 26)}x coups"))
    narratives.add(words_of("marché forage"))
    one = account(1, "a", text="Tirs au marché près du forage")
    other = account(2, "b", text="Des hommes au marché derrière le forage")
    found = reasons(one, other, narratives)["words_rare"]
    assert found.bits > 0
    assert found.params == (("words", "« forage », « marche »"),)


def test_a_copied_text_speaks_strongly_for():
    text = "forage moulin berger troupeau carrière antenne pylône dispensaire"
    assert reasons(account(1, "a", text=text), account(2, "b", text=text))["words_copied"].bits > 3


def test_one_organisation_seldom_tells_twice():
    same, two = judge(account(1, "a"), account(2, "a")), judge(account(1, "a"), account(2, "b"))
    assert two.bits - same.bits > 2


def test_the_probability_follows_from_the_bits():
    judged = judge(account(1, "a"), account(2, "b"))
    assert judged.evidence[0].reason == "prior"
    assert judged.bits == sum(piece.bits for piece in judged.evidence)
    assert judged.probability == pytest.approx(2**judged.bits / (1 + 2**judged.bits))


ACCOUNTS = World(3, 80, 20).accounts


@given(st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS))
def test_evidence_is_symmetric(one, other):
    assert judge(one, other) == judge(other, one)

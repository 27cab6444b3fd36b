"""A rule for each field, as data: what each holds, and what is refused when the data is read."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.claims.test_settling import KILLED, actor, claims, killed
from vigie.core import dates
from vigie.core.claims import SENTENCES as SAID
from vigie.core.claims import Count, WrongRules, rules_of, settle, standing_rules
from vigie.core.claims.rules import ALLOWED, SENTENCES
from vigie.core.dates import When
from vigie.core.statement import Spot

FIRST, THIRD = dates.day(date(2026, 3, 1)), dates.day(date(2026, 3, 3))
BETWEEN = When(date(2026, 3, 2), date(2026, 3, 2), "few_days")


def held(field: str, rule, *claimants):
    rules = rules_of({"rules": {field.partition(":")[0]: rule}})
    return {fact.field: fact for fact in settle(claimants, None, rules)}[field]


def first(*slugs):
    return {"rule": "organisation_first", "organisations": list(slugs)}


DATES = [
    # Three messages of one radio against one witness.
    ("most_origins", [("a", {0}, FIRST), ("b", {0}, FIRST), ("c", {1}, THIRD)], FIRST, "tie"),
    ("most_reports", [("a", {0}, FIRST), ("b", {0}, FIRST), ("c", {1}, THIRD)], FIRST, "reports"),
    ("most_reports", [("a", {0}, THIRD), ("b", {0}, THIRD), ("c", {1}, FIRST), ("d", {2}, THIRD)], THIRD, "reports"),
    ("most_precise", [("a", {0}, dates.month(2026, 4)), ("b", {1}, dates.month(2026, 4)), ("c", {2}, FIRST)], FIRST,
     "precise"),
    (first("b"), [("a", {0}, FIRST), ("b", {1}, THIRD), ("c", {2}, FIRST)], THIRD, "first"),
    (first("z", "c"), [("a", {0}, THIRD), ("b", {1}, THIRD), ("c", {2}, FIRST)], FIRST, "first"),
    (first("z"), [("a", {0}, THIRD), ("b", {1}, THIRD), ("c", {2}, FIRST)], THIRD, "majority"),
    ("average", [("a", {0}, FIRST), ("b", {1}, THIRD)], BETWEEN, "average"),
    ("average", [("a", {0}, FIRST), ("b", {1}, FIRST)], FIRST, "average"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "said", "value", "code"), DATES)
def test_a_date_by_its_rule(rule, said, value, code):
    claimants = [claims(n, org, origins, when) for n, (org, origins, when) in enumerate(said)]
    found = held("date", rule, *claimants)
    assert (found.value, found.rule) == (value, code)


TOLLS = [("middle", Count(2, 4, 20)), ("average", Count(2, 9, 20)), ("lowest", Count(2, 2, 20)),
         ("highest", Count(2, 20, 20)), (first("b"), Count(4, 4, 4))]  # fmt: skip


@pytest.mark.parametrize(("rule", "value"), TOLLS)
def test_a_toll_by_its_rule_counts_origins_not_messages(rule, value):
    claimants = [
        claims(number, organisation, {origin}, **killed(best))
        for number, (organisation, origin, best) in enumerate(
            [("a", 0, 2), ("b", 1, 4), ("c", 2, 20), ("d", 2, 20), ("e", 2, 20)]
        )
    ]
    assert held(KILLED, rule, *claimants).value == value


def test_the_mean_of_points_is_as_wide_as_to_hold_them():
    west, east = Spot("Dori", ("BF",), 14.0, 0.0, "near"), Spot("Dori", ("BF",), 14.0, 0.2, "near")
    found = held("place", "average", claims(1, "a", {0}, spots=(west,)), claims(2, "b", {1}, spots=(east,)))
    (spot,) = found.value
    assert (spot.lat, spot.lon, spot.precision) == (14.0, pytest.approx(0.1), "near")
    assert spot.radius_km == pytest.approx(10.8 + 5.0, abs=0.3)


def test_what_has_no_point_is_not_averaged():
    named = Spot("Dori", ("BF",))
    point = Spot("Dori", ("BF",), 14.0, 0.0, "near")
    found = held("place", "average", claims(1, "a", {0}, spots=(named,)), claims(2, "b", {1}, spots=(point,)))
    assert found.rule == "agreed" and found.value == (point,)


def test_no_rule_names_an_author_against_as_many_others():
    claimants = [
        claims(1, "a", {0}, **actor("army", "Unité longue et précise")),
        claims(2, "b", {1}, **actor("militia", "Milice")),
    ]
    for rule in ALLOWED["initiators"]:
        assert held("initiators", rule, *claimants).status == "open"


@pytest.mark.parametrize("field", sorted(ALLOWED))
def test_every_rule_allowed_has_its_way_and_its_sentence(field):
    said = {"toll": killed(3), "initiators": actor("army"), "targets": actor("army", role="target")}
    spot = Spot("Dori", ("BF",), 14.0, 0.0, "near")
    name = KILLED if field == "toll" else field
    for rule in ALLOWED[field]:
        given = first("a") if rule == "organisation_first" else rule
        claimants = [claims(n, org, {n}, spots=(spot,), **said.get(field, {})) for n, org in enumerate("ab")]
        found = held(name, given, *claimants)
        assert found.status == "known" and found.rule in SAID


def test_the_house_s_own_rules_are_read_and_are_the_usual_ones():
    assert {name: rule.name for name, rule in standing_rules().by_field.items()} == {
        name: allowed[0] for name, allowed in ALLOWED.items()
    }


WRONG = [
    (None, "no_rules"), ([], "no_rules"), ({"rules": ["date"]}, "no_rules"),
    ({"rules": {"colour": "average"}}, "field"),
    ({"rules": {"date": "lowest"}}, "rule"),
    ({"rules": {"initiators": "most_precise"}}, "rule"),
    ({"rules": {"date": 7}}, "shape"),
    ({"rules": {"date": {"rule": "average", "weight": 2}}}, "key"),
    ({"rules": {"date": {"rule": "organisation_first", "organisations": "a"}}}, "shape"),
    ({"rules": {"date": "organisation_first"}}, "organisations"),
    ({"rules": {"date": {"rule": "average", "organisations": ["a"]}}}, "organisations"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code"), WRONG)
def test_wrong_rules_are_refused_with_a_sentence_that_names_the_field(data, code):
    with pytest.raises(WrongRules) as why:
        rules_of(data)
    assert why.value.code == code and code in SENTENCES
    assert "%(" not in str(why.value)
    if code not in ("no_rules",):
        assert next(iter(data["rules"])) in str(why.value)

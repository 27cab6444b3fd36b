from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core import dates
from vigie.core.claims import SENTENCES, STATUSES, Choice, Claimant, Count, settle
from vigie.core.statement import Actor, Spot, Statement, Toll

TONDIGUEL = Spot("Tondiguel", ("BF",), 14.0, 0.0, "near", None, ((1, "BF56"), (2, "BF5602")))
SENO = Spot("province du Séno", ("BF",), 14.2, 0.1, "adm2", None, ((1, "BF56"), (2, "BF5602")))
TWELFTH, THIRTEENTH = dates.day(date(2026, 3, 12)), dates.day(date(2026, 3, 13))


def claims(report, organisation, origins=(), when=TWELFTH, kind="attack-civilians", **more):
    return Claimant(report, organisation, Statement(str(report), when, kind, **more), frozenset(origins))


def fact(name, *claimants, **choices):
    return {found.field: found for found in settle(claimants, choices)}[name]


def statuses(found):
    return [cell.status for cell in found.cells]


def actor(kind, name="", role="initiator"):
    return {"actors": (Actor(role, kind, name),)}


def killed(best, **more):
    return {"tolls": (Toll("killed", "civilian", best=best, **more),)}


KILLED = "toll:killed:civilian:all:all"

DATES = [
    ("one day said twice", [TWELFTH, TWELFTH], TWELFTH, "agreed", ["kept", "kept"]),
    ("the month agrees", [dates.month(2026, 3), TWELFTH], TWELFTH, "agreed", ["agrees", "kept"]),
    ("most say so", [TWELFTH, THIRTEENTH, THIRTEENTH], THIRTEENTH, "majority", ["differs", "kept", "kept"]),
    ("even", [THIRTEENTH, TWELFTH], TWELFTH, "tie", ["differs", "kept"]),
    ("the month helps nobody", [THIRTEENTH, TWELFTH, dates.month(2026, 3)], TWELFTH, "tie",
     ["differs", "kept", "agrees"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "whens", "held", "rule", "said"), DATES, ids=[row[0] for row in DATES])
def test_the_date_is_the_most_precise_that_most_agree_on(case, whens, held, rule, said):
    found = fact("date", *(claims(n, f"o{n}", when=when) for n, when in enumerate(whens)))
    assert (found.value, found.rule, statuses(found)) == (held, rule, said)


def test_three_messages_of_one_radio_do_not_outvote_two_witnesses():
    radio = [claims(n, f"o{n}", {0}, THIRTEENTH) for n in range(3)]
    witnesses = [claims(8, "y", {1}), claims(9, "z", {2})]
    assert fact("date", *radio, *witnesses).value == TWELFTH


PLACES = [
    (Spot("Tondigel", ("BF",), 14.01, 0.0, "near"), "spelling"),
    (SENO, "agrees"),
    (Spot("Tondiguel", ("BF",), 14.9, 0.0, "near"), "differs"),
    (Spot("Bani", ("BF",), 14.01, 0.0, "near"), "differs"),
    (Spot("Loroum", ("BF",), 13.9, -1.6, "adm2", None, ((2, "BF4601"),)), "differs"),
    (Spot("", ("BF",), 14.01, 0.0, "near"), "agrees"),
]


@pytest.mark.parametrize(("spot", "status"), PLACES)
def test_a_place_may_differ_agree_or_only_be_spelt_otherwise(spot, status):
    others = [claims(n, f"o{n}", spots=(TONDIGUEL,)) for n in range(2)]
    found = fact("place", *others, claims(9, "z", spots=(spot,)))
    assert found.value == (TONDIGUEL,)
    assert statuses(found) == ["kept", "kept", status]


def test_the_finer_type_is_held_where_types_agree():
    found = fact("type", claims(1, "a", kind="attack"), claims(2, "b"), claims(3, "c", kind="unknown"))
    assert (found.value, statuses(found)) == ("attack-civilians", ["agrees", "kept", "unknown"])


def test_nobody_is_held_to_have_begun_by_the_toss_of_a_coin():
    found = fact("initiators", claims(1, "a", **actor("army")), claims(2, "b", **actor("militia")))
    assert (found.value, found.status, found.rule) == (None, "open", "open")
    assert statuses(found) == ["differs", "differs"]
    found = fact("initiators", claims(1, "a", **actor("army")), claims(2, "b", **actor("militia")),
                 claims(3, "c", **actor("militia")))  # fmt: skip
    assert found.value == (("militia", ""),)
    assert found.disputed_by == (1,)


def test_an_unspecified_kind_agrees_with_a_specified_one():
    found = fact("initiators", claims(1, "a", **actor("government")), claims(2, "b", **actor("army")))
    assert (found.value, statuses(found)) == ((("army", ""),), ["agrees", "kept"])


def test_a_name_spelt_otherwise_is_no_disagreement():
    found = fact("initiators", claims(1, "a", **actor("militia", "Front Vert")),
                 claims(2, "b", **actor("militia", "Frond Vert")))  # fmt: skip
    assert sorted(statuses(found)) == ["kept", "spelling"]


def test_a_toll_runs_from_lowest_to_highest_with_the_middle_of_the_origins():
    # The mock-up's case: three witnesses say 7, one radio is cited three times with 9, 9 and 6.
    found = fact(KILLED, claims(1, "a", {0}, **killed(7)), claims(2, "b", {1}, **killed(9)),
                 claims(3, "d", {1}, **killed(9)), claims(4, "letter", {1}, **killed(6)))  # fmt: skip
    assert found.value == Count(6, 7, 9)
    assert statuses(found) == ["kept", "differs", "differs", "differs"]


def test_of_two_middles_the_lower_is_held():
    assert fact(KILLED, claims(1, "a", **killed(4)), claims(2, "b", **killed(8))).value == Count(4, 4, 8)


def test_zero_unknown_not_asked_withheld_and_silent_all_differ():
    found = fact(
        KILLED,
        claims(1, "a", **killed(0)),
        claims(2, "b", **killed(None, status="unknown")),
        claims(3, "c", **killed(None, status="not_asked")),
        claims(4, "d", **killed(None, status="withheld")),
        claims(5, "e"),
        claims(6, "f", **killed(3)),
    )
    assert statuses(found) == ["kept", "unknown", "not_asked", "withheld", "silent", "differs"]
    assert found.value == Count(0, 0, 3)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (("unknown", "withheld"), "withheld"),
        (("not_asked", "unknown"), "unknown"),
        (("not_asked",), "not_asked"),
    ],
)
def test_where_nobody_knows_the_reason_is_held(said, status):
    found = fact(KILLED, *(claims(n, f"o{n}", **killed(None, status=one)) for n, one in enumerate(said)))
    assert (found.value, found.status, found.rule) == (None, status, status)


def test_a_person_s_choice_stays_and_the_rule_s_value_stands_beside_it():
    both = [claims(1, "a"), claims(2, "b", when=THIRTEENTH)]
    found = fact("date", *both, claims(3, "c"), date=Choice(THIRTEENTH, "n.x"))
    assert (found.value, found.ruled, found.rule, found.by) == (THIRTEENTH, TWELFTH, "chosen", "n.x")
    assert statuses(found) == ["differs", "kept", "differs"]
    found = fact("initiators", claims(1, "a", **actor("army")), initiators=Choice(None, "n.x"))
    assert (found.value, found.status) == (None, "unknown")


def test_a_row_of_who_says_what_has_a_column_for_each_organisation():
    found = fact("date", claims(1, "a"), claims(2, "a", when=THIRTEENTH), claims(3, "b"))
    row = found.by_organisation()
    assert [(who, [cell.report for cell in cells]) for who, cells in row.items()] == [
        ("a", [1, 2]),
        ("b", [3]),
    ]


def test_no_report_no_fact_but_the_fixed_rows():
    assert [found.field for found in settle([])] == ["date", "place", "type", "initiators", "targets"]
    assert {found.status for found in settle([])} == {"silent"}


claimants = st.lists(
    st.builds(
        lambda report, organisation, origins, when, kind, spots, who, best: claims(
            report, organisation, origins, when, kind, spots=spots, actors=(Actor("initiator", who),),
            tolls=(Toll("killed", "civilian", best=best, status="unknown" if best is None else "known"),),
        ),
        st.integers(0, 99),
        st.sampled_from("abc"),
        st.frozensets(st.integers(0, 2), max_size=2),
        st.sampled_from((TWELFTH, THIRTEENTH, dates.month(2026, 3))),
        st.sampled_from(("attack", "attack-civilians", "looting", "unknown")),
        st.sampled_from(((), (TONDIGUEL,), (SENO,), (TONDIGUEL, SENO))),
        st.sampled_from(("army", "government", "militia", "unknown")),
        st.sampled_from((None, 0, 3, 9)),
    ),
    max_size=6,
    unique_by=lambda claimant: claimant.report,
)  # fmt: skip


@given(claimants, st.randoms())
def test_order_changes_nothing_and_every_report_has_its_cell(some, chance):
    facts = settle(some)
    assert facts == settle(chance.sample(some, len(some)))
    for found in facts:
        assert len(found.cells) == len(some)
        assert {cell.status for cell in found.cells} <= set(STATUSES)
        assert found.rule in SENTENCES
        if found.status == "known" and not found.field.startswith("toll"):
            assert "kept" in {cell.status for cell in found.cells}

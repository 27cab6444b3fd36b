"""Deadlines follow the tightest rule, and are counted as somebody with a calendar would."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core.deadlines import (
    BeforeRequest,
    Due,
    NoReason,
    Rule,
    days_late,
    due,
    months_after,
    own,
    working_days_after,
)
from vigie.core.standards import deadline_rules, organisation_kinds

ON = date(2026, 1, 31)
RULES = (
    Rule("any", "response", months=2),
    Rule("ministries", "response", body="ministry", days=45),
    Rule("bf", "response", country="BF", months=1),
    Rule("bf-ministries", "response", country="BF", body="ministry", days=10),
    Rule("consultative", "response", body="consultative", months=3),
    Rule("questions", "written_question", country="ML", days=3, working=True),
)
TIGHTEST = """
NE  council                 any            2026-03-31
NE  ministry                ministries     2026-03-17
BF  council                 bf             2026-02-28
BF  ministry                bf-ministries  2026-02-10
NE  consultative,ministry   consultative   2026-04-30
NE  ministry,consultative   ministries     2026-03-17
""".strip().splitlines()


@pytest.mark.parametrize("line", TIGHTEST)
def test_the_tightest_rule_holds(line):
    country, kinds, code, day = line.split()
    found = due(RULES, country, kinds.split(","), "response", ON)
    assert (found.rule.code, found.date.isoformat()) == (code, day)
    assert due(reversed(RULES), country, kinds.split(","), "response", ON) == found


def test_without_a_rule_nothing_is_invented():
    assert due(RULES, "BF", "ministry", "written_question", ON) is None
    assert due((), "BF", "ministry", "response", ON) is None


MONTHS = [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-30", 3, "2027-02-28"),
          ("2026-08-15", 12, "2027-08-15"), ("2026-12-01", 1, "2027-01-01")]  # fmt: skip


@pytest.mark.parametrize(("day", "months", "expected"), MONTHS)
def test_months_end_on_the_same_day_or_the_last(day, months, expected):
    assert months_after(date.fromisoformat(day), months).isoformat() == expected


# 2 March 2026 is a Monday.
WORKING = [("2026-03-02", 1, "2026-03-03"), ("2026-03-06", 1, "2026-03-09"), ("2026-03-07", 1, "2026-03-09"),
           ("2026-03-08", 5, "2026-03-13"), ("2026-03-06", 10, "2026-03-20")]  # fmt: skip


@pytest.mark.parametrize(("day", "days", "expected"), WORKING)
def test_working_days_are_mondays_to_fridays(day, days, expected):
    assert working_days_after(date.fromisoformat(day), days).isoformat() == expected


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_working_days_agree_with_counting_them_one_by_one(day, days):
    reached, left = day, days
    while left:
        reached += timedelta(1)
        left -= reached.weekday() < 5
    assert working_days_after(day, days) == reached


def test_a_deadline_of_ones_own_has_a_reason_and_is_not_before_the_request():
    assert own(ON, date(2026, 2, 2), " avant la session ") == Due(date(2026, 2, 2), None, "avant la session")
    assert own(ON, ON, "le jour même").date == ON
    with pytest.raises(BeforeRequest) as refused:
        own(ON, date(2026, 1, 30), "hier")
    assert refused.value.args == (date(2026, 1, 30), ON)
    with pytest.raises(NoReason):
        own(ON, date(2026, 2, 2), "  ")


def march(day: int) -> date:
    return date(2026, 3, day)


LATE = [
    (10, 9, [], 0), (10, 10, [], 0), (10, 11, [], 1), (10, 20, [(12, 15)], 7), (10, 20, [(1, 5)], 10),
    (10, 20, [(5, 12)], 8), (10, 20, [(18, 30)], 8), (10, 20, [(12, 15), (14, 16)], 6), (10, 20, [(1, 31)], 0),
]  # fmt: skip


@pytest.mark.parametrize(("due_on", "until", "still", "late"), LATE)
def test_days_late_leave_out_those_when_nobody_could_be_answered(due_on, until, still, late):
    spans = [(march(first), march(end)) for first, end in still]
    assert days_late(march(due_on), march(until), spans) == late


def test_the_rules_that_come_with_vigie_can_be_read_and_cover_every_thing():
    rules = deadline_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    for country in ("BF", "ML", "NE"):
        for kind in organisation_kinds():
            for thing in ("response", "implementation", "written_question", "oral_question",
                          "information_request", "report_tabling"):  # fmt: skip
                assert due(rules, country, kind, thing, ON).date > ON
    # Nobody has read the rules of procedure of the three countries: no rule of theirs may say otherwise.
    assert all(rule.to_verify and rule.fr and rule.en for rule in rules if rule.country)

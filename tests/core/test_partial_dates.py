"""Partial dates never claim more than they say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.core import dates
from vigie.core.partial_dates import NotADate, ends_before, partial, span, within, within_on

# A busy machine is no failure.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

CASES = """
day         start       end         answer
2026-03-12  2026-03-12  2026-03-12  certainly
2026-03-12  2026-03     2026-04     possibly
2026-04-02  2026-03     2026-05     certainly
2026-03-12  2025        2027        certainly
2026-03-12  2026        -           possibly
2026-03-12  -           2026        possibly
2026-03-12  -           -           certainly
2026-03-12  2026-03-13  -           no
2026-03-12  -           2026-02     no
2027-01-01  2025        2026        no
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines()[1:])
def test_within(line):
    day, start, end, answer = ("" if word == "-" else word for word in line.split())
    assert within_on(date.fromisoformat(day), start, end) == answer


def test_a_month_is_within_only_as_a_whole():
    assert within(dates.month(2026, 3), "2026-02-10", "2026-03-31") == "certainly"
    assert within(dates.month(2026, 3), "2026-02-10", "2026-03-30") == "possibly"
    assert within(dates.month(2026, 3), "2026-04-01", "") == "no"


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-02-30", "12/03/2026", "mars 2026", "26", "2026-3", "2026-T1"]
)
def test_only_iso_dates_that_exist_are_stored(text):
    with pytest.raises(NotADate):
        span(text)


def test_order_is_refused_only_when_it_is_certain():
    assert ends_before("2026-03", "2026-02")
    assert not ends_before("2026-03", "2026")
    assert not ends_before("", "2026")


DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
PARTIALS = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from((4, 7, 10)))


@given(PARTIALS)
@settings(PATIENT)
def test_a_partial_date_comes_back(text):
    assert partial(span(text)) == text


def meanings(text: str, days: int = 366) -> list[date]:
    found = span(text)
    return [found.first + timedelta(n) for n in range((found.last - found.first).days + 1)]


@given(DAYS, PARTIALS, PARTIALS)
@settings(PATIENT)
def test_within_holds_for_every_or_for_no_meaning(day, start, end):
    answers = {begin <= day for begin in meanings(start)}, {day <= close for close in meanings(end)}
    expected = "possibly"
    if answers == ({True}, {True}):
        expected = "certainly"
    elif {False} in answers:
        expected = "no"
    assert within_on(day, start, end) == expected

"""Dates in messages, seen from Monday 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.core.dates import NoSuchDay, NotADate
from vigie.core.sms.days import FutureDate, days

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("text", "first", "precision"), [
    ("12/03", "2026-03-12", "day"), ("12.3", "2026-03-12", "day"), ("12-03", "2026-03-12", "day"),
    ("23/11", "2026-11-23", "day"),
    ("24/11", "2025-11-24", "day"),  # it would lie ahead: last year's
    ("31/12", "2025-12-31", "day"),
    ("29/02", "2024-02-29", "day"),  # the last there was
    ("12/03/26", "2026-03-12", "day"), ("12/03/2025", "2025-03-12", "day"), ("2026-03-12", "2026-03-12", "day"),
    ("12 mars", "2026-03-12", "day"), ("1er mai", "2026-05-01", "day"), ("12 dec", "2025-12-12", "day"),
    ("12 march 2025", "2025-03-12", "day"),
    ("mars", "2026-03-01", "month"), ("decembre", "2025-12-01", "month"), ("03/2026", "2026-03-01", "month"),
    ("le 12", "2026-11-12", "day"), ("le 24", "2026-10-24", "day"), ("le 31", "2026-10-31", "day"),
    ("hier", "2026-11-22", "day"), ("avant hier", "2026-11-21", "day"), ("aujourd hui", "2026-11-23", "day"),
    ("lundi", "2026-11-23", "day"), ("mardi", "2026-11-17", "day"), ("yesterday", "2026-11-22", "day"),
])  # fmt: skip
def test_dates(text, first, precision):
    found = days(text, TODAY)
    assert (found.first.isoformat(), found.precision) == (first, precision)
    assert found.last <= TODAY


def test_a_year_turns_between_christmas_and_new_year():
    assert days("28/12", date(2027, 1, 2)).first == date(2026, 12, 28)


@pytest.mark.parametrize(("text", "fault"), [
    ("30/02", NoSuchDay), ("31/04/2026", NoSuchDay), ("12/03/2027", FutureDate), ("12/2026", FutureDate),
    ("13/13", NotADate), ("0/5", NotADate), ("12/03/1803", NotADate), ("Dorila", NotADate), ("", NotADate),
    ("le 32", NotADate), ("jan", NotADate),
])  # fmt: skip
def test_what_is_no_date_says_why(text, fault):
    with pytest.raises(fault):
        days(text, TODAY)

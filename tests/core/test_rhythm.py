"""When something of a rhythm was last due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core.rhythm import last_due

# 18 November 2026 is a Wednesday.
CASES = [
    ("daily", 0, 7, "2026-11-18 07:00", "2026-11-18 07:00"),
    ("daily", 0, 7, "2026-11-18 06:59", "2026-11-17 07:00"),
    ("daily", 0, 0, "2026-11-18 00:00", "2026-11-18 00:00"),
    ("weekly", 2, 7, "2026-11-18 07:30", "2026-11-18 07:00"),
    ("weekly", 2, 7, "2026-11-18 06:30", "2026-11-11 07:00"),
    ("weekly", 0, 7, "2026-11-18 06:30", "2026-11-16 07:00"),
    ("weekly", 3, 23, "2026-11-18 06:30", "2026-11-12 23:00"),
]


@pytest.mark.parametrize(("rhythm", "weekday", "hour", "now", "due"), CASES)
def test_last_due(rhythm, weekday, hour, now, due):
    assert last_due(rhythm, weekday, hour, datetime.fromisoformat(now)) == datetime.fromisoformat(due)


MOMENTS = st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1))


@given(st.sampled_from(["daily", "weekly"]), st.integers(0, 6), st.integers(0, 23), MOMENTS)
def test_it_lies_within_one_turn_and_stays_until_the_next(rhythm, weekday, hour, now):
    due = last_due(rhythm, weekday, hour, now)
    turn = timedelta(7 if rhythm == "weekly" else 1)
    assert due <= now < due + turn
    assert due.hour == hour and (rhythm == "daily" or due.weekday() == weekday)
    assert last_due(rhythm, weekday, hour, due) == due

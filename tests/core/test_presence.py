"""A body sits when something that is written down says so."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core.presence import Presence

# founding–dissolution | standings | day | answer
ON = """
–                    |                          | 2026-03-01 | unknown
2010–                |                          | 2026-03-01 | unknown
2010–                |                          | 2009-03-01 | absent
–2026-02             |                          | 2026-02-28 | unknown
–2026-02             |                          | 2026-03-01 | absent
–                    | 2024–                    | 2026-03-01 | sits
–                    | 2024–2025                | 2025-12-31 | sits
–                    | 2024–2025                | 2026-01-01 | absent
–                    | 2024–2025 2026-02-10–    | 2026-02-09 | absent
–                    | 2024–2025 2026-02-10–    | 2026-02-10 | sits
2010–2026-01-05      | 2024–                    | 2026-01-06 | absent
""".strip().splitlines()


def times(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(tuple(each.split("–")) for each in text.split())


@pytest.mark.parametrize("line", ON)
def test_whether_it_sits_is_read_off_what_is_written_down(line):
    lives, standings, day, answer = (part.strip() for part in line.split("|"))
    assert Presence(times(lives), times(standings)).on(date.fromisoformat(day)) == answer


def test_of_a_dissolved_parliament_the_committee_does_not_sit_either():
    assert Presence((("", ""), ("", "2026-01-05")), (("2024", ""),)).on(date(2026, 2, 1)) == "absent"


BOUNDS = st.sampled_from(["", "2025", "2026-02", "2026-02-10", "2026-03-01", "2026-04"])
TIMES = st.lists(st.tuples(BOUNDS, BOUNDS), max_size=3).map(tuple)


@given(TIMES, TIMES)
def test_absences_are_the_days_on_which_it_is_absent(lives, standings):
    presence, first, until = Presence(lives, standings), date(2026, 1, 20), date(2026, 5, 10)
    spans = presence.absences(first, until)
    days = [first + timedelta(each) for each in range((until - first).days)]
    assert [day for day in days if presence.on(day) == "absent"] == [
        day for day in days if any(start <= day < end for start, end in spans)
    ]
    assert all(end < start for (_first, end), (start, _end) in pairwise(spans))

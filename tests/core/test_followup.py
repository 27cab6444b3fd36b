"""Where a recommendation stands, from what was said and what was found."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.core import followup
from vigie.core.followup import Step

FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def test_what_was_said_last_holds_by_its_day_and_then_by_when_it_was_written():
    later_written = [Step(SECOND, 1, "completed"), Step(FIRST, 9, "started")]
    assert followup.verified(later_written) == "completed"
    assert followup.verified([Step(FIRST, 1, "none"), Step(FIRST, 2, "started")]) == "started"
    assert followup.verified([]) == ""


@pytest.mark.parametrize(
    ("said", "actions", "claimed"),
    [([], 0, ""), ([], 2, "planned"), ([Step(FIRST, 1, "none")], 2, "none")],
)
def test_who_names_an_action_has_planned(said, actions, claimed):
    assert followup.claimed(said, actions) == claimed


@pytest.mark.parametrize(
    ("said", "due", "today", "position"),
    [
        ([], None, SECOND, "awaited"), ([], SECOND, SECOND, "awaited"), ([], FIRST, SECOND, "no_reply"),
        ([Step(THIRD, 1, "noted")], FIRST, SECOND, "noted"),
    ],
)  # fmt: skip
def test_silence_is_no_reply_once_the_day_is_past(said, due, today, position):
    assert followup.position(said, due, today) == position


@pytest.mark.parametrize(
    ("claim", "finding", "differ"),
    [
        ("completed", "started", True), ("completed", "completed", False), ("completed", "", False),
        ("", "none", False), ("completed", "secret", False),
    ],
)  # fmt: skip
def test_secrecy_and_silence_contradict_nobody(claim, finding, differ):
    assert followup.differ(claim, finding) is differ


@pytest.mark.parametrize(
    ("count", "out_of", "target", "target_out_of", "done"),
    [
        (8, 10, 8, 10, True), (7, 10, 8, 10, False), (12, 15, 8, 10, True), (11, 15, 8, 10, False),
        (3, None, 8, 10, None), (0, 0, 8, 10, None), (3, 4, None, None, None),
    ],
)  # fmt: skip
def test_shares_are_compared_with_the_measure(count, out_of, target, target_out_of, done):
    assert followup.done(count, out_of, target, target_out_of) is done


def test_days_late_run_until_it_is_done():
    assert followup.days_late(FIRST, SECOND, THIRD) == 31
    assert followup.days_late(FIRST, None, THIRD) == 61
    assert followup.days_late(THIRD, SECOND, THIRD) == 0
    assert followup.days_late(None, None, THIRD) == 0

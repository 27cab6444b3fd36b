"""Both sides are told on the same day, and only where both asked about what is very likely one incident."""

from __future__ import annotations

from datetime import date

import pytest

from tests.counting.overlaps.world import STRICT, both_hold, held_round, noticed
from vigie.core.dates import day
from vigie.core.statement import Spot
from vigie.counting import acts
from vigie.counting.models import Inquiry, Overlap, Pair, Round
from vigie.counting.overlaps import limits
from vigie.counting.overlaps.panel import faced
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node
from vigie.monitoring.unfit import Unfit


def states() -> dict[str, str]:
    return {row.organisation.slug: face.state for row, face in faced(Inquiry.objects.with_reports())}


def test_both_asked_both_are_told_at_once(world, clock):
    noticed(world, clock)
    assert states() == {"a": "noticed", "b": "noticed"}
    overlap = Overlap.objects.get()
    assert overlap.noticed_on == clock.day and overlap.opened_on is None
    assert not Pair.objects.exists(), "nothing readable is written before both agree"


def test_one_asked_nobody_is_told(world, clock):
    ours, _theirs = both_hold(world)
    clock.later(limits.REPORT_DAYS)
    acts.ask(world.analyst, ours)
    clock.to_round()
    held_round()
    assert states() == {"a": "asked"} and not Overlap.objects.exists()


@pytest.mark.parametrize(("said", "told"), [
    ({}, True),
    ({"when": day(date(2026, 3, 27))}, False),
    ({"spots": (Spot("Gao", ("ML",), 16.27, -0.04, "near"),)}, False),
    ({"event_type": "air-strike", "actors": (), "tolls": (), "text": ""}, False),
])  # fmt: skip
def test_only_what_is_very_likely_one_incident(world, clock, said, told):
    ours, theirs = world.report(world.a, tlp=STRICT), world.report(world.b, tlp=STRICT, **said)
    clock.later(limits.REPORT_DAYS)
    acts.ask(world.analyst, ours)
    acts.ask(world.other_analyst, theirs)
    clock.to_round()
    held_round()
    assert Overlap.objects.exists() is told


def test_what_both_may_read_is_the_review_s_business(world, clock):
    reports = world.report(world.a), world.report(world.b)
    clock.later(limits.REPORT_DAYS)
    acts.ask(world.analyst, reports[0])
    acts.ask(world.other_analyst, reports[1])
    clock.to_round()
    held_round()
    assert not Overlap.objects.exists()


def test_an_open_report_may_ask_after_a_closed_one(world, clock):
    ours, theirs = world.report(world.a), world.report(world.b, tlp=STRICT)
    clock.later(limits.REPORT_DAYS)
    acts.ask(world.analyst, ours)
    acts.ask(world.other_analyst, theirs)
    clock.to_round()
    held_round()
    assert states() == {"a": "noticed", "b": "noticed"}


def test_a_question_rests_before_it_takes_part_and_may_be_withdrawn(world, clock):
    ours, theirs = both_hold(world)
    clock.later(limits.REPORT_DAYS)
    while clock.later(1).day not in limits.ROUND_DAYS:
        pass
    question = acts.ask(world.analyst, ours)
    acts.ask(world.other_analyst, theirs)
    assert held_round() and not Overlap.objects.exists(), "asked today: it rests"
    acts.withdraw_question(world.analyst, question)
    clock.to_round()
    assert held_round() and not Overlap.objects.exists(), "withdrawn: it takes no part"


def test_a_round_is_held_once_for_its_day(world, clock):
    assert held_round() and not held_round()
    clock.to_round()
    assert held_round() and Round.objects.count() == 2


def test_a_round_says_nothing_of_what_it_found(world, clock):
    noticed(world, clock)
    (line,) = Entry.objects.filter(act="hold_round")
    assert line.detail == {} and line.because == ""


def test_only_the_installation_holds_a_round(world, clock):
    with pytest.raises(Refused):
        acts.hold_round(world.coordinator, Node.here())


def test_a_pair_is_noticed_once(world, clock):
    noticed(world, clock)
    for _each in range(3):
        clock.to_round()
        held_round()
    assert Overlap.objects.count() == 1


def test_a_replaced_report_takes_no_part(world, clock):
    ours, theirs = both_hold(world)
    clock.later(limits.REPORT_DAYS)
    acts.ask(world.analyst, ours)
    acts.ask(world.other_analyst, theirs)
    world.report(world.a, tlp=STRICT, text="Une autre version du récit.")
    clock.to_round()
    held_round()
    assert states() == {"a": "ended", "b": "asked"}


def test_three_organisations_are_told_two_by_two_and_no_number(world, clock):
    noticed_before = [both_hold(world), world.report(world.alone)]
    (ours, theirs), third = noticed_before
    clock.later(limits.REPORT_DAYS)
    for account, report in (
        (world.analyst, ours),
        (world.other_analyst, theirs),
        (world.lone_analyst, third),
    ):
        acts.ask(account, report)
    clock.to_round()
    held_round()
    assert Overlap.objects.count() == 3 and set(states().values()) == {"noticed"}


def test_a_notice_lapses_in_silence(world, clock):
    ours, _theirs = noticed(world, clock)
    clock.later(limits.NOTICE_DAYS + 1)
    assert set(states().values()) <= {"asked", "ended"}
    with pytest.raises(Unfit):
        acts.agree(world.coordinator, ours)

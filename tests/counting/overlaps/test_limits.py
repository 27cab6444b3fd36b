"""Limits that a probe by invented reports cannot get round, reckoned from one's own things only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.counting.overlaps.world import STRICT, coordinator, held_round, noticed
from vigie.core.dates import When, day, month
from vigie.core.statement import Spot
from vigie.counting import acts
from vigie.counting.models import Inquiry
from vigie.counting.overlaps import limits
from vigie.ledger.act import Refused
from vigie.monitoring.unfit import Unfit

NAMED = ("Adi", "Bolo", "Cari", "Dumu", "Eke", "Fafa", "Gor", "Hili", "Iru", "Jiba", "Kolo", "Lami", "Moti",
         "Nassi", "Pala", "Rugu")  # fmt: skip


def far_apart(world, number: int):
    """The n-th of many reports of A, far from one another in time."""
    on = date(2024, 1, 1) + timedelta(40 * number)
    return world.report(world.a, f"far-{number}", STRICT, when=day(on))


@pytest.fixture
def old_enough(world, clock):
    """A report of A about which a question may be asked."""
    report = world.report(world.a, tlp=STRICT)
    clock.later(limits.REPORT_DAYS)
    return report


def test_a_report_is_asked_about_only_after_a_fortnight(world, clock):
    report = world.report(world.a, tlp=STRICT)
    clock.later(limits.REPORT_DAYS - 1)
    with pytest.raises(Unfit, match=str(limits.REPORT_DAYS)):
        acts.ask(world.analyst, report)
    clock.later(1)
    assert acts.ask(world.analyst, report).asked_on == clock.day


@pytest.mark.parametrize(("said", "may"), [
    ({"when": month(2026, 3)}, False),
    ({"when": When(date(2026, 3, 1), date(2026, 3, 31), "day")}, True),  # a siege that lasted a month
    ({"when": When(date(2020, 1, 1), date(2026, 3, 31), "day")}, False),
    ({"spots": ()}, False),
    ({"spots": (Spot("Sahel", ("BF",), 14.0, 0.0, "adm1"),)}, False),
    ({"spots": (Spot("Dori", ("BF",), 14.0, 0.0, "near", radius_km=400.0),)}, False),
    ({"spots": (Spot("", ("BF",), areas=((1, "BF01"),)),)}, False),
    ({"spots": (Spot("", ("BF",), areas=((3, "BF010101"),)),)}, True),
    ({"spots": (Spot("Dori", ("BF",)),)}, True),
    ({"spots": tuple(Spot(name, ("BF",)) for name in NAMED[:4])}, False),
])  # fmt: skip
def test_what_could_be_anywhere_at_any_time_asks_nothing(world, clock, said, may):
    report = world.report(world.a, tlp=STRICT, **said)
    clock.later(limits.REPORT_DAYS)
    assert (limits.obstacle(report, clock.day) == "") is may


def test_so_many_questions_and_no_more(world, clock):
    reports = [far_apart(world, number) for number in range(limits.AT_MOST + 1)]
    clock.later(limits.REPORT_DAYS)
    asked = [acts.ask(world.analyst, each) for each in reports[:-1]]
    with pytest.raises(Unfit, match=str(limits.AT_MOST)):
        acts.ask(world.analyst, reports[-1])
    acts.withdraw_question(world.analyst, asked[0])
    with pytest.raises(Unfit):
        acts.ask(world.analyst, reports[-1])  # a question withdrawn has been asked
    clock.later(limits.WITHIN_DAYS)
    acts.ask(world.analyst, reports[-1])


@pytest.mark.parametrize(("said", "may"), [
    ({"when": day(date(2026, 3, 20))}, False),
    ({"spots": (Spot("Seytenga", ("BF",), 13.98, 0.2, "near"),)}, False),
    ({"event_type": "air-strike"}, False),
    ({"when": day(date(2026, 6, 1))}, True),
    ({"spots": (Spot("Gao", ("ML",), 16.27, -0.04, "near"),)}, True),
])  # fmt: skip
def test_one_incident_one_question(world, clock, old_enough, said, may):
    """Ten tries around one place and day would find out where and when."""
    again = world.report(world.a, "again", STRICT, **said)
    question = acts.ask(world.analyst, old_enough)
    acts.withdraw_question(world.analyst, question)
    assert (limits.obstacle(again, clock.day) == "") is may
    clock.later(limits.QUESTION_DAYS)
    assert limits.obstacle(again, clock.day) == ""


def test_who_leaves_notices_unanswered_asks_no_more(world, clock):
    pairs = []
    for number in range(limits.UNANSWERED):
        on = day(date(2025, 1, 1) + timedelta(60 * number))
        ours = world.report(world.a, f"n{number}", STRICT, when=on)
        pairs.append((ours, world.report(world.b, f"n{number}", STRICT, when=on)))
    fresh = far_apart(world, 0)
    clock.later(limits.REPORT_DAYS)
    asked = [(acts.ask(world.analyst, a), acts.ask(world.other_analyst, b)) for a, b in pairs]
    clock.to_round()
    held_round()
    with pytest.raises(Unfit, match=r"wait|attend"):
        acts.ask(world.analyst, fresh)
    acts.withdraw_question(world.analyst, asked[0][0])
    assert limits.obstacle(fresh, clock.day), "withdrawing is no answer"
    acts.agree(coordinator(world.a), asked[1][0])
    assert limits.obstacle(fresh, clock.day) == ""


def test_the_limits_look_at_nothing_of_others(world, clock, old_enough):
    """What may be asked is the same with and without everything that others hold and ask."""
    before = limits.obstacle(old_enough, clock.day)
    for number in range(limits.AT_MOST):
        report = world.report(
            world.b, f"b{number}", STRICT, when=day(date(2023, 1, 1) + timedelta(40 * number))
        )
        acts.ask(world.other_analyst, report) if limits.obstacle(report, clock.day) == "" else None
    assert limits.obstacle(old_enough, clock.day) == before == ""


@pytest.mark.parametrize("who", ["other_analyst", "lone_analyst", "monitor", "clerk"])
def test_nobody_asks_about_another_s_report(world, clock, old_enough, who):
    with pytest.raises(Refused):
        acts.ask(getattr(world, who), old_enough)
    assert not Inquiry.objects.exists()


def test_red_is_never_asked_about(world, clock):
    coordinator(world.a)
    report = world.report(world.a, tlp="TLP:RED")
    clock.later(limits.REPORT_DAYS)
    with pytest.raises(Refused):
        acts.ask(coordinator(world.a), report)
    assert "TLP:RED" in limits.obstacle(report, clock.day)


def test_an_organisation_that_is_no_member_does_not_ask(world, clock, old_enough):
    type(world.a).objects.filter(pk=world.a.pk).update(is_member=False)
    analyst = type(world.analyst).objects.get(pk=world.analyst.pk)
    with pytest.raises(Refused):
        acts.ask(analyst, old_enough)


def test_a_question_may_be_asked_again_after_its_end(world, clock, old_enough):
    acts.ask(world.analyst, old_enough)
    with pytest.raises(Unfit):
        acts.ask(world.analyst, old_enough)
    clock.later(limits.QUESTION_DAYS)
    assert acts.ask(world.analyst, old_enough)


def test_the_next_round(clock):
    for asked, on, expected in (
        (date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 15)),
        (date(2026, 3, 8), date(2026, 3, 8), date(2026, 3, 15)),
        (date(2026, 3, 9), date(2026, 3, 9), date(2026, 4, 1)),
        (date(2026, 3, 1), date(2026, 3, 20), date(2026, 4, 1)),
    ):
        assert limits.next_round(asked, on) == expected
    assert limits.round_due(date(2026, 3, 14)) == date(2026, 3, 1)
    assert limits.round_due(date(2026, 3, 15)) == date(2026, 3, 15)


def test_noticed_is_what_the_others_build_on(world, clock):
    ours, theirs = noticed(world, clock)
    assert ours.organisation_id != theirs.organisation_id

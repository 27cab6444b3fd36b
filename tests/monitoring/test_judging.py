"""Choices over the rule, units named, and states that only persons give and take."""

from __future__ import annotations

from datetime import date

import pytest

from vigie.access import NodeActor
from vigie.core.claims import Count
from vigie.core.dates import day
from vigie.core.statement import Spot, Toll
from vigie.directory.models import Unit
from vigie.ledger.models import Entry
from vigie.monitoring import acts, gathering
from vigie.monitoring.models import Incident
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db
SAY = {"because": "témoin direct"}


@pytest.fixture
def incident(world):
    one = (Toll("killed", low=1, best=1, high=1),)
    low = world.report(world.a, tolls=one, when=day(date(2026, 3, 11)))
    return world.incident(low, world.report(world.b))


def now(incident: Incident) -> Incident:
    return Incident.objects.get(pk=incident.pk)


def test_a_chosen_report_is_held_until_taken_back(world, incident):
    b = incident.links.get(report__organisation=world.b).report
    ruled = now(incident)
    choice = acts.choose(world.analyst, incident, field="toll:killed:all:all:all", report=b, **SAY)
    held = now(incident)
    assert (held.killed_low, held.killed_best, held.killed_high) == (2, 3, 4)
    gathering.join(
        [(world.report(world.a, "late", tolls=(Toll("killed", low=9, best=9, high=9),)), incident)]
    )
    assert now(incident).killed_high == 4
    acts.withdraw_choice(world.analyst, incident, choice=choice, **SAY)
    assert now(incident).killed_high == 9 and ruled.killed_high == 4
    with pytest.raises(Unfit):
        acts.withdraw_choice(world.analyst, incident, choice=choice, **SAY)
    assert [line.act for line in Entry.objects.order_by("pk")] == ["choose", "withdraw_choice"]


@pytest.mark.parametrize(
    ("field", "value", "column", "found"),
    [
        ("type", "ambush", "event_type", "ambush"),
        ("date", day(date(2026, 4, 1)), "date_first", date(2026, 4, 1)),
        ("place", (Spot("Gao", ("ML",), 16.27, -0.04, "adm2"),), "countries", "ML"),
        ("initiators", (("army", "FAMa"),), "actor_class", "state-forces"),
        ("initiators", None, "actor_class", "unknown"),
        ("toll:killed:all:all:all", Count(0, 0, 0), "killed_high", 0),
        ("toll:killed:all:all:all", None, "killed_status", "unknown"),
    ],
)
def test_a_value_of_ones_own(world, incident, field, value, column, found):
    acts.choose(world.analyst, incident, field=field, value=value, **SAY)
    assert getattr(now(incident), column) == found


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "crime"), ("date", None), ("date", "2026"), ("mood", 1), ("place", ()),
     ("toll:killed:all:all", None), ("toll:killed:all:all:all", Count(3, 2, 4)),
     ("initiators", (("x", ""),))],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_a_sentence(world, incident, field, value):
    with pytest.raises(Unfit, match=field):
        acts.choose(world.analyst, incident, field=field, value=value, **SAY)
    assert not incident.choices.exists() and not Entry.objects.exists()


def test_a_report_that_does_not_say_it_cannot_be_chosen(world, incident):
    a = incident.links.get(report__organisation=world.a).report
    with pytest.raises(Unfit):
        acts.choose(world.analyst, incident, field="targets", report=a, **SAY)
    outside = world.report(world.a, "outside")
    with pytest.raises(Unfit):
        acts.choose(world.analyst, incident, field="date", report=outside, **SAY)


def test_the_installation_does_not_judge(incident):
    for judge in (
        lambda: acts.choose(NodeActor(), incident, field="type", value="ambush", **SAY),
        lambda: acts.contest(NodeActor(), incident, **SAY),
        lambda: acts.refute(NodeActor(), incident, **SAY),
        lambda: acts.withdraw(NodeActor(), incident, reason="error", **SAY),
    ):
        with pytest.raises(Unfit):
            judge()


def test_contested_until_the_last_objection_is_settled(world, incident):
    first = acts.contest(world.analyst, incident, about="type", **SAY)
    second = acts.contest(world.other_analyst, incident, **SAY)
    assert now(incident).state == "contested"
    gathering.settle([incident.pk])
    assert now(incident).state == "contested"
    acts.settle_contest(world.analyst, incident, contest=first, because="vérifié")
    assert now(incident).state == "contested"
    acts.settle_contest(world.analyst, incident, contest=second, because="vérifié")
    assert now(incident).state == "corroborated"
    with pytest.raises(Unfit):
        acts.settle_contest(world.analyst, incident, contest=second, because="encore")


def test_the_rule_never_moves_what_a_person_put_aside(world, incident):
    acts.refute(world.analyst, incident, **SAY)
    gathering.join([(world.report(world.a, "late"), incident)])
    assert now(incident).state == "refuted"
    acts.withdraw(world.analyst, incident, reason="protection", **SAY)
    gathering.settle([incident.pk])
    held = now(incident)
    assert (held.state, held.withdrawn_for, held.state_before) == ("withdrawn", "protection", "refuted")
    assert not Incident.objects.live().exists()
    acts.restore(world.analyst, incident, **SAY)
    assert (now(incident).state, now(incident).withdrawn_for) == ("refuted", "")
    acts.reopen(world.analyst, incident, **SAY)
    assert now(incident).state == "corroborated"


def test_moves_that_the_table_has_not(world, incident):
    for attempt in (acts.submit, acts.reopen, acts.restore):
        with pytest.raises(Unfit, match=incident.ref):
            attempt(world.analyst, incident, **SAY)
    with pytest.raises(Unfit):
        acts.withdraw(world.analyst, incident, reason="mood", **SAY)
    with pytest.raises(Unfit):
        acts.refute(world.analyst, incident, because=" ")
    assert not Entry.objects.exists()


def test_a_unit_is_named_with_its_source_or_not_at_all(world, incident):
    unit = Unit.objects.create(slug="u", name="Unité fictive", country="BF", kind="army")
    named = {"unit": unit, "part": "present", "certainty": "possible", **SAY}
    with pytest.raises(Unfit, match="source"):
        acts.name_unit(world.analyst, incident, **named, sources=[" "])
    held = acts.name_unit(world.analyst, incident, **named, sources=["Communiqué du 12 mars"])
    again = acts.name_unit(
        world.analyst, incident, **{**named, "certainty": "documented"}, sources=["Communiqué du 12 mars"]
    )
    assert held == again and incident.units.get().certainty == "documented"
    acts.unname_unit(world.analyst, incident, named=held, **SAY)
    assert not incident.units.exists()
    with pytest.raises(Unfit):
        acts.name_unit(world.analyst, incident, **{**named, "part": "guilty"}, sources=["x"])

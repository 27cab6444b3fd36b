"""Joining, parting, merging and the way back: as a person does it."""

from __future__ import annotations

import pytest

from tests.monitoring.world import columns
from vigie import access
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.monitoring import acts, gathering, merging
from vigie.monitoring.models import Incident, Link, Merger, Report
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db
SAY = {"because": "même village, même jour"}


@pytest.fixture
def two(world):
    """Two incidents of two organisations, told apart by their place."""
    return world.incident(world.report(world.a)), world.incident(world.report(world.b, "2"))


def lines(*names: str) -> bool:
    return list(Entry.objects.order_by("pk").values_list("act", flat=True)) == list(names)


def test_merging_and_back_gives_every_column_back(world, two):
    one, other = two
    before = columns(one), columns(other)
    merger = acts.merge(world.analyst, one, into=other, **SAY)
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.state, one.merged_into, other.state, other.reports_count) == (
        "merged",
        other,
        "corroborated",
        2,
    )
    assert one.ref != other.ref
    acts.unmerge(world.analyst, other, merger=merger, because="deux villages")
    assert (columns(one), columns(other)) == before
    assert lines("merge", "unmerge")
    assert Entry.objects.first().detail == {"into": other.ref}
    with pytest.raises(Unfit):
        acts.unmerge(world.analyst, other, merger=merger, **SAY)


def test_choices_and_contests_go_over_and_come_back(world, two):
    one, other = two
    acts.choose(world.analyst, one, field="type", value="ambush", **SAY)
    acts.choose(world.other_analyst, other, field="date", report=other.links.get().report, **SAY)
    acts.contest(world.lone_analyst, one, **SAY)
    before = columns(one), columns(other)
    merger = acts.merge(world.analyst, one, into=other, **SAY)
    other.refresh_from_db()
    assert (other.event_type, other.state) == ("ambush", "contested")
    acts.unmerge(world.analyst, one, merger=merger, **SAY)
    assert (columns(one), columns(other)) == before
    assert one.choices.count() == other.choices.count() == 1


def test_a_choice_of_the_survivor_is_not_overruled(world, two):
    one, other = two
    acts.choose(world.analyst, one, field="type", value="ambush", **SAY)
    acts.choose(world.other_analyst, other, field="type", value="air-strike", **SAY)
    acts.merge(world.analyst, one, into=other, **SAY)
    other.refresh_from_db()
    assert other.event_type == "air-strike" and one.choices.count() == 1


def test_references_lead_to_who_stands_for_them_now(world, two):
    one, other = two
    third = world.incident(world.report(world.b, "3"))
    first = merging.absorb(one, other)
    second = merging.absorb(other, third)
    one.refresh_from_db()
    assert one.merged_into == third
    with pytest.raises(Unfit, match=third.ref):
        merging.release(first)
    merging.release(second)
    one.refresh_from_db()
    assert one.merged_into == other
    found = access.rows(world.analyst, "follow", "monitoring.Incident")
    assert [row.ref for row in found] == [one.ref]
    assert not access.rows(world.clerk, "follow", "monitoring.Incident").filter(merged_into=third).exists()


def test_undoing_leaves_alone_what_has_gone_elsewhere(world):
    mine, more, theirs = world.report(world.a), world.report(world.a, "more"), world.report(world.b)
    one, other = world.incident(mine, more), world.incident(theirs)
    merger = merging.absorb(one, other)
    own = acts.part(world.analyst, Incident.objects.get(pk=other.pk), report=more, **SAY)
    newer = world.report(world.a, text="Nouvelle version.")  # supersedes `mine`
    merging.release(merger)
    assert [link.report for link in one.links.all()] == [newer]
    assert [link.report for link in own.links.all()] == [more]
    assert [link.report for link in other.links.all()] == [theirs]
    assert mine.pk == newer.supersedes_id


def test_undoing_is_refused_where_one_would_be_empty(world, two):
    one, other = two
    merger = merging.absorb(one, other)
    gathering.part([Report.objects.get(organisation=world.b)])
    with pytest.raises(Unfit):
        merging.release(merger)
    assert Merger.objects.get().undone_at is None


@pytest.mark.parametrize("state", ["refuted", "withdrawn", "draft"])
def test_only_what_stands_can_be_merged(world, two, state):
    one, other = two
    Incident.objects.filter(pk=one.pk).update(state=state)
    for pair in ((one, other), (other, one)):
        with pytest.raises(Unfit, match=one.ref):
            merging.absorb(*pair)
    with pytest.raises(Unfit):
        merging.absorb(other, other)


def test_joining_moves_a_report_or_lets_its_incident_yield(world):
    a, b, c = world.report(world.a), world.report(world.b), world.report(world.a, "2")
    pair, single = world.incident(a, b), world.incident(c)
    acts.join(world.analyst, single, report=b, **SAY)
    pair.refresh_from_db(), single.refresh_from_db()
    assert (pair.reports_count, single.reports_count, single.state) == (1, 2, "corroborated")
    acts.join(world.analyst, single, report=a, **SAY)
    pair.refresh_from_db(), single.refresh_from_db()
    assert (pair.state, single.reports_count) == ("merged", 3)
    assert lines("join", "join")


def test_a_report_alone_becomes_a_draft_and_a_draft_is_submitted(world):
    report = world.report(world.a)
    incident = acts.found(world.analyst, report, **SAY)
    assert (incident.state, incident.links.get().by) == ("draft", world.analyst)
    gathering.join([(world.report(world.b), incident)])
    incident.refresh_from_db()
    assert incident.state == "draft"  # the rule leaves a draft alone
    acts.submit(world.analyst, incident, because="relu")
    assert incident.state == "corroborated"


@pytest.mark.parametrize("who", ["lone_analyst", "monitor", "clerk"])
def test_others_are_refused_and_nothing_happens(world, two, who):
    one, other = two
    actor = getattr(world, who)
    before = columns(one), columns(other)
    for attempt in (
        lambda: acts.merge(actor, one, into=other, **SAY),
        lambda: acts.join(actor, one, report=Report.objects.first(), **SAY),
        lambda: acts.part(actor, one, report=Report.objects.first(), **SAY),
        lambda: acts.choose(actor, one, field="type", value="ambush", **SAY),
        lambda: acts.refute(actor, one, **SAY),
    ):
        with pytest.raises(Refused):
            attempt()
    if actor is not world.lone_analyst:  # who may read it as an analyst may object to it
        with pytest.raises(Refused):
            acts.contest(actor, one, **SAY)
    assert (columns(one), columns(other)) == before and not Entry.objects.exists()


def test_another_organisations_incident_cannot_be_swallowed(world, two):
    strict = world.incident(world.report(world.alone))
    with pytest.raises(Refused):
        acts.merge(world.analyst, two[0], into=strict, **SAY)


@pytest.mark.parametrize("step", ["settle", "_set", "_lead_back"])
def test_a_failure_inside_leaves_nothing_half_done(world, two, monkeypatch, step):
    one, other = two
    merger = merging.absorb(one, other)
    before = columns(one), columns(other), list(Link.objects.order_by("pk").values_list("pk", "incident"))

    def failing(*args, **more):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(merging, step, failing)
    with pytest.raises(RuntimeError):
        acts.unmerge(world.analyst, other, merger=merger, **SAY)
    after = columns(one), columns(other), list(Link.objects.order_by("pk").values_list("pk", "incident"))
    assert after == before and not Entry.objects.exists()
    assert Merger.objects.get().undone_at is None

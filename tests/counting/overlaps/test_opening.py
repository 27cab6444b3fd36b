"""Both must agree; what opens are these two reports and no more; closing gives everything back."""

from __future__ import annotations

import pytest

from tests.counting.overlaps.world import STRICT, coordinator, noticed, opened
from vigie import access
from vigie.access import NodeActor
from vigie.counting import acts
from vigie.counting.models import Inquiry, Overlap, Pair
from vigie.counting.overlaps import limits
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node
from vigie.monitoring.models import Incident, Link, Report
from vigie.monitoring.unfit import Unfit


def reads(actor) -> set[int]:
    return set(access.rows(actor, "see", "monitoring.Report").values_list("pk", flat=True))


def incident_of(report) -> Incident:
    return Link.objects.get(report=report).incident


def test_one_alone_opens_nothing(world, clock):
    ours, theirs = noticed(world, clock)
    acts.agree(coordinator(world.a), ours)
    assert Overlap.objects.get().opened_on is None
    assert theirs.report_id not in reads(world.analyst) and ours.report_id not in reads(world.other_analyst)


def test_both_open_exactly_these_two(world, clock):
    kept = world.report(world.a, "kept", STRICT), world.report(world.b, "kept", STRICT)
    ours, theirs = opened(world, clock)
    for reader in (world.analyst, coordinator(world.a)):
        assert theirs.report_id in reads(reader) and kept[1].pk not in reads(reader)
    for reader in (world.other_analyst, coordinator(world.b)):
        assert ours.report_id in reads(reader) and kept[0].pk not in reads(reader)
    assert not {ours.report_id, theirs.report_id} & reads(world.lone_analyst)
    assert not reads(world.clerk)
    marks = Report.objects.filter(pk__in=[ours.report_id, theirs.report_id])
    assert set(marks.values_list("audience__tlp", flat=True)) == {"TLP:AMBER"}


def test_the_pair_enters_the_review_and_can_be_joined(world, clock):
    ours, theirs = opened(world, clock)
    pair = Pair.objects.get()
    assert {pair.left_id, pair.right_id} == {ours.report_id, theirs.report_id}
    assert pair.standing == "to_review" and pair.evidence[0]["reason"] == "prior"
    for reader in (world.analyst, world.other_analyst):
        assert access.rows(reader, "decide", "counting.Pair").waiting_for(reader).get() == pair
    assert not access.rows(world.lone_analyst, "see", "counting.Pair").exists()
    acts.answer(world.analyst, pair, answer="same")
    incident = incident_of(ours.report)
    assert incident == incident_of(theirs.report) and incident.reports_count == 2
    assert access.may(world.other_analyst, "see", incident)


def test_each_act_leaves_its_line(world, clock):
    opened(world, clock)
    lines = Entry.objects.filter(label="counting.Inquiry").values_list("act", "organisation")
    assert sorted(lines) == [("agree", "a"), ("agree", "b")]
    asked = Entry.objects.filter(act="ask", label="monitoring.Report")
    assert sorted(asked.values_list("organisation", flat=True)) == ["a", "b"]


@pytest.mark.parametrize("joined", [False, True])
def test_closing_gives_everything_back(world, clock, joined):
    ours, theirs = noticed(world, clock)
    before = dict(Report.objects.values_list("pk", "audience"))
    refs = incident_of(ours.report).ref, incident_of(theirs.report).ref
    acts.agree(coordinator(world.a), ours)
    acts.agree(coordinator(world.b), theirs)
    if joined:
        acts.answer(world.analyst, Pair.objects.get(), answer="same")
    acts.close(world.other_analyst, theirs)
    assert dict(Report.objects.values_list("pk", "audience")) == before
    assert theirs.report_id not in reads(world.analyst) and ours.report_id not in reads(world.other_analyst)
    assert (incident_of(ours.report).ref, incident_of(theirs.report).ref) == refs
    for incident in Incident.objects.live():
        assert incident.reports_count == 1 and incident.audience.tlp == STRICT
    assert not access.rows(world.analyst, "see", "counting.Pair").exists()


def test_closing_divides_what_the_matching_joined(world, clock):
    """Reports that were joined by a later report, not by a merger of two incidents."""
    ours, theirs = opened(world, clock)
    incident = incident_of(ours.report)
    Link.objects.filter(report=theirs.report).update(incident=incident)
    from vigie.monitoring import acts as monitoring
    from vigie.monitoring import gathering

    gathering.settle([incident.pk])
    monitoring.choose(world.analyst, incident, field="type", report=theirs.report, because="Un essai.")
    acts.close(world.analyst, ours)
    incident.refresh_from_db()
    assert incident.reports_count == 1 and not incident.choices.filter(withdrawn_at=None).exists()
    assert incident_of(theirs.report) != incident
    assert not access.may(world.analyst, "see", incident_of(theirs.report))
    acts.match(NodeActor(), Node.here())  # the "same" of before is not obeyed across closed doors
    assert incident_of(theirs.report) != incident_of(ours.report)


def test_a_question_withdrawn_opens_nothing_and_is_not_told(world, clock):
    ours, theirs = noticed(world, clock)
    acts.withdraw_question(world.analyst, ours)
    acts.agree(coordinator(world.b), theirs)
    assert Overlap.objects.get().opened_on is None
    with pytest.raises(Unfit):
        acts.agree(coordinator(world.a), ours)


def test_only_a_coordinator_agrees_and_only_for_their_own(world, clock):
    ours, _theirs = noticed(world, clock)
    for actor in (world.analyst, world.other_analyst, coordinator(world.b), world.monitor, world.clerk):
        with pytest.raises(Refused):
            acts.agree(actor, ours)
    for actor in (world.other_analyst, world.lone_analyst, world.monitor):
        with pytest.raises(Refused):
            acts.withdraw_question(actor, ours)
        with pytest.raises(Refused):
            acts.close(actor, ours)


def test_an_incident_with_a_kept_report_stays_closed(world, clock):
    """A's incident rests on another report too, which is not opened with the first."""
    ours, theirs = noticed(world, clock)
    kept = world.report(world.a, "kept", STRICT)
    incident = incident_of(ours.report)
    Link.objects.create(incident=incident, report=kept)
    acts.agree(coordinator(world.a), ours)
    acts.agree(coordinator(world.b), theirs)
    assert ours.report_id in reads(world.other_analyst) and kept.pk not in reads(world.other_analyst)
    assert not access.may(world.other_analyst, "see", incident)


def test_opened_to_two_and_closed_to_one(world, clock):
    """What is open to a third organisation stays open when the second closes."""
    ours = world.report(world.a, tlp=STRICT)
    others = world.report(world.b, tlp=STRICT), world.report(world.alone)
    clock.later(limits.REPORT_DAYS)
    questions = [
        acts.ask(account, report)
        for account, report in zip(
            (world.analyst, world.other_analyst, world.lone_analyst), (ours, *others), strict=True
        )
    ]
    clock.to_round()
    acts.hold_round(NodeActor(), Node.here())
    for organisation, question in zip((world.a, world.b, world.alone), questions, strict=True):
        acts.agree(coordinator(organisation), question)
    assert Overlap.objects.open().count() == 3
    assert {each.pk for each in (ours, *others)} == reads(world.lone_analyst)
    acts.close(world.other_analyst, questions[1])
    assert Overlap.objects.open().count() == 1
    assert reads(world.analyst) == {ours.pk, others[1].pk}
    assert reads(world.other_analyst) == {others[0].pk}


def test_a_base_of_amber_keeps_its_partners(world, clock):
    world.a.partners.add(world.alone)
    ours, theirs = world.report(world.a, tlp="TLP:AMBER"), world.report(world.b, tlp=STRICT)
    clock.later(limits.REPORT_DAYS)
    questions = acts.ask(world.analyst, ours), acts.ask(world.other_analyst, theirs)
    clock.to_round()
    acts.hold_round(NodeActor(), Node.here())
    acts.agree(coordinator(world.a), questions[0])
    acts.agree(coordinator(world.b), questions[1])
    assert ours.pk in reads(world.lone_analyst) and ours.pk in reads(world.other_analyst)
    acts.close(world.analyst, questions[0])
    assert ours.pk in reads(world.lone_analyst) and ours.pk not in reads(world.other_analyst)


def test_asking_again_remembers_who_could_read_it_first(world, clock):
    ours, _theirs = opened(world, clock)
    clock.later(limits.QUESTION_DAYS)
    again = acts.ask(world.analyst, ours.report)
    assert again.audience.tlp == STRICT == Inquiry.objects.get(pk=ours.pk).audience.tlp

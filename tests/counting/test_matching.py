"""Reports find their incident as they arrive; what people decided and may read is obeyed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.counting.test_deciding import pair_of
from tests.monitoring.world import World
from vigie.access import NodeActor
from vigie.core.dates import day, month
from vigie.core.pairing import standing_weights
from vigie.core.statement import Actor, Origin, Spot, Toll
from vigie.counting import filling
from vigie.counting.acts import accept, decline, match, match_arrivals
from vigie.counting.boards import board_near
from vigie.counting.models import Certainty, Fingerprint, MatchRun, Pair, Proposal
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node
from vigie.monitoring import gathering, merging
from vigie.monitoring.models import Incident, Link, Report

pytestmark = pytest.mark.django_db

FAR = {
    "spots": (Spot("Gao", ("ML",), 16.27, -0.04, "near"),),
    "when": day(date(2026, 9, 1)),
    "text": "Autre fait.",
}


@pytest.fixture
def world():
    return World.made()


def matched(**more) -> MatchRun:
    return match(NodeActor(), Node.here(), **more)


def test_two_organisations_tell_of_one_incident(world):
    world.report(world.a)
    world.report(world.b, origins=(Origin("radio", "Radio X"),))
    run = matched()
    (incident,) = Incident.objects.live()
    assert (incident.reports_count, incident.origins_count, incident.state) == (2, 2, "corroborated")
    assert (run.reports, run.incidents) == (2, 1)
    pair = Pair.objects.get()
    assert pair.standing == "accepted" and pair.left_id < pair.right_id
    assert pair.evidence[0]["reason"] == "prior"
    assert sum(each["bits"] for each in pair.evidence) == pytest.approx(pair.bits, abs=0.05)


def test_far_apart_they_stay_two(world):
    world.report(world.a)
    world.report(world.b, **FAR)
    matched()
    assert Incident.objects.live().count() == 2
    assert not Pair.objects.exists()


def test_one_radio_is_one_origin(world):
    for body in (world.a, world.b):
        world.report(body, origins=(Origin("radio", "Radio X, bulletin du 13 mars"),))
    matched()
    incident = Incident.objects.live().get()
    assert (incident.organisations_count, incident.origins_count, incident.state) == (2, 1, "candidate")


def test_what_is_kept_to_oneself_is_never_joined(world):
    world.report(world.a)
    world.report(world.b, tlp="TLP:AMBER+STRICT")
    matched()
    assert Incident.objects.live().count() == 2
    assert not Pair.objects.exists(), "nobody may learn that the other report is there"


def test_amber_is_joined_with_a_named_partner_only(world):
    world.a.partners.add(world.b)
    world.report(world.a, tlp="TLP:AMBER")
    world.report(world.b)
    world.report(world.alone, tlp="TLP:GREEN")
    matched()
    assert sorted(Incident.objects.live().values_list("reports_count", flat=True)) == [1, 2]


def test_a_later_report_joins_what_stands_and_the_reference_stays(world):
    world.report(world.a)
    matched()
    before = Incident.objects.get()
    late = world.report(world.b)
    match_arrivals(NodeActor(), Node.here(), reports=Report.objects.filter(pk=late.pk))
    after = Incident.objects.get()
    assert (after.ref, after.reports_count) == (before.ref, 2)
    assert Link.objects.get(report=late).probability > 0.5


def test_again_changes_nothing(world):
    world.report(world.a)
    world.report(world.b)
    matched()
    before = list(Incident.objects.values())
    again = matched()
    assert again.reports == 0 and list(Incident.objects.values()) == before


def test_a_doubtful_pair_waits_for_a_person(world):
    world.report(world.a)
    world.report(
        world.b, when=day(date(2026, 3, 14)), spots=(Spot("Seytenga", ("BF",), 13.98, 0.05, "near"),),
        tolls=(Toll("killed", best=1),), text="Un convoi attaqué sur la piste.",
    )  # fmt: skip
    matched()
    assert Pair.objects.to_review().waiting_for(world.analyst).count() == 1


def test_only_those_who_may_match_it(world):
    with pytest.raises(Refused):
        match(world.clerk, Node.here())
    assert not Entry.objects.filter(act="match").exists()
    matched()
    assert Entry.objects.filter(act="match").count() == 1


def test_the_tell_hears_how_far_it_is(world):
    world.report(world.a)
    world.report(world.b)
    heard = []
    matched(tell=lambda done, of_all: heard.append((done, of_all)))
    assert heard == sorted(heard) and heard[0] == (2, 4) and heard[-1] == (4, 4)


ELSEWHERE = {**FAR, "actors": (Actor("initiator", "army"),), "event_type": "air-strike"}


def arrived(*reports: Report) -> MatchRun:
    keys = [report.pk for report in reports]
    return match_arrivals(NodeActor(), Node.here(), reports=Report.objects.filter(pk__in=keys))


def test_arrivals_are_compared_by_the_newest_weights_that_can_be_trusted(world):
    for number, trusted in enumerate((True, True, False)):
        weights = {**standing_weights().to_data(), "version": f"learnt {number}"}
        parameters = {"calibration": {"mean": [0, 1, 1], "covariance": [[0] * 3] * 3, "labels": 0}}
        MatchRun.objects.create(weights=weights, parameters=parameters, is_trusted=trusted, is_full=True)
    assert arrived(world.report(world.a)).parameters["weights"] == "learnt 1"


def test_nothing_that_stands_is_merged_it_is_proposed(world):
    one, other = world.incident(world.report(world.a)), world.incident(world.report(world.b))
    assert matched().proposals == 1
    assert Incident.objects.live().count() == 2
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.incident, proposal.other) == ("join", one, other)
    assert proposal.bits > 0 and proposal.pair.evidence
    again = matched()
    assert again.proposals == 1 and Proposal.objects.get().run == again, "renewed, not doubled"


def test_nothing_that_stands_is_divided_it_is_proposed(world):
    near, far = world.report(world.a), world.report(world.b, **ELSEWHERE)
    incident = world.incident(near, far)
    matched()
    assert incident.links.count() == 2
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.incident, proposal.leaving.count()) == ("divide", incident, 1)


def test_a_report_in_the_wrong_incident_is_proposed_to_move(world):
    first = world.incident(
        world.report(world.a), world.report(world.b), world.report(world.b, "wrong", **ELSEWHERE)
    )
    second = world.incident(world.report(world.a, "far", **ELSEWHERE))
    matched()
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.incident, proposal.other) == ("move", first, second)
    assert proposal.leaving.get().key == "wrong" and first.links.count() == 3
    accept(world.analyst, proposal)
    assert (first.links.count(), second.links.count()) == (2, 2)
    assert matched().proposals == 0


def test_what_a_person_declined_is_not_proposed_again(world):
    world.incident(world.report(world.a)), world.incident(world.report(world.b))
    matched()
    decline(world.analyst, Proposal.objects.get())
    assert matched().proposals == 0 and Proposal.objects.get().state == "declined"


def test_what_a_run_no_longer_finds_lapses(world):
    incident = world.incident(world.report(world.a))
    merging.absorb(world.incident(world.report(world.b)), incident)
    other = world.incident(world.report(world.b, "2", **ELSEWHERE))
    stale = Proposal.objects.create(
        run=MatchRun.objects.create(), kind="join", incident=incident, other=other, bits=2.0,
        pair=pair_of(*Report.objects.order_by("pk")[1:]),
    )  # fmt: skip
    matched()
    stale.refresh_from_db()
    assert stale.state == "lapsed"


def test_what_may_not_be_read_together_is_not_proposed(world):
    world.incident(world.report(world.a)), world.incident(world.report(world.b, tlp="TLP:AMBER+STRICT"))
    assert matched().proposals == 0 and not Pair.objects.exists()


def test_a_new_version_is_compared_anew_and_a_difference_proposed(world):
    stays, changes = world.report(world.a), world.report(world.b)
    arrived(stays, changes)
    incident = Incident.objects.live().get()
    revised = world.report(world.b, **ELSEWHERE)
    assert revised.supersedes == changes and incident.links.count() == 2
    run = arrived(revised)
    assert (run.reports, run.proposals, Incident.objects.live().count()) == (1, 1, 1)
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.leaving.get()) == ("divide", revised)
    assert set(Fingerprint.objects.values_list("pk", flat=True)) == {stays.pk, revised.pk}
    assert arrived(revised).reports == 0, "once is enough"


def test_the_neighbours_statements_stay_closed(world):
    arrived(*(world.report(body, key) for body in (world.a, world.b) for key in "123"))
    late = world.report(world.b, "late")
    filling.fill_new([late.pk])
    with CaptureQueriesContext(connection) as asked:
        board = board_near([late.pk])
    assert len(board) == 7
    assert not any("statement" in query["sql"] for query in asked)


@pytest.mark.parametrize(
    "vague",
    [
        {"when": month(2026, 3)},
        {"spots": (Spot("", ("BF",), precision="adm1", areas=((1, "Sahel"),)),)},
        {"spots": (Spot("Dori", ("BF",)),)},
        {"spots": ()},
    ],
    ids=["month", "region without a point", "name alone", "no place"],
)
def test_a_vague_report_meets_the_sharp_and_is_met_by_it(world, vague):
    for first, second in (({}, vague), (vague, {})):
        sharp = world.report(world.a, f"a{bool(first)}", **first)
        arrived(sharp)
        late = world.report(world.b, f"b{bool(first)}", **second)
        filling.fill_new([late.pk])
        assert sharp.pk in board_near([late.pk]).keys


def test_a_full_run_says_how_sure_it_is(world):
    for body in (world.a, world.b, world.alone):
        world.report(body, tlp="TLP:GREEN")
    world.report(world.a, "2", **ELSEWHERE)
    run = matched()
    assert (run.count, run.is_full) == (2, True)
    assert run.count_low <= run.count <= run.count_high <= 4
    assert {each["country"] for each in run.intervals} == {"BF", "ML"}
    assert sum(each["count"] for each in run.intervals) == run.count
    assert MatchRun.objects.counted().first() == run
    sure = dict(Certainty.objects.values_list("incident__reports_count", "probability"))
    assert set(sure) == {1, 3} and all(0 < each <= 1 for each in sure.values())
    assert all(0 < link.probability <= 1 for link in Link.objects.all())


def test_what_a_person_joined_stays_certain(world):
    one, other = world.report(world.a), world.report(world.b)
    incident = world.incident(one)
    gathering.join([(other, incident)], by=world.analyst)
    matched()
    assert Link.objects.get(report=other).probability == 1

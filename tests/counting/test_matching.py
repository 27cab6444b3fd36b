"""Reports find their incident as they arrive; what people decided and may read is obeyed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.monitoring.world import World
from vigie.access import NodeActor
from vigie.core.dates import day
from vigie.core.statement import Origin, Spot, Toll
from vigie.counting.acts import match, match_arrivals
from vigie.counting.models import MatchRun, Pair
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node
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

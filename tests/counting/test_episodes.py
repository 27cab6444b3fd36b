"""An event within an episode is laid before a person with its score, and joined by nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from tests.monitoring.world import World
from vigie.access import NodeActor
from vigie.core.dates import When, day
from vigie.counting.acts import answer, match
from vigie.counting.models import Pair
from vigie.ledger.models import Node
from vigie.monitoring.models import Incident

pytestmark = pytest.mark.django_db
SIEGE = When(date(2026, 3, 1), date(2026, 3, 21), "day")


@pytest.fixture
def world():
    return World.made()


def test_an_event_within_an_episode_waits_for_a_person(world):
    world.report(world.a, when=SIEGE)
    world.report(world.b, when=day(date(2026, 3, 12)))
    match(NodeActor(), Node.here())
    pair = Pair.objects.get()
    assert Incident.objects.live().count() == 2 and pair.standing == "to_review" and pair.probability > 0.5
    assert pair.evidence[-1]["reason"] == "episode"
    answer(world.analyst, pair, answer="same")
    match(NodeActor(), Node.here())
    assert Incident.objects.live().get().reports_count == 2, "what a person said is not taken back"


def test_two_tellings_of_one_episode_are_joined_as_events_are(world):
    world.report(world.a, when=SIEGE)
    world.report(world.b, when=When(date(2026, 3, 2), date(2026, 3, 22), "day"))
    match(NodeActor(), Node.here())
    assert Incident.objects.live().get().reports_count == 2


def test_a_vague_date_is_no_episode(world):
    world.report(world.a, when=When(date(2026, 3, 1), date(2026, 3, 21), "month"))
    world.report(world.b, when=day(date(2026, 3, 12)))
    match(NodeActor(), Node.here())
    assert Incident.objects.live().get().reports_count == 2

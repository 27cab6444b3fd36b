"""The worth that is stored on pairs: which figures, what order, and when it is reckoned anew."""

from __future__ import annotations

from datetime import date

import pytest

from tests.counting.test_deciding import pair_of
from tests.monitoring.world import World
from vigie.access import NodeActor
from vigie.core.dates import day, month
from vigie.core.statement import Toll
from vigie.counting.acts import answer, match, undo
from vigie.counting.hanging import what_hangs
from vigie.counting.models import Pair
from vigie.counting.weighing import Cells, figures, weigh
from vigie.ledger.models import Node
from vigie.monitoring.models import Incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World.made()


def dead(number: int) -> dict:
    return {"tolls": (Toll("killed", low=number, best=number, high=number),)}


def apart(world, key: str, killed: int, bits: float = 0.0) -> Pair:
    """Two incidents of two organisations, and the pair across them."""
    one, other = world.report(world.a, key, **dead(killed)), world.report(world.b, key, **dead(killed))
    world.incident(one)
    world.incident(other)
    return pair_of(one, other, bits)


def test_figures_are_of_month_area_and_broad_type(world):
    world.incident(world.report(world.a, "1", **dead(3)))
    world.incident(world.report(world.a, "2", when=month(2026, 3), **dead(4)))
    world.incident(world.report(world.a, "3", when=day(date(2026, 4, 2)), event_type="air-strike", **dead(5)))
    found = figures(Incident.objects.all(), Cells())
    assert sorted(found.incidents.values()) == [1, 2] and sorted(found.dead.values()) == [5, 7]
    assert {cell[0] for cell in found.incidents} == {"2026-03", "2026-04"}


def test_a_named_time_is_counted_like_everything(world):
    for key, when in (("1", day(date(2026, 3, 31))), ("2", day(date(2026, 4, 1))), ("3", month(2025, 12))):
        world.incident(world.report(world.a, key, when=when))
    everything = figures(Incident.objects.all(), Cells())
    for cell, number in everything.incidents.items():
        assert figures(Incident.objects.all(), Cells(), [cell]).incidents[cell] == number


def test_the_pair_on_which_more_dead_hang_comes_first(world):
    quarrel, massacre = apart(world, "1", 0), apart(world, "2", 60)
    assert weigh(Pair.objects.all()) == 2
    assert list(Pair.objects.all().waiting_for(world.analyst)) == [massacre, quarrel]
    massacre.refresh_from_db()
    # 60 of 120 dead would go, and one of four incidents, with even chances.
    assert massacre.worth == pytest.approx(0.5 * (60 / 120**0.5 + 1 / 4**0.5), rel=0.01)


def test_a_pair_that_stands_together_is_worth_its_parting(world):
    one, other = world.report(world.a), world.report(world.b)
    world.incident(one, other)
    sure, doubtful = pair_of(one, other), None
    Pair.objects.filter(pk=sure.pk).update(probability=0.9)
    weigh(Pair.objects.all())
    sure.refresh_from_db()
    Pair.objects.filter(pk=sure.pk).update(probability=0.5)
    weigh(Pair.objects.all())
    doubtful = Pair.objects.get(pk=sure.pk)
    assert doubtful.worth == pytest.approx(5 * sure.worth, rel=0.02) and sure.worth > 0


def test_answers_and_undoing_weigh_the_neighbours_anew(world):
    first = apart(world, "1", 5)
    third = world.report(world.b, "3", **dead(9))
    world.incident(third)
    beside = pair_of(first.left, third)
    weigh(Pair.objects.all())
    before = Pair.objects.get(pk=beside.pk).worth
    answer(world.analyst, first, answer="same")
    after = Pair.objects.get(pk=beside.pk).worth
    assert after != pytest.approx(before, abs=0.01), (
        "its incident holds two reports now, and counts otherwise"
    )
    undo(world.analyst, first)
    assert Pair.objects.get(pk=beside.pk).worth == pytest.approx(before, abs=0.01)


def test_matching_weighs_what_it_finds(world):
    world.report(world.a)
    world.report(world.b, when=day(date(2026, 3, 14)), tolls=(Toll("killed", best=1),), text="Un convoi.")
    match(NodeActor(), Node.here())
    pairs = Pair.objects.to_review()
    assert all(pair.worth > 0 for pair in pairs)
    assert weigh(pairs) == 0, "nothing has moved since"


def test_what_is_told_counts_only_what_the_reader_may_see(world):
    pair = apart(world, "1", 5)
    for key in ("8", "9"):  # two more in the same cell that organisation B may not read
        world.incident(world.report(world.a, key, "TLP:AMBER+STRICT", **dead(5)))
    mine, theirs = what_hangs(world.analyst, pair), what_hangs(world.other_analyst, pair)
    assert (mine.figures[0].before, mine.figures[0].after) == (4, 3)
    assert (theirs.figures[0].before, theirs.figures[0].after) == (2, 1)
    assert "chiffres publiés" in mine.sentence and "50" not in mine.sentence, "not a word of what it leans to"


def test_a_report_in_no_incident_hangs_on_nothing(world):
    pair = pair_of(world.report(world.a), world.report(world.b))
    assert weigh(Pair.objects.all()) == 0
    assert what_hangs(world.analyst, pair) is None

"""An answer changes incidents at once and can be taken back."""

from __future__ import annotations

import pytest

from tests.monitoring.world import World, columns
from vigie.access import NodeActor
from vigie.counting.acts import CannotUndo, answer, match, undo
from vigie.counting.models import Decision, Pair
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node
from vigie.monitoring import merging
from vigie.monitoring.models import Incident, Link
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World.made()


def pair_of(left, right, bits: float = 0.2) -> Pair:
    left, right = sorted((left, right), key=lambda report: report.pk)
    return Pair.objects.create(
        left=left, right=right, bits=bits, probability=0.5, standing="to_review", evidence=[]
    )


@pytest.fixture
def apart(world):
    """Two incidents, and the pair across them."""
    one, other = world.report(world.a), world.report(world.b)
    return world.incident(one), world.incident(other), pair_of(one, other)


@pytest.fixture
def together(world):
    """One incident of three reports, and the pair of the first and the last."""
    reports = [world.report(world.a), world.report(world.b), world.report(world.b, "2")]
    incident = world.incident(*reports)
    pair_of(reports[0], reports[1], 8.0)
    return incident, pair_of(reports[1], reports[2])


def test_the_same_unites_under_the_older_reference(world, apart):
    older, younger, pair = apart
    answer(world.analyst, pair, answer="same", because="mêmes détails")
    older.refresh_from_db()
    younger.refresh_from_db()
    assert (older.reports_count, younger.state, younger.merged_into) == (2, "merged", older)
    line = Entry.objects.get(act="answer")
    assert (line.because, line.detail["answer"]) == ("mêmes détails", "same")


def test_undone_everything_is_as_before(world, apart):
    older, younger, pair = apart
    before = columns(older), columns(younger)
    answer(world.analyst, pair, answer="same")
    undo(world.analyst, pair)
    assert (columns(older), columns(younger)) == before
    assert not Decision.objects.standing().exists()


def test_two_divides_an_incident(world, together):
    incident, pair = together
    answer(world.analyst, pair, answer="different")
    incident.refresh_from_db()
    assert incident.reports_count == 2
    other = Incident.objects.live().exclude(pk=incident.pk).get()
    assert other.reports_count == 1 and other.ref != incident.ref
    assert Link.objects.get(report=pair.right).incident_id == other.pk


def test_a_division_is_taken_back(world, together):
    incident, pair = together
    answer(world.analyst, pair, answer="different")
    undo(world.analyst, pair)
    incident.refresh_from_db()
    assert incident.reports_count == 3
    assert Incident.objects.live().get() == incident


def test_what_was_called_different_is_not_joined_again(world):
    one, other = world.report(world.a), world.report(world.b)
    match(NodeActor(), Node.here())
    pair = Pair.objects.get(left=one, right=other)
    answer(world.analyst, pair, answer="different")
    third = world.report(world.b, "3")
    match(NodeActor(), Node.here())
    held = dict(Link.objects.values_list("report", "incident"))
    assert held[one.pk] != held[other.pk] and third.pk in held


def test_unsure_goes_to_somebody_else(world, apart):
    _older, _younger, pair = apart
    answer(world.analyst, pair, answer="unsure")
    waiting = Pair.objects.all()
    assert not waiting.waiting_for(world.analyst).exists()
    assert waiting.waiting_for(world.other_analyst).get() == pair
    assert Incident.objects.live().count() == 2


def test_settled_pairs_wait_for_nobody(world, apart):
    answer(world.analyst, apart[2], answer="different")
    assert not Pair.objects.all().waiting_for(world.other_analyst).exists()


def test_what_was_built_on_cannot_be_undone(world, apart):
    older, _younger, pair = apart
    answer(world.analyst, pair, answer="same")
    survivor = world.incident(world.report(world.a, "9"))
    merging.absorb(older, survivor)
    with pytest.raises((CannotUndo, Unfit), match=r"merged|fusionné") as why:
        undo(world.analyst, pair)
    assert str(why.value)
    assert Decision.objects.standing().count() == 1, "the answer still stands, nothing was half-undone"


def test_nobody_undoes_for_another(world, apart):
    answer(world.analyst, apart[2], answer="same")
    with pytest.raises(CannotUndo):
        undo(world.other_analyst, apart[2])


@pytest.mark.parametrize("who", ["clerk", "monitor", "lone_analyst"])
def test_who_may_not_read_both_may_not_answer(world, who):
    one, other = world.report(world.a, tlp="TLP:AMBER+STRICT"), world.report(world.a, "2", "TLP:AMBER+STRICT")
    pair = pair_of(one, other)
    with pytest.raises(Refused):
        answer(getattr(world, who), pair, answer="same")
    assert not Decision.objects.exists()
    answer(world.analyst, pair, answer="unsure")

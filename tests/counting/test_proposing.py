"""What a run proposes, a person carries out or puts away, and can take back."""

from __future__ import annotations

import pytest

from tests.counting.test_deciding import pair_of
from tests.monitoring.world import World, columns
from vigie.counting.acts import CannotUndo, accept, decline, undo
from vigie.counting.models import Decision, MatchRun, Proposal
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.monitoring import merging
from vigie.monitoring.models import Incident, Link
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World.made()


@pytest.fixture
def stage(world):
    """Two incidents of two reports each."""
    reports = [world.report(body, key) for key in ("1", "2") for body in (world.a, world.b)]
    return reports, world.incident(*reports[:2]), world.incident(*reports[2:])


def proposed(kind, stage, leaving=()):
    reports, incident, other = stage
    pair = pair_of(reports[0], reports[1] if kind == "divide" else reports[2])
    made = Proposal.objects.create(
        run=MatchRun.objects.create(), kind=kind, incident=incident, pair=pair, bits=3.0,
        other=None if kind == "divide" else other,
    )  # fmt: skip
    made.leaving.set(leaving)
    return made


@pytest.fixture(params=["join", "divide", "move"])
def proposal(request, stage):
    return proposed(request.param, stage, [] if request.param == "join" else [stage[0][1]])


def groups() -> set[frozenset[int]]:
    live = Incident.objects.live()
    return {frozenset(each.links.values_list("report", flat=True)) for each in live}


def test_accepted_it_is_carried_out_and_answers_its_pair(world, stage, proposal):
    one, two, three, four = (report.pk for report in stage[0])
    accept(world.analyst, proposal, because="vérifié")
    expected = {
        "join": {frozenset({one, two, three, four})},
        "divide": {frozenset({one}), frozenset({two}), frozenset({three, four})},
        "move": {frozenset({one}), frozenset({two, three, four})},
    }
    assert groups() == expected[proposal.kind]
    decision = Decision.objects.get()
    assert decision.answer == ("different" if proposal.kind == "divide" else "same")
    line = Entry.objects.get(act="accept")
    assert (line.because, line.detail["state"]) == ("vérifié", "accepted")


def test_declined_nothing_moves_and_the_contrary_is_remembered(world, stage, proposal):
    before = groups()
    decline(world.analyst, proposal)
    assert groups() == before
    assert Decision.objects.get().answer == ("same" if proposal.kind == "divide" else "different")
    assert not Proposal.objects.open().exists()


def test_undone_everything_is_as_before(world, stage, proposal):
    before = [columns(each) for each in stage[1:]]
    accept(world.analyst, proposal)
    undo(world.analyst, proposal.pair)
    assert [columns(each) for each in stage[1:]] == before
    assert Proposal.objects.open().get() == proposal and not Decision.objects.standing().exists()


def test_nobody_answers_twice(world, proposal):
    accept(world.analyst, proposal)
    before = groups()
    for act in (accept, decline):
        with pytest.raises(Unfit):
            act(world.other_analyst, proposal)
    assert groups() == before and Decision.objects.count() == 1


def test_what_no_longer_stands_is_not_carried_out(world, stage, proposal):
    _reports, incident, _other = stage
    merging.absorb(incident, world.incident(world.report(world.a, "9")))
    before = groups()
    with pytest.raises(Unfit):
        accept(world.analyst, proposal)
    assert groups() == before and not Decision.objects.exists()
    assert Proposal.objects.fitting().count() == 0


def test_a_report_that_moved_on_is_not_fetched_back(world, stage):
    proposal = proposed("move", stage, [stage[0][1]])
    accept(world.analyst, proposal)
    Link.objects.filter(report=stage[0][1]).update(incident=world.incident(world.report(world.a, "9")))
    with pytest.raises((Unfit, CannotUndo)):
        undo(world.analyst, proposal.pair)
    assert Decision.objects.standing().count() == 1


@pytest.mark.parametrize("who", ["clerk", "monitor", "lone_analyst"])
def test_who_may_not_read_both_incidents_may_not_answer(world, who):
    one, other = world.report(world.a, tlp="TLP:AMBER+STRICT"), world.report(world.a, "2", "TLP:AMBER+STRICT")
    stage = [one, None, other], world.incident(one), world.incident(other)
    proposal = proposed("join", stage)
    with pytest.raises(Refused):
        accept(getattr(world, who), proposal)
    assert len(groups()) == 2
    accept(world.analyst, proposal)
    assert len(groups()) == 1

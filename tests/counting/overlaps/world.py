"""Two organisations that keep the same incident to themselves, and a third that knows nothing of it."""

from __future__ import annotations

from datetime import date, timedelta

from tests.monitoring.world import World
from vigie.access import NodeActor
from vigie.counting import acts
from vigie.counting.models import Inquiry
from vigie.counting.overlaps import limits
from vigie.directory.models import Account
from vigie.ledger.models import Node
from vigie.monitoring.models import Report

STRICT = "TLP:AMBER+STRICT"


class Clock:
    """The day that the limits believe it is."""

    def __init__(self, monkeypatch) -> None:
        self.day = limits.today()
        monkeypatch.setattr(limits, "today", lambda: self.day)

    def later(self, days: int) -> date:
        self.day += timedelta(days)
        return self.day

    def to_round(self) -> date:
        """Go on to the first round in which a question asked today takes part."""
        self.day = limits.next_round(self.day, self.day)
        return self.day


def coordinator(organisation) -> Account:
    found, _made = Account.objects.get_or_create(
        username=f"coordinator-{organisation.slug}", role="coordinator", organisation=organisation
    )
    return found


def both_hold(world: World) -> tuple[Report, Report]:
    """The same incident, told by A and by B, each keeping it to itself, in an incident of its own."""
    reports = world.report(world.a, tlp=STRICT), world.report(world.b, tlp=STRICT)
    for report in reports:
        world.incident(report)
    return reports


def held_round() -> bool:
    return acts.hold_round(NodeActor(), Node.here())


def noticed(world: World, clock: Clock) -> tuple[Inquiry, Inquiry]:
    """Both asked, and both were told."""
    ours, theirs = both_hold(world)
    clock.later(limits.REPORT_DAYS)
    questions = acts.ask(world.analyst, ours), acts.ask(world.other_analyst, theirs)
    clock.to_round()
    assert held_round()
    return questions


def opened(world: World, clock: Clock) -> tuple[Inquiry, Inquiry]:
    ours, theirs = noticed(world, clock)
    acts.agree(coordinator(world.a), ours)
    acts.agree(coordinator(world.b), theirs)
    return ours, theirs

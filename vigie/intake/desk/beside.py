"""What this room adds to the pages of others: on the first page, saying that nothing happened."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from vigie import access
from vigie.web.panels import Panel


@dataclass(frozen=True)
class Quiet:
    """Whether one has said today that nothing happened."""

    said: bool


def quiet_day(actor, _row=None) -> Panel | None:
    """For monitors: one button, for the days on which there is nothing to tell."""
    if access.role_of(actor) != "monitor":
        return None
    own = access.rows(actor, "see", "intake.CheckIn").filter(account=actor.pk, on=timezone.localdate())
    return Panel("intake/_quiet.html", Quiet(own.exists()))


def waiting_at_the_desk(actor) -> int:
    """How much waits for a coordinator."""
    if access.role_of(actor) != "coordinator":
        return 0
    submissions = access.rows(actor, "see", "intake.Submission")
    asides = access.rows(actor, "see", "intake.SetAside")
    return submissions.held().count() + submissions.faulty().count() + asides.unlooked().count()

"""What waits for a reader: asks to answer, things not opened yet, last days that come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from vigie import access
from vigie.web.panels import Panel

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Awaiting:
    """How many of each."""

    asks: int
    unopened: int
    due: int
    holds: int


def unopened(actor) -> int:
    """How many things that others share nobody of this body has opened yet."""
    own = getattr(actor, "organisation_id", None)
    if own is None or access.role_of(actor) not in access.BODIES:
        return 0
    return access.rows(actor, "ask", "sharing.Item").unopened_by(own).count()


def on_home(actor, _row=None) -> Panel | None:
    if access.role_of(actor) not in access.BODIES:
        return None
    found = Awaiting(
        access.rows(actor, "answer", "sharing.Consent").count(),
        unopened(actor),
        access.rows(actor, "amend", "sharing.Item").due(timezone.localdate() + SOON).count(),
        access.rows(actor, "see", "sharing.Hold").in_force().count(),
    )
    return (
        Panel("sharing/_home.html", found)
        if any((found.asks, found.unopened, found.due, found.holds))
        else None
    )

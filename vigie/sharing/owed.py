"""What requests for information add to the pages of others: a count beside the link, and a line at home."""

from __future__ import annotations

from django.utils import timezone

from vigie import access
from vigie.sharing.faces.request import Owed
from vigie.web.panels import Panel


def requests_waiting(actor) -> int:
    """How many requests wait for an answer that this person may give."""
    return access.rows(actor, "answer", "sharing.InformationRequest").count() if _answers(actor) else 0


def owed_at_home(actor, _row=None) -> Panel | None:
    """On the first page: what one's body owes, and what it waits for."""
    own = getattr(actor, "organisation_id", None)
    if own is None or access.role_of(actor) not in access.BODIES:
        return None
    seen = access.rows(actor, "see", "sharing.InformationRequest")
    ours, theirs = seen.owed_by(own), seen.owed_to(own)
    owed = Owed(ours.count(), ours.late(timezone.localdate()).count(), theirs.count())
    return Panel("sharing/_owed.html", owed) if owed.ours or owed.theirs else None


def _answers(actor) -> bool:
    return getattr(actor, "organisation_id", None) is not None

"""What requests for information add to the pages of others: a count beside the link, and a line at home."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.web.awaited import Awaited


def requests_waiting(actor) -> int:
    """How many requests wait for an answer that this person may give."""
    return access.rows(actor, "answer", "sharing.InformationRequest").count() if _answers(actor) else 0


def owed(actor) -> list[Awaited]:
    """What one's body owes, and what it waits for."""
    own = getattr(actor, "organisation_id", None)
    if own is None or access.role_of(actor) not in access.BODIES:
        return []
    seen, today = access.rows(actor, "see", "sharing.InformationRequest"), timezone.localdate()
    ours, theirs, listed = seen.owed_by(own), seen.owed_to(own), reverse("requests")
    to_answer, waited_for = ours.count(), theirs.count()
    return [
        Awaited(
            to_answer, ngettext("request for information to answer", "requests for information to answer", to_answer),
            _("Another body asked yours."), f"{listed}?side=ours", ours.late(today).count(),
        ),
        Awaited(
            waited_for,
            ngettext("request of yours without an answer", "requests of yours without an answer", waited_for),
            _("Each has a day by which it is to be answered."), f"{listed}?side=theirs", theirs.late(today).count(),
        ),
    ]  # fmt: skip


def _answers(actor) -> bool:
    return getattr(actor, "organisation_id", None) is not None

"""What waits for a reader: asks to answer, things not opened yet, last days that come."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.web.awaited import Awaited

SOON = timedelta(days=14)


def unopened(actor) -> int:
    """How many things that others share nobody of this body has opened yet."""
    own = getattr(actor, "organisation_id", None)
    if own is None or access.role_of(actor) not in access.BODIES:
        return 0
    return access.rows(actor, "ask", "sharing.Item").unopened_by(own).count()


def awaited(actor) -> list[Awaited]:
    """Asks to answer, things not opened, last days that come, and holds that stop everything."""
    if access.role_of(actor) not in access.BODIES:
        return []
    asks = access.rows(actor, "answer", "sharing.Consent").count()
    due = access.rows(actor, "amend", "sharing.Item").due(timezone.localdate() + SOON).count()
    holds = access.rows(actor, "see", "sharing.Hold").in_force().count()
    new, items = unopened(actor), reverse("shared-items")
    return [
        Awaited(
            asks, ngettext("ask to pass something on", "asks to pass something on", asks),
            _("A recipient waits for your answer."), reverse("consents"),
        ),
        Awaited(
            new, ngettext("thing not opened yet", "things not opened yet", new),
            _("Given to your body, and nobody there has opened it."), f"{items}?side=got",
        ),
        Awaited(
            due, ngettext("thing of yours to look at again", "things of yours to look at again", due),
            _("Its last day or its day of review comes within two weeks."), f"{items}?side=given",
        ),
        Awaited(
            holds, ngettext("hold in force", "holds in force", holds),
            _("The sharing from a country is stopped at its border."), reverse("holds"),
        ),
    ]  # fmt: skip

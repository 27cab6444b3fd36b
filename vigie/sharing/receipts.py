"""Who opened a shared thing first, for its originator."""

from __future__ import annotations

from django.utils import timezone

from vigie import access
from vigie.access.rules.sharing import BODIES
from vigie.sharing.models import Receipt, Terms


def opened(actor, terms: Terms) -> None:
    """Note that this actor's body has opened what `terms` guard, if it is the first time and not its own.

    Called by every page and file that shows the content, once the law has let the actor in.
    """
    own = getattr(actor, "organisation_id", None)
    if access.role_of(actor) not in BODIES or own in (None, terms.originator_id):
        return
    Receipt.objects.get_or_create(
        terms=terms, body_id=own, defaults={"account": actor, "opened_at": timezone.now()}
    )

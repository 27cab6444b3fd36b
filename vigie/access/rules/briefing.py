"""Rules of a sitting's file: for whom one makes a copy, and which copies one knows of."""

from __future__ import annotations

from django.db.models import Q

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY
from vigie.access.rules.sittings import COMMITTEE

RUNNING = ("clerk", "chair")


def briefed(actor) -> Q:
    """Accounts of one's own committee, for its clerk and its chair; for a member their own."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in COMMITTEE:
        return NOBODY
    sits = Q(organisation=own, role__in=COMMITTEE, is_active=True)
    return sits if role_of(actor) in RUNNING else sits & Q(pk=actor.pk)


def copies(actor) -> Q:
    """Copies made for those for whom one makes them."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in COMMITTEE:
        return NOBODY
    return Q(reader__organisation=own) if role_of(actor) in RUNNING else Q(reader=actor.pk)

"""Rules of what goes to and comes from other installations: for those who answer for a body's correspondence."""

from __future__ import annotations

from django.db.models import Q

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows

CORRESPONDENTS = ("clerk", "chair")


def _own(actor):
    return organisation_of(actor) if role_of(actor) in CORRESPONDENTS else None


def own_peers(actor) -> Q:
    """Correspondents of one's own body."""
    own = _own(actor)
    return NOBODY if own is None else Q(own=own)


def of_own_peers(actor) -> Q:
    """What went to and came from correspondents of one's own body."""
    own = _own(actor)
    return NOBODY if own is None else Q(peer__own=own)


def came_with_a_seen_item(actor) -> Q:
    """Where an item that one reads came from, and what came of it."""
    return Q(direction="in", item__in=rows(actor, "see", "sharing.Item").values("pk"))


def own_faults(actor) -> Q:
    """What was refused and was for one's own body, or for nobody that could be told. It holds no content."""
    own = _own(actor)
    return NOBODY if own is None else Q(own=own) | Q(own=None)

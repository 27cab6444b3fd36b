"""Drafts that nobody came back to: they may hold what somebody typed, and do not lie on the node for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from vigie import access
from vigie.access import NodeActor
from vigie.intake.acts.draft import expire
from vigie.intake.receiving import stored

UNTOUCHED = timedelta(days=60)


def clear_old_drafts(now: datetime | None = None) -> int:
    """Throw away drafts that nobody touched for sixty days, with their files. Gives how many there were.

    A draft that was sent holds no answer any more; it stays, as its writer's receipt.
    """
    before = (now or timezone.now()) - UNTOUCHED
    held_later = Q(held_at__gte=before)
    drafts = access.rows(NodeActor(), "expire", "intake.Draft").filter(submission=None, saved_at__lt=before)
    old = list(drafts.exclude(held_later))
    for draft in old:
        expire(NodeActor(), draft)
    if old:
        stored.sweep()
    return len(old)

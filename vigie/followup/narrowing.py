"""How the list of recommendations is narrowed, on its page and for those who follow it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone


def narrowed(found: QuerySet, chosen: dict) -> QuerySet:
    """By state, addressee, country, kind, and what is late."""
    for name in ("state", "addressee", "country", "kind"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    today = timezone.localdate()
    if chosen.get("late") == "response":
        return found.response_late(today)
    if chosen.get("late") == "implementation":
        return found.implementation_late(today)
    return found

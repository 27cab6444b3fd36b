"""Rules of what is written down about a body itself: what it is, and who took over from it."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.actors import ANALYSTS, organisation_of, role_of
from vigie.access.door import NOBODY, rows

SPEAKING = ("clerk", "chair")


def spoken_for(actor) -> Q:
    """One's own body and the one that it is part of, for those who act for it."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in SPEAKING:
        return NOBODY
    bodies = apps.get_model("directory.Organisation").objects
    return Q(pk=own) | Q(pk__in=bodies.filter(pk=own).exclude(parent=None).values("parent"))


def unspoken_for(actor) -> Q:
    """For analysts, bodies for which nobody signs in here.

    Who took over from a body inherits what it left open: for a committee that works here, nobody else may say so.
    """
    if role_of(actor) not in ANALYSTS:
        return NOBODY
    speaking = apps.get_model("directory.Account").objects.filter(is_active=True, role__in=SPEAKING)
    heard = Q(pk__in=speaking.values("organisation")) | Q(
        pk__in=speaking.exclude(organisation__parent=None).values("organisation__parent")
    )
    return ~heard


def of_a_constituted(field: str):
    """What is written about a body that one may speak of; `field` leads to it."""

    def rule(actor) -> Q:
        return Q(**{f"{field}__in": rows(actor, "constitute", "directory.Organisation").values("pk")})

    return rule

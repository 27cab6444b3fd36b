"""Rules of what is shared on terms: between committees, bodies and persons, across borders."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY

# Whose staff reads what its own body has marked, without being named.
BODIES = ("clerk", "member", "chair", "ministry", "researcher", "analyst", "coordinator")


def readable_terms(actor) -> QuerySet:
    """The terms that include this actor, whatever they guard: the one function behind lists, counts, files and feeds.

    RED reaches the persons named in a circle and nobody else. Every other mark reaches the bodies and persons of
    its circles and the originator's own people; what the mark allows them to do further is for `sharing` to say.
    CLEAR reaches everybody once it is published. An embargo, an expiry and a withdrawal bind all but the originator.
    """
    terms = apps.get_model("sharing.Terms").objects
    now = timezone.now()
    public = Q(tlp="TLP:CLEAR", published_at__lte=now)
    if role_of(actor) == "node":
        return terms.all()
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return terms.open_at(now).filter(public)
    circles = apps.get_model("sharing.Circle").objects.filter(closed_at=None)
    named = circles.filter(persons=actor.pk).values("pk")
    bodies = circles.filter(bodies=own).values("pk")
    through = terms.model.circles.through.objects
    by_name, by_body = (
        Q(pk__in=through.filter(circle__in=within).values("terms")) for within in (named, bodies)
    )
    reached = public | by_name | (by_body & ~Q(tlp="TLP:RED"))
    in_force = terms.open_at(now).filter(reached).values("pk")
    return terms.filter(Q(pk__in=in_force) | (Q(originator=own) & (~Q(tlp="TLP:RED") | by_name)))


def on_terms(actor) -> Q:
    """Rows whose `terms` include this actor."""
    return Q(terms__in=readable_terms(actor).values("pk"))


def kept_circles(actor) -> Q:
    """Circles that one's own body keeps, for those who run it."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in ("clerk", "chair", "coordinator"):
        return NOBODY
    return Q(keeper=own)


def own_circles(actor) -> Q:
    """Circles that one's body keeps or belongs to, or that name one."""
    own = organisation_of(actor)
    if own is None or role_of(actor) not in BODIES:
        return NOBODY
    circles = apps.get_model("sharing.Circle").objects
    return (
        Q(keeper=own)
        | Q(pk__in=circles.filter(bodies=own).values("pk"))
        | Q(pk__in=circles.filter(persons=actor.pk).values("pk"))
    )

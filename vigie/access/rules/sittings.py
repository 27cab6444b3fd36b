"""Rules of committees at work: who sits, who is told, and what stays among those who sat."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from vigie.access.actors import organisation_of, role_of
from vigie.access.door import NOBODY, rows
from vigie.access.rules.sharing import BODIES, on_terms

COMMITTEE = ("clerk", "member", "chair")


def _sitting_of(own) -> Q:
    joined = apps.get_model("parliament.Sitting").joint_bodies.through.objects.filter(organisation=own)
    return Q(body=own) | Q(pk__in=joined.values("sitting"))


def sits(actor) -> Q:
    """Sittings of one's own committee, as host or joined: also those in camera."""
    own = organisation_of(actor)
    return _sitting_of(own) if own is not None and role_of(actor) in COMMITTEE else NOBODY


def told(actor) -> Q:
    """Sittings that are shared with one, or whose agenda is published. Never one in camera."""
    told_to_all = Q(agenda_published_at__isnull=False)
    return (told_to_all | on_terms(actor)) & ~Q(kind="in_camera")


def hosts(*names: str):
    """Sittings that one's own committee holds, for those roles."""

    def rule(actor) -> Q:
        own = organisation_of(actor)
        return Q(body=own) if own is not None and role_of(actor) in names else NOBODY

    return rule


def of_a_seen_sitting(actor) -> Q:
    return Q(sitting__in=rows(actor, "see", "parliament.Sitting").values("pk"))


def of_an_own_sitting(actor) -> Q:
    """What is only for those who sat: who was there, who was heard."""
    return Q(sitting__in=apps.get_model("parliament.Sitting").objects.filter(sits(actor)).values("pk"))


def of_a_hosted_sitting(*names: str):
    def rule(actor) -> Q:
        hosted = apps.get_model("parliament.Sitting").objects.filter(hosts(*names)(actor))
        return Q(sitting__in=hosted.values("pk"))

    return rule


def on_terms_within_the_sitting(actor) -> Q:
    """Documents whose terms include one; those of a sitting in camera only where one's committee sat."""
    own_or_open = of_an_own_sitting(actor) | ~Q(sitting__kind="in_camera")
    return on_terms(actor) & own_or_open


def named_seats(actor) -> Q:
    """Who sits where, by name: for the bodies that work here. The public is given sums (verb "count")."""
    return Q() if role_of(actor) in BODIES else NOBODY


def of_a_host(actor) -> Q:
    """What is still a draft: for the committee that holds the sitting."""
    return of_a_hosted_sitting(*COMMITTEE)(actor)


def adopted_minutes(actor) -> Q:
    """Adopted minutes: for those who sat, for those with whom the sitting is shared, and published, for everybody."""
    shared = apps.get_model("parliament.Sitting").objects.filter(on_terms(actor)).exclude(kind="in_camera")
    open_to_all = Q(published_at__isnull=False) & ~Q(sitting__kind="in_camera")
    return Q(state="adopted") & (of_an_own_sitting(actor) | open_to_all | Q(sitting__in=shared.values("pk")))


def own_calendar(actor) -> Q:
    return Q(account=actor.pk) if organisation_of(actor) is not None else NOBODY

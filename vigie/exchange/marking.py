"""Whether an item may travel to a correspondent: the law of sharing, asked anew each time something is sent."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from vigie.core.marks import Conditions, Reader, Ring, Stop, reads
from vigie.exchange.models import Carried, Peer
from vigie.sharing.models import Hold, Item, Terms


def may_travel(peer: Peer, now: datetime | None = None) -> list[Item]:
    """The items that this correspondent's body may read, or may once their embargo has ended, oldest first.

    Only what a circle gives to that body: what is public goes by itself. TLP:RED is for persons named and reaches no
    body, so that it never leaves an installation. What was received goes on where its originator has agreed.
    """
    now = now or timezone.now()
    stops = tuple(Stop(each.country, each.reach) for each in Hold.objects.in_force())
    reader = Reader(body=peer.organisation_id, country=peer.organisation.country)
    return [item for item in _addressed(peer) if _reads(reader, conditions(item.terms), stops, now)]


def _addressed(peer: Peer) -> QuerySet:
    came = Carried.objects.filter(direction="in", peer__own=peer.own).exclude(peer=peer)
    ours = Q(terms__originator=peer.own) | Q(pk__in=came.values("item"))
    within = Terms.circles.through.objects.filter(circle__bodies=peer.organisation, circle__closed_at=None)
    return (
        Item.objects.filter(ours, terms__in=within.values("terms"))
        .select_related("terms__originator")
        .prefetch_related("files", "terms__circles__bodies")
        .order_by("pk")
    )


def _reads(reader: Reader, terms: Conditions, stops: tuple[Stop, ...], now: datetime) -> bool:
    """An embargo travels and binds over there, so that the day it ends needs no line."""
    given = any(ring.has_body(reader.body) for ring in terms.rings)
    embargo = terms.embargo_until or now
    return given and reads(reader, terms, stops, max(now, embargo))


def conditions(terms: Terms) -> Conditions:
    """The terms as the pure law reads them. Persons are left out: a package is sealed to a body."""
    rings = tuple(
        Ring(frozenset(body.pk for body in circle.bodies.all()), frozenset(), circle.closed_at is not None)
        for circle in terms.circles.all()
    )
    return Conditions(
        terms.originator_id, terms.originator.country, terms.tlp, rings, terms.embargo_until, terms.expires_at,
        terms.published_at, terms.withdrawn_at,
    )  # fmt: skip


def has_expired(item: Item | None, now: datetime | None = None) -> bool:
    """What has expired needs no withdrawal: the other side was told when, and keeps to it."""
    if item is None or item.terms.withdrawn_at is not None:
        return False
    expires_at = item.terms.expires_at
    return expires_at is not None and expires_at <= (now or timezone.now())

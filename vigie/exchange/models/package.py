"""Packages that were written for a correspondent, and those that came from one."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.exchange.models.peer import Peer

OUTGOING = [
    ("waiting", _("to be sent")),
    ("given", _("sent, not yet acknowledged")),
    ("acknowledged", pgettext_lazy("package", "received over there")),
    ("dropped", _("dropped: the exchange began anew")),
]
ON_ITS_WAY = ("waiting", "given")
INCOMING = [("waiting", _("waits for an earlier one")), ("taken", _("taken"))]
WAYS = [("line", _("over the line")), ("stick", _("by stick")), ("page", _("by a clerk's upload"))]


class OutgoingQuerySet(models.QuerySet):
    def unacknowledged(self) -> OutgoingQuerySet:
        return self.filter(state__in=ON_ITS_WAY)

    def newest_first(self) -> OutgoingQuerySet:
        return self.select_related("peer__own", "peer__organisation").order_by("-made_at", "-pk")


class Outgoing(models.Model):
    """A package for a correspondent. Its sealed file lies beside the database until they say they have it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    series = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes, sealed
    brings = models.PositiveIntegerField()  # how many contents
    state = models.CharField(max_length=14, choices=OUTGOING, default="waiting")
    given_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=6, choices=WAYS, blank=True)
    asked_again = models.PositiveSmallIntegerField(default=0)  # how often they missed it
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "series", "number"], name="one_package_a_number_out")
        ]
        indexes = [models.Index(fields=["-made_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.peer_id} → {self.number}"


class IncomingQuerySet(models.QuerySet):
    def waiting(self) -> IncomingQuerySet:
        return self.filter(state="waiting")

    def newest_first(self) -> IncomingQuerySet:
        return self.select_related("peer__own", "peer__organisation").order_by("-received_at", "-pk")


class Incoming(models.Model):
    """A package of a correspondent that was whole and rightly signed. One that came too early waits, still sealed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    series = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    brings = models.PositiveIntegerField()
    made_on = models.DateField()  # as its writer says
    state = models.CharField(max_length=8, choices=INCOMING)
    way = models.CharField(max_length=6, choices=WAYS)
    repeats = models.PositiveSmallIntegerField(default=0)  # how often it came again
    received_at = models.DateTimeField(auto_now_add=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "series", "number"], name="one_package_a_number_in")
        ]
        indexes = [models.Index(fields=["-received_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.peer_id} ← {self.number}"

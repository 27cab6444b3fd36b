"""What item came or went by which package, and what was asked about it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Account
from vigie.exchange.models.package import Incoming, Outgoing
from vigie.exchange.models.peer import Peer
from vigie.sharing.models import Consent, Item

DIRECTIONS = [("out", _("went")), ("in", _("came"))]
STANDING = [
    ("standing", pgettext_lazy("carried", "in force")),
    ("replaced", _("replaced by a later version")),
    ("withdrawn", pgettext_lazy("carried", "withdrawn")),
    ("expired", pgettext_lazy("carried", "expired on the way")),
    ("refused", _("could not be taken")),
]
ANSWERS = [
    ("", _("waits for an answer")),
    ("agreed", pgettext_lazy("onward", "agreed")),
    ("refused", pgettext_lazy("onward", "refused")),
]


class CarriedQuerySet(models.QuerySet):
    def standing(self) -> CarriedQuerySet:
        return self.filter(state="standing")

    def newest_first(self) -> CarriedQuerySet:
        return self.select_related("peer__own", "peer__organisation", "item").order_by("-made_at", "-pk")


class Carried(models.Model):
    """One version of one item that travelled. What stays after a withdrawal is this line: by whom, and when.

    `origin` is the item's identifier on the installation that sent it. `sums` is the SHA-256 of everything that was
    said of it, so that a change is noticed. The days are those that the other side told.
    """

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=DIRECTIONS)
    origin = models.UUIDField()
    series = models.PositiveIntegerField(default=1)  # in which the version is counted
    version = models.PositiveIntegerField()
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    sums = models.CharField(max_length=64)
    outgoing = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="+")
    incoming = models.ForeignKey(Incoming, models.PROTECT, null=True, related_name="+")
    first_by = models.CharField(max_length=200, blank=True)  # who originated what a correspondent passed on
    state = models.CharField(max_length=10, choices=STANDING, default="standing")
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True)
    because = models.CharField(max_length=300, blank=True)
    received_on = models.DateField(null=True)
    read_on = models.DateField(null=True)
    erased_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    told = models.JSONField(default=list)  # which receipts have been sent for what came
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CarriedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer", "direction", "series", "origin", "version"], name="carried_once"
            ),
            models.CheckConstraint(
                condition=models.Q(direction="out", incoming=None, outgoing__isnull=False)
                | models.Q(direction="in", outgoing=None, incoming__isnull=False),
                name="carried_by_a_package",
            ),
        ]
        indexes = [models.Index(fields=["-made_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.direction} {self.origin} {self.version}"


class OnwardQuestionQuerySet(models.QuerySet):
    def unanswered(self) -> OnwardQuestionQuerySet:
        return self.filter(answer="")

    def newest_first(self) -> OnwardQuestionQuerySet:
        return self.select_related("peer__own", "peer__organisation", "item__terms").order_by(
            "-asked_at", "-pk"
        )


class OnwardQuestion(models.Model):
    """May an item go on to these bodies? Asked by a package, and answered by one.

    "in": a correspondent asks us about what we sent. "out": we ask, for one of our own, whose request is `consent`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_as = models.UUIDField()  # the identifier under which the asker knows it
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=DIRECTIONS)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    consent = models.ForeignKey(Consent, models.SET_NULL, null=True, related_name="+")
    bodies = models.JSONField(default=list)  # names, as the asker writes them
    purpose = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=8, choices=ANSWERS, blank=True)
    because = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    told = models.BooleanField(default=False)  # the answer has been put into a package

    objects = OnwardQuestionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "direction", "asked_as"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.direction} {self.asked_as}"

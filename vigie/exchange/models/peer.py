"""A body that works on another installation, and a body here: the two ends of an exchange."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.core.packages import groups
from vigie.directory.models import Account, Organisation

STATES = [
    ("proposed", _("to be compared by telephone")),
    ("confirmed", pgettext_lazy("correspondent", "confirmed")),
    ("stopped", pgettext_lazy("correspondent", "stopped")),
]


class PeerQuerySet(models.QuerySet):
    def confirmed(self) -> PeerQuerySet:
        return self.filter(state="confirmed")

    def to_compare(self) -> PeerQuerySet:
        """Those whose keys nobody has compared by telephone, or not since they were changed."""
        changed = models.Q(state="confirmed", keys_changed_on__isnull=False)
        return self.filter(models.Q(state="proposed") | changed)

    def by_name(self) -> PeerQuerySet:
        return self.order_by("organisation__name", "own__name", "pk")

    def for_reading(self) -> PeerQuerySet:
        return self.select_related("own", "organisation", "confirmed_by")


class Peer(models.Model):
    """A correspondent. Nothing is sent or taken before a person has compared the keys by telephone.

    Each direction counts its packages from one, and each package names the digest of the one before. `taken_*` is how
    far what comes has been taken, in order; `sent_*` how far we have written; `acknowledged` how far they have taken.
    When one side has lost its data the counting begins anew, in the next `series` (`exchange.restarting`).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    own = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # the body over there
    slug_there = models.CharField(max_length=80)  # its short name on its own installation
    node_name = models.CharField(max_length=200, blank=True)
    node_key = models.CharField(max_length=60)  # verifies what their installation signs
    recipient = models.CharField(max_length=80)  # what is sealed to them is sealed to this
    address = models.CharField(max_length=300, blank=True)  # https://…; empty: by stick alone
    state = models.CharField(max_length=10, choices=STATES, default="proposed")
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    keys_changed_on = models.DateField(
        null=True
    )  # by a package that the old key signed; empty once compared again
    line_key = models.CharField(
        max_length=60, blank=True
    )  # the node key under which the packages are counted
    series = models.PositiveIntegerField(default=1)  # how often the counting has begun
    sent_number = models.PositiveIntegerField(default=0)
    sent_digest = models.CharField(max_length=64, blank=True)
    acknowledged = models.PositiveIntegerField(default=0)
    taken_number = models.PositiveIntegerField(default=0)
    taken_digest = models.CharField(max_length=64, blank=True)
    owes_receipt = models.BooleanField(
        default=False
    )  # the next package is written even if it brings nothing else
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PeerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["own", "organisation"], name="one_line_between_two_bodies"),
            models.CheckConstraint(condition=~models.Q(own=models.F("organisation")), name="peer_is_another"),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_by__isnull=False),
                name="confirmed_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.own_id} ↔ {self.organisation_id}"

    @property
    def groups(self) -> str:
        return groups(self.node_key, self.recipient)

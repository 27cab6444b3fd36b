"""A package, or a part of one, that was refused and changed nothing."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account, Organisation
from vigie.exchange.models.package import WAYS
from vigie.exchange.models.peer import Peer


class FaultQuerySet(models.QuerySet):
    def unlooked(self) -> FaultQuerySet:
        return self.filter(looked_at=None)

    def newest_first(self) -> FaultQuerySet:
        return self.select_related("peer__organisation", "own").order_by("-made_at", "-pk")


class Fault(models.Model):
    """Why something was refused, as a code and what its sentence names. Nothing of its content is kept.

    `own` is whose clerk should know; empty where nobody could tell for whom it was. The same file refused again for
    the same reason is one line that counts.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    own = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    peer = models.ForeignKey(Peer, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=30)
    params = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)  # of the sealed file, to tell whether it is the one meant
    size = models.PositiveIntegerField()
    way = models.CharField(max_length=6, choices=WAYS)
    times = models.PositiveIntegerField(default=1)
    looked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = FaultQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "code"], name="one_fault_a_file_and_reason")]
        indexes = [models.Index(fields=["-made_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.code} {self.sha256[:8]}"

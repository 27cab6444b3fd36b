"""Copies of a sitting's file: which was made for whom."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account
from vigie.parliament.models import Sitting


class Copy(models.Model):
    """One copy, made for one reader. Its number stands on each of its pages; what it said is not kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Account, models.PROTECT, related_name="+")
    maker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="copy_of_one_number"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.number}"

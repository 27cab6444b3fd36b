"""The secret address by which a person's telephone or desk fetches their calendar."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account


class CalendarKeyQuerySet(models.QuerySet):
    def in_force(self) -> CalendarKeyQuerySet:
        return self.filter(revoked_at=None, account__is_active=True).select_related("account__organisation")


class CalendarKey(models.Model):
    """A key to one person's calendar. Only its SHA-256 is kept: who reads this table can open no calendar."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label

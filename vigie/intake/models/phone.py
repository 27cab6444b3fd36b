"""Telephones in the field, and the passwords that only open the door for forms."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account
from vigie.places.models import Area


class PhoneQuerySet(models.QuerySet):
    def working(self) -> PhoneQuerySet:
        return self.filter(revoked_at=None, seized_at=None)

    def for_listing(self) -> PhoneQuerySet:
        return self.select_related("account", "area").order_by("account__username", "label", "pk")


class Phone(models.Model):
    """A telephone set up for one monitor. Its token opens the forms and nothing else.

    Only the SHA-256 of the token is kept. A revoked phone is refused at its next request. A seized one is
    revoked, and what it sent since `held_since` is held apart until a person has looked. `area` is where its
    monitor watches, a province, cercle or department at the finest: a row must not tell where somebody lives.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_on = models.DateField(null=True)  # the day only: the hour could tell who was where
    revoked_at = models.DateTimeField(null=True)
    seized_at = models.DateTimeField(null=True)
    held_since = models.DateField(null=True)

    objects = PhoneQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label


class FieldPassword(models.Model):
    """A password for forms only, apart from the account's own. Digest needs `ha1`, MD5 of user:realm:password."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    ha1 = models.CharField(max_length=32)
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.account_id)

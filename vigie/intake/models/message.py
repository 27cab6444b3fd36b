"""Short messages, the gateways that carry them, and who is known to send them."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account, Organisation
from vigie.intake.models.submission import Submission

GATEWAYS = [("kannel", "Kannel"), ("http", "HTTP")]


class Gateway(models.Model):
    """A gateway that may bring messages. Only the hash of its shared secret is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=GATEWAYS)
    secret_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Sender(models.Model):
    """A telephone number that a coordinator registered for a monitor. Only a keyed hash of it is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number_hash = models.CharField(max_length=64)
    code = models.CharField(max_length=12, blank=True)  # tells apart monitors who share one phone
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number_hash", "code"], name="one_sender")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.code}"


class Message(models.Model):
    """One message as it came, once: `dedupe` is the gateway's own identifier, or a hash of sender, text and time."""

    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="+")
    dedupe = models.CharField(max_length=64)
    number_hash = models.CharField(max_length=64)
    sender = models.ForeignKey(Sender, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    reply = models.TextField(blank=True)
    outcome = models.CharField(max_length=12)
    times = models.PositiveIntegerField(default=1)  # how often the gateway sent it
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gateway", "dedupe"], name="one_message")]

    def __str__(self) -> str:
        return f"{self.gateway_id} {self.dedupe[:8]}"

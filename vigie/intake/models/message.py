"""Short messages, the gateways that carry them, who is known to send them, and the reports they make."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation
from vigie.intake.models.submission import Submission
from vigie.places.models import Area

GATEWAYS = [("kannel", "Kannel"), ("http", "HTTP")]

# What became of a message. unknown: of a number nobody registered; whose: several people use the phone and no
# code was given; held: nothing could be made of it, and a person reads it
OUTCOMES_OF_MESSAGES = [
    ("report", _("report")),
    ("answer", _("answer")),
    ("correction", _("correction")),
    ("withdrawal", _("wish to withdraw")),
    ("question", _("asked for help")),
    ("unknown", _("unknown number")),
    ("whose", _("without code")),
    ("held", _("for a person")),
]


class GatewayQuerySet(models.QuerySet):
    def in_use(self) -> GatewayQuerySet:
        return self.filter(revoked_at=None)

    def by_name(self) -> GatewayQuerySet:
        return self.order_by("name")


class Gateway(models.Model):
    """A gateway that may bring messages. Only the hash of its shared secret is kept.

    `calling_code` stands before numbers that come without one. `turned_away` counts messages of unknown numbers
    beyond what is held of them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=GATEWAYS)
    secret_hash = models.CharField(max_length=64)
    calling_code = models.CharField(max_length=4, blank=True)
    turned_away = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GatewayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(revoked_at=None),
                name="one_gateway_in_use",
                violation_error_message=_("There is a gateway of this name already. Give another name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class SenderQuerySet(models.QuerySet):
    def in_use(self) -> SenderQuerySet:
        return self.filter(revoked_at=None, account__is_active=True).select_related("account", "area")

    def by_name(self) -> SenderQuerySet:
        return self.order_by("account__username", "code", "pk")


class Sender(models.Model):
    """A telephone number that a coordinator registered for a monitor. Only a keyed hash of it is kept.

    Names of places are looked for in `area` first.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number_hash = models.CharField(max_length=64)
    code = models.CharField(max_length=12, blank=True)  # tells apart monitors who share one phone
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    objects = SenderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number_hash", "code"],
                condition=models.Q(revoked_at=None),
                name="one_sender_in_use",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.code}"


class Dialogue(models.Model):
    """One report by messages: its receipt, and what was said so far (`core.sms.draft` as data).

    `edition` rises with each change, `passed` is the edition that was handed to the register, 0 for none.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sender = models.ForeignKey(Sender, models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=8, unique=True)
    draft = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["moved_at"], condition=models.Q(is_open=True), name="dialogues_open"),
            models.Index(fields=["sender", "-id"]),
        ]

    def __str__(self) -> str:
        return self.receipt


class MessageQuerySet(models.QuerySet):
    def for_a_person(self) -> MessageQuerySet:
        """Messages at which somebody has to look, the oldest first."""
        return self.filter(needs_person=True, looked_at=None).order_by("id")

    def with_report(self) -> MessageQuerySet:
        """With what a line of the desk shows."""
        return self.select_related("gateway", "sender__account", "dialogue__submission__report")


class Message(models.Model):
    """One message as it came, once: `dedupe` is a hash of the gateway's own identifier, or of sender, text and time."""

    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="+")
    dedupe = models.CharField(max_length=64)
    content = models.CharField(max_length=64, blank=True)  # hash of sender and text
    number_hash = models.CharField(max_length=64)
    sender = models.ForeignKey(Sender, models.PROTECT, null=True, related_name="+")
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, null=True, related_name="messages")
    text = models.TextField()
    reply = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES_OF_MESSAGES)
    times = models.PositiveIntegerField(default=1)  # how often the gateway sent it
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, related_name="+")
    needs_person = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)  # when it was last sent again

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gateway", "dedupe"], name="one_message")]
        indexes = [
            models.Index(fields=["gateway", "number_hash", "-id"]),
            models.Index(fields=["id"], condition=models.Q(needs_person=True), name="messages_for_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.gateway_id} {self.dedupe[:8]}"


class LocalWordQuerySet(models.QuerySet):
    def in_order(self) -> LocalWordQuerySet:
        return self.order_by("language", "word", "pk")


class LocalWord(models.Model):
    """A word of another language for a type of incident, which a coordinator has confirmed for messages."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    word = models.CharField(max_length=60)
    event_type = models.CharField(max_length=60)
    confirmed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    objects = LocalWordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "word"], name="one_local_word")]

    def __str__(self) -> str:
        return self.word

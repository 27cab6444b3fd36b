"""Searches that people keep, and the ways in which they are told of what is new in them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account

RHYTHMS = [("daily", _("Every day")), ("weekly", _("Every week"))]
WEEKDAYS = [
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")),
    (5, _("Saturday")), (6, _("Sunday")),
]  # fmt: skip
# "sending" that lasts is a digest whose sending was cut off: it is tried again.
STATES = [("sending", "sending"), ("sent", "sent"), ("nothing", "nothing"), ("failed", "failed")]


class SavedSearch(models.Model):
    """A question to a list, as its address asks it. It holds no result: what it finds is asked anew each time."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # of alerts.kinds
    query = models.CharField(max_length=1000, blank=True)  # as in the address, its parameters in order
    name = models.CharField(max_length=120)
    in_mail = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "query"], name="search_kept_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SubscriptionQuerySet(models.QuerySet):
    def in_force(self) -> SubscriptionQuerySet:
        """Confirmed from the mailbox itself, of somebody who may still sign in."""
        return self.filter(confirmed_at__isnull=False, account__is_active=True)

    def not_written_to(self) -> SubscriptionQuerySet:
        """Whose mailbox no server has taken the question for yet."""
        return self.filter(confirmed_at=None, written_at=None, account__is_active=True)

    def never_confirmed(self, before) -> SubscriptionQuerySet:
        """Written to before that moment, without an answer."""
        return self.filter(confirmed_at=None, written_at__lt=before)


class Subscription(models.Model):
    """Digests by mail to one mailbox, which is personal data: it stands here and nowhere else, and goes with the row.

    `hour` and `weekday` are on the node's clock. `written_at` is when a mail server took the mail that asks the
    mailbox whether it wants digests.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    mailbox = models.EmailField()
    rhythm = models.CharField(max_length=6, choices=RHYTHMS, default="weekly")
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS, default=0)
    hour = models.PositiveSmallIntegerField(default=7)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fr")
    reminders = models.BooleanField(default=True)  # of sittings and deadlines
    asked_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="digest_hour_of_a_day"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="digest_day_of_a_week"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Sent(models.Model):
    """One digest that was due: whether it went. What it said is not kept.

    `until` is the moment up to which it told what was new; the next begins there.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES)
    tries = models.PositiveSmallIntegerField(default=1)
    tried_at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "due_at"], name="digest_once_when_due"),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.due_at:%Y-%m-%d} {self.state}"


class Feed(models.Model):
    """A feed of one's saved searches. Its address is a secret, of which only the fingerprint is kept.

    `changed_at` is when what it says last differed, also by something that is no longer in it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    content_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.uuid)

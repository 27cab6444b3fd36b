"""Sending what is due: once for each time it is due, and again what failed."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation

from vigie.access import NodeActor
from vigie.alerts import acts
from vigie.alerts.mailing import ask_mailbox, digest_mail, digest_of, way_out
from vigie.alerts.models import Sent, Subscription
from vigie.alerts.tokens import CONFIRMED_WITHIN
from vigie.core.rhythm import last_due

LOG = logging.getLogger(__name__)
CUT_OFF = timedelta(hours=1)  # a sending that has lasted so long was cut off
KEPT = timedelta(days=90)


def send_due(now: datetime | None = None) -> Counter:
    """Send every digest that is due and has not gone. Counts by what became of it: sent, nothing, failed.

    Raises `mailing.NoMail` before anything is sent where the node names no mail server.
    """
    now = timezone.localtime(now)
    way = way_out()
    forget_old(now)
    for each in Subscription.objects.not_written_to().select_related("account").order_by("pk"):
        ask_mailbox(way, each)
    outcomes = Counter()
    for subscription in (
        Subscription.objects.in_force().select_related("account__organisation").order_by("pk")
    ):
        due = last_due(subscription.rhythm, subscription.weekday, subscription.hour, now)
        if due > subscription.confirmed_at and (sent := _claimed(subscription, due, now)):
            outcomes[_send(way, subscription, sent, now)] += 1
    return outcomes


def forget_old(now: datetime) -> None:
    """Mailboxes that nobody confirmed in time go, and so do lines of digests long gone."""
    Subscription.objects.never_confirmed(now - CONFIRMED_WITHIN).delete()
    Sent.objects.filter(due_at__lt=now - KEPT).delete()


@transaction.atomic
def _claimed(subscription: Subscription, due: datetime, now: datetime) -> Sent | None:
    """Take this digest in hand, unless it has gone or another process has it in hand."""
    begun = {"state": "sending", "tried_at": now}
    sent, made = Sent.objects.get_or_create(subscription=subscription, due_at=due, defaults=begun)
    if made:
        return sent
    again = Q(state="failed") | Q(state="sending", tried_at__lt=now - CUT_OFF)
    taken = Sent.objects.filter(again, pk=sent.pk).update(**begun, tries=F("tries") + 1)
    return sent if taken else None


def _send(way, subscription: Subscription, sent: Sent, now: datetime) -> str:
    """Make the mail and send it, outside of any transaction: a slow mail server must not hold the database."""
    try:
        outcome = _tell(way, subscription, sent, now)
    except OSError as error:  # of a line or a mail server; its words may hold the mailbox
        LOG.warning("A digest was not taken: %s", type(error).__name__)
        outcome = "failed"
    except Exception:  # one search that cannot be asked must not silence everybody else
        LOG.exception("A digest could not be made")
        outcome = "failed"
    acts.note_digest(NodeActor(), subscription, sent=sent, outcome=outcome, until=now)
    return outcome


def _tell(way, subscription: Subscription, sent: Sent, now: datetime) -> str:
    with translation.override(subscription.language):
        digest = digest_of(subscription, _since(subscription), now)
    if digest.is_empty:
        return "nothing"
    way.send_messages([digest_mail(subscription, sent, digest)])
    return "sent"


def _since(subscription: Subscription) -> datetime:
    gone = Sent.objects.filter(subscription=subscription, state__in=("sent", "nothing"))
    return gone.order_by("-until").values_list("until", flat=True).first() or subscription.confirmed_at

"""What people do here: keep a search, take digests by mail or a feed, and end them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vigie.alerts import tokens
from vigie.alerts.mailing import ask_mailbox, way_out
from vigie.alerts.models import Feed, SavedSearch, Sent, Subscription
from vigie.directory.models import Account
from vigie.ledger.act import act


@act("amend")
def keep_search(actor, account: Account, *, kind: str, query: str, name: str, in_mail: bool) -> SavedSearch:
    """Keep a question to a list. The same one kept twice is one, under the newer name."""
    account.ledger_detail = {"kind": kind}
    search, _made = SavedSearch.objects.update_or_create(
        account=account, kind=kind, query=query, defaults={"name": name, "in_mail": in_mail}
    )
    return search


@act("amend")
def drop_search(actor, search: SavedSearch) -> None:
    SavedSearch.objects.filter(pk=search.pk).delete()


@act("amend")
def subscribe(actor, account: Account, *, mailbox: str, **how) -> Subscription:
    """Take digests by mail, or change how. Nothing is sent to a mailbox before it has confirmed that it wants it.

    `how` are the other fields of `Subscription` that a person sets. Raises `mailing.NoMail` where the node names no
    mail server; one that is down is asked again later.
    """
    before = Subscription.objects.filter(account=account).first()
    is_known = before is not None and before.mailbox == mailbox
    subscription, _made = Subscription.objects.update_or_create(
        account=account,
        defaults={
            "mailbox": mailbox, **how, "asked_at": timezone.now(), "written_at": None,
            "confirmed_at": before.confirmed_at if is_known else None,
        },
    )  # fmt: skip
    if subscription.confirmed_at is None:
        way = way_out()
        transaction.on_commit(lambda: ask_mailbox(way, subscription))
    return subscription


@act("amend")
def confirm(actor, subscription: Subscription) -> None:
    """The mailbox answered. Done twice it changes nothing."""
    if subscription.confirmed_at is None:
        subscription.confirmed_at = timezone.now()
        subscription.save(update_fields=["confirmed_at"])


@act("amend")
def unsubscribe(actor, subscription: Subscription) -> None:
    """End the digests at once. The mailbox is forgotten with them; searches stay."""
    Subscription.objects.filter(pk=subscription.pk).delete()


@act("send")
def note_digest(actor, subscription: Subscription, *, sent: Sent, outcome: str, until: datetime) -> None:
    """Write down what became of a digest. One that failed told nothing, so that the next begins where it began."""
    subscription.ledger_detail = {"outcome": outcome}
    sent.state = outcome
    sent.until = None if outcome == "failed" else until
    Sent.objects.filter(pk=sent.pk).update(state=sent.state, until=sent.until)


@act("amend")
def open_feed(actor, account: Account) -> str:
    """Give one's searches a feed, or a new address to the one there is: the old address is dead at once.

    Returns the token, which is not kept and cannot be shown again.
    """
    token = tokens.new_feed_token()
    Feed.objects.update_or_create(account=account, defaults={"token_hash": tokens.fingerprint(token)})
    return token


@act("amend")
def close_feed(actor, feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).delete()


def forget(account: Account) -> None:
    """What goes when an account is closed: searches, mailbox, feed. Called within the closing."""
    for model in (SavedSearch, Subscription, Feed):
        model.objects.filter(account=account).delete()

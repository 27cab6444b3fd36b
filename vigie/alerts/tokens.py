"""Secrets in addresses: of a feed, and of the links that confirm and end a subscription."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

CONFIRMED_WITHIN = timedelta(days=3)


def new_feed_token() -> str:
    return secrets.token_urlsafe(24)


def fingerprint(token: str) -> str:
    """What is kept of a feed's token. Without the node's key it leads to nobody."""
    return salted_hmac("vigie.alerts.feed", token, algorithm="sha256").hexdigest()


def to_confirm(subscription) -> str:
    """The token that only the mailbox gets: it holds good for this mailbox and three days."""
    said = f"{subscription.uuid}.{_seal(subscription.mailbox)}"
    return signing.TimestampSigner(salt="vigie.alerts.confirm").sign(said)


def confirmed(token: str) -> tuple[str, str] | None:
    """The subscription's uuid and the seal of its mailbox, or None for what nobody signed or what is too old."""
    try:
        said = signing.TimestampSigner(salt="vigie.alerts.confirm").unsign(token, max_age=CONFIRMED_WITHIN)
    except signing.BadSignature:
        return None
    uuid, _dot, seal = said.partition(".")
    return uuid, seal


def is_of(seal: str, mailbox: str) -> bool:
    return secrets.compare_digest(seal, _seal(mailbox))


def to_leave(subscription) -> str:
    """The token in every mail. It never grows old: who wants no more mail needs no newer one."""
    return signing.Signer(salt="vigie.alerts.leave").sign(str(subscription.uuid))


def left(token: str) -> str | None:
    """The subscription's uuid, or None for what nobody signed."""
    try:
        return signing.Signer(salt="vigie.alerts.leave").unsign(token)
    except signing.BadSignature:
        return None


def _seal(mailbox: str) -> str:
    return salted_hmac("vigie.alerts.mailbox", mailbox, algorithm="sha256").hexdigest()[:32]

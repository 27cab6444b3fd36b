"""Letting phones in: by the token of one telephone, or by a monitor's field password."""

from __future__ import annotations

from django.utils import timezone

from vigie.directory import throttle
from vigie.directory.models import Account
from vigie.intake.models import FieldPassword, Phone
from vigie.intake.openrosa.credentials import NotLetIn, Shown, token_hash
from vigie.intake.receiving import standing
from vigie.intake.receiving.arrival import Sender
from vigie.intake.receiving.committing import pen
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.receiving.writing import seen_today


def let_in_by_token(token: str) -> Sender:
    """Who sends by the phone with this token. Raises `NotTaken` for a token that is not, or no more, valid."""
    sender = _sender(token_hash(token))
    if sender.phone.last_seen_on != timezone.localdate():
        with pen():
            seen_today([sender.phone.pk])
    return sender


def remembered_by_token(token: str) -> Sender:
    """The same, perhaps as it was a moment ago: for what asks again as it stores (`standing.void`)."""
    kept = token_hash(token)
    return standing.senders.ask(kept, lambda: _sender(kept))


def _sender(kept: str) -> Sender:
    phone = (
        Phone.objects.select_related("account__organisation")
        .filter(token_hash=kept, account__is_active=True, **standing.IN_USE)
        .first()
    )
    if phone is None:
        raise NotTaken("wrong-token")
    return Sender(phone.account, "phone", phone)


def let_in_by_password(credentials: Shown, method: str, address: str) -> Sender:
    """Who knows this field password. Raises `NotLetIn`, and `NotTaken` while wrong tries make them wait."""
    tried = throttle.key_of(f"odk|{credentials.username}")
    if throttle.waits(tried):
        raise NotTaken("wait")
    found = (
        FieldPassword.objects.select_related("account__organisation")
        .filter(account__username=credentials.username, account__is_active=True)
        .first()
    )
    if not credentials.proves(found.ha1 if found else "", method, address) or found is None:
        throttle.take_turn(tried)
        raise NotLetIn
    return Sender(found.account, "phone")


def check_standing(sender: Sender) -> None:
    """Raise `NotTaken` where this sender may not send any more."""
    account = Account.objects.filter(pk=sender.actor.pk, is_active=True).first()
    if account is None or standing.Filler.of(account) != standing.Filler.of(sender.actor):
        raise NotTaken("not-let-in")
    if sender.phone and not Phone.objects.filter(pk=sender.phone.pk, **standing.IN_USE).exists():
        raise NotTaken("wrong-token")

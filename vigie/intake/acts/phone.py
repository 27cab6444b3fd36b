"""Letting phones in: by the token of one telephone, or by a monitor's field password."""

from __future__ import annotations

from django.utils import timezone

from vigie.directory import throttle
from vigie.intake.arrival import Sender
from vigie.intake.credentials import NotLetIn, Shown, token_hash
from vigie.intake.models import FieldPassword, Phone
from vigie.intake.refusals import NotTaken


def let_in_by_token(token: str) -> Sender:
    """Who sends by the phone with this token. Raises `NotTaken` for a token that is not, or no more, valid."""
    phone = (
        Phone.objects.select_related("account__organisation")
        .filter(token_hash=token_hash(token), revoked_at=None, seized_at=None, account__is_active=True)
        .first()
    )
    if phone is None:
        raise NotTaken("wrong-token")
    today = timezone.localdate()
    if phone.last_seen_on != today:
        Phone.objects.filter(pk=phone.pk).update(last_seen_on=today)
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

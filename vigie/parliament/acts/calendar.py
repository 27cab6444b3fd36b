"""Keys to a person's calendar: given, shown once, and taken back."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Account
from vigie.ledger.act import act
from vigie.parliament.calendars import digest
from vigie.parliament.models import CalendarKey

MOST_KEYS = 5


@act("subscribe")
def give_key(actor, account: Account, *, label: str) -> tuple[CalendarKey, str]:
    """A new key and its secret, which is told now and never again. Raises `ValidationError` beyond five."""
    if CalendarKey.objects.in_force().filter(account=account).count() >= MOST_KEYS:
        raise ValidationError(_("You have five calendar addresses already. Take one back first."))
    secret = secrets.token_urlsafe(24)
    key = CalendarKey.objects.create(account=account, label=label.strip(), digest=digest(secret))
    account.ledger_detail = {"calendar": str(key.uuid)}
    return key, secret


@act("amend")
def revoke_key(actor, key: CalendarKey) -> None:
    """Let an address answer no more. What a telephone has fetched stays on it until its next try."""
    key.revoked_at = key.revoked_at or timezone.now()
    key.save(update_fields=["revoked_at"])

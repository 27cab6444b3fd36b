"""Accounts: opened and closed by those who answer for them, their words kept by those who use them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.access import role_of
from vigie.directory.models import Account, Organisation
from vigie.ledger.act import act
from vigie.web.language import OFFERED

# What a coordinator may hand out. Overseers, ministries and operators are opened by the node.
OF_AN_OBSERVATORY = ("monitor", "analyst", "coordinator")


@act("staff")
def open_account(actor, organisation: Organisation, *, username: str, role: str, password: str) -> Account:
    """Let somebody sign in. Raises `ValidationError` for a name that is taken or a weak password."""
    if role_of(actor) != "node" and role not in OF_AN_OBSERVATORY:
        raise ValidationError(
            {"role": _("A coordinator opens accounts of monitors, analysts and coordinators.")}
        )
    account = opened(organisation, username=username, role=role, password=password)
    organisation.ledger_detail = {"account": str(account.uuid), "role": role}
    return account


def opened(organisation: Organisation, *, username: str, role: str, password: str) -> Account:
    """A new account, checked. The plain step of `open_account`."""
    account = Account(username=username, role=role, organisation=organisation)
    validate_password(password, account)
    account.set_password(password)
    account.full_clean()
    account.save(force_insert=True)
    return account


# What rooms above do away with when an account is closed: functions of the account. They register theirs.
WHEN_CLOSED: list[Callable[[Account], None]] = []


@act("close")
def close_account(actor, account: Account) -> None:
    """Sign somebody out for good. What they wrote stays, under their opaque identifier."""
    for forget in WHEN_CLOSED:
        forget(account)
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])


@act("amend")
def change_password(actor, account: Account, *, password: str) -> None:
    """Set a new password; every other session of the account ends. Raises `ValidationError` if it is weak."""
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])


@act("amend")
def keep_preferences(actor, account: Account, *, language: str, shortcuts: bool) -> None:
    """Remember the language, and whether keys answer in the review."""
    if language not in OFFERED:
        raise ValidationError({"language": _("Choose one of the languages offered.")})
    account.language, account.shortcuts = language, shortcuts
    account.save(update_fields=["language", "shortcuts"])

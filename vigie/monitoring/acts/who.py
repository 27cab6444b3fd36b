"""Who acts: a person, or the installation itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vigie import access
from vigie.directory.models import Account
from vigie.ledger.act import Refused
from vigie.monitoring.unfit import Unfit


def person(actor) -> Account | None:
    """The account that acts; None when the installation itself does."""
    return actor if isinstance(actor, Account) else None


def somebody(actor) -> Account:
    """The account that acts. Raises `Unfit` for the installation: judgement is a person's."""
    if not isinstance(actor, Account):
        raise Unfit(_("Only a person decides this."))
    return actor


def must(actor, verb: str, subject) -> None:
    """Raise `Refused` unless the law lets the actor do this to a row that the act touches besides its own."""
    if not access.may(actor, verb, subject):
        raise Refused(f"{verb} {subject._meta.label} {subject.pk}")


def must_own_one(actor, *subjects) -> None:
    """Raise `Refused` unless the actor may amend at least one of these."""
    if not any(access.may(actor, "amend", subject) for subject in subjects):
        raise Refused(f"amend one of {', '.join(f'{each._meta.label} {each.pk}' for each in subjects)}")

"""Something is shared, shown to others, withdrawn, extended, redacted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Account, Organisation
from vigie.ledger.act import act
from vigie.sharing import items, terms
from vigie.sharing.models import Circle, Derivative, Item
from vigie.sharing.said import Said

UNDO = timedelta(minutes=15)


@act("share")
def share(actor, organisation: Organisation, *, said: Said) -> Item:
    """Enter an item in the name of a body, for the circles that it states. Raises `ValidationError` by field."""
    item = items.write(organisation, said, entered_by=actor if isinstance(actor, Account) else None)
    organisation.ledger_detail = {"item": str(item.uuid), "tlp": said.tlp}
    return item


@act("amend")
def address(actor, item: Item, *, circles: list[Circle]) -> None:
    """Open an item to these circles and no others; what was agreed to go further stays."""
    _in_force(item)
    onward = list(item.terms.circles.filter(kind="onward"))
    if not circles:
        raise ValidationError(
            {"circles": _("Choose at least one circle. To close it to everybody, withdraw it.")}
        )
    terms.address(item.terms, [*circles, *onward])
    item.shared_at = timezone.now()
    item.save(update_fields=["shared_at"])
    item.ledger_detail = {"circles": [str(each.uuid) for each in circles]}


@act("amend")
def undo(actor, item: Item) -> None:
    """Take back what was shared a moment ago: it is one's own again, and can be shared anew.

    TLP:RED is withdrawn instead: without its circle those who shared it could not read it themselves.
    """
    if not undoable(item):
        raise ValidationError(_("The time to take it back has passed. Withdraw it, and say why."))
    if item.terms.tlp == terms.RED:
        terms.withdraw(item.terms)
    else:
        terms.address(item.terms, [])
        item.terms.published_at = None
        item.terms.save(update_fields=["published_at"])
    item.shared_at = None
    item.save(update_fields=["shared_at"])


def undoable(item: Item) -> bool:
    return (
        item.shared_at is not None
        and item.terms.withdrawn_at is None
        and timezone.now() < item.shared_at + UNDO
    )


@act("amend")
def withdraw(actor, item: Item, *, because: str) -> None:
    """Close an item to all but its originator, for good. `because` goes to the ledger."""
    if not because.strip():
        raise ValidationError({"because": _("Say why, for whoever asks later.")})
    terms.withdraw(item.terms)


@act("amend")
def extend(actor, item: Item, *, expires_at: datetime | None, review_on=None) -> None:
    """Let an item be shared until another day, or look at it again on another day. Raises `ValidationError`."""
    _in_force(item)
    if expires_at is None and review_on is None:
        raise ValidationError(
            {"expires_at": _("Say until when it is shared, or on which day you will look at it again.")}
        )
    if expires_at and expires_at <= timezone.now():
        raise ValidationError(
            {"expires_at": _("This day is past: it would be expired at once. Choose a later one.")}
        )
    if review_on and review_on < timezone.localdate():
        raise ValidationError({"review_on": _("This day is past. Choose a later one.")})
    terms.extend(item.terms, expires_at=expires_at)
    item.review_on = review_on
    item.save(update_fields=["review_on"])


@act("amend")
def redact(actor, item: Item, *, said: Said, removed: str) -> Item:
    """A second item beside this one, without what must not be read by others; it has terms of its own.

    `removed` says what was taken out in words that don't give it back.
    """
    _in_force(item)
    if not removed.strip():
        raise ValidationError({"removed": _("Say what was taken out, in words that don't give it back.")})
    redacted = items.write(
        item.terms.originator, said, entered_by=actor if isinstance(actor, Account) else None
    )
    if redacted.checksum == item.checksum:
        raise ValidationError(
            {"text": _("This is word for word the original. Take out what others must not read.")}
        )
    Derivative.objects.create(original=item, redacted=redacted, removed=removed.strip())
    item.ledger_detail = {"item": str(redacted.uuid), "tlp": said.tlp}
    return redacted


def _in_force(item: Item) -> None:
    if item.terms.withdrawn_at is not None:
        raise ValidationError(
            _("This has been withdrawn: nothing can be added to it. Share it anew if it is needed.")
        )

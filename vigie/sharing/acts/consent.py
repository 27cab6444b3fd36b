"""A recipient asks to pass an item on; its originator agrees or refuses, and says why."""

from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.ledger.act import act
from vigie.sharing import terms
from vigie.sharing.models import Circle, Consent, Item


@act("ask")
def ask(actor, item: Item, *, circle: Circle, purpose: str) -> Consent:
    """Ask the originator whether a circle of one's own may read it too. Nothing moves before the answer."""
    if not purpose.strip():
        raise ValidationError({"purpose": _("Say what they need it for: the originator decides by it.")})
    _can_take(item, circle)
    if Consent.objects.waiting().filter(item=item, circle=circle).exists():
        raise ValidationError(
            {"circle": _("You have asked this already. The originator has not answered yet.")}
        )
    consent = Consent.objects.create(
        item=item, asker=actor.organisation, asked_by=actor, circle=circle, purpose=purpose.strip()
    )
    item.ledger_detail = {"consent": str(consent.uuid), "circle": str(circle.uuid)}
    return consent


@act("answer")
def agree(actor, consent: Consent, *, as_shown: str, reason: str = "") -> None:
    """Let the circle read it, as it stands now. `as_shown` is `members(circle)` of the page that was read.

    Raises `ValidationError` if the circle has changed since: nobody agrees to people they were not shown.
    """
    _still_open(consent)
    _can_take(consent.item, consent.circle)
    if as_shown != members(consent.circle):
        raise ValidationError(
            _("The circle has changed since you opened this page. Look at who is in it now.")
        )
    consent.granted = terms.pass_on(consent.item.terms, consent.circle)
    _answer(actor, consent, "agreed", reason)


@act("answer")
def refuse(actor, consent: Consent, *, reason: str) -> None:
    """Say no, with the reason, which the asker reads."""
    _still_open(consent)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why not: who asked reads it.")})
    _answer(actor, consent, "refused", reason)


def members(circle: Circle) -> str:
    """A fingerprint of who is in a circle."""
    bodies = sorted(circle.bodies.values_list("pk", flat=True))
    persons = sorted(circle.persons.values_list("pk", flat=True))
    return hashlib.sha256(f"{bodies} {persons}".encode()).hexdigest()[:16]


def _answer(actor, consent: Consent, answer: str, reason: str) -> None:
    consent.answer, consent.reason = answer, reason.strip()
    consent.answered_by, consent.answered_at = actor, timezone.now()
    consent.save(update_fields=["answer", "reason", "answered_by", "answered_at", "granted"])
    consent.ledger_detail = {"item": str(consent.item.uuid), "answer": answer}


def _can_take(item: Item, circle: Circle) -> None:
    if item.terms.withdrawn_at is not None:
        raise ValidationError(_("This has been withdrawn: it goes to nobody any more. Refuse the ask."))
    if circle.closed_at is not None:
        raise ValidationError(
            {"circle": _("The circle “%(name)s” is closed. Choose another.") % {"name": circle.name}}
        )
    if item.terms.circles.filter(pk=circle.pk).exists():
        raise ValidationError({"circle": _("This circle reads it already.")})
    if item.terms.tlp == terms.RED and not circle.persons.exists():
        raise ValidationError(
            {
                "circle": _(
                    "TLP:RED goes to persons named and to no body. Ask for a circle that names persons."
                )
            }
        )


def _still_open(consent: Consent) -> None:
    if consent.answer:
        raise ValidationError(_("This has been answered already."))

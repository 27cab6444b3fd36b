"""A recommendation ends: withdrawn, closed with a reason, merged into another or split into several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.core.followup import verified
from vigie.followup import refusing
from vigie.followup.acts.recommending import drafted
from vigie.followup.models import Recommendation, Trace
from vigie.followup.said import Said
from vigie.followup.standing import found
from vigie.ledger.act import Refused, act

ENDING_FIELDS = ["state", "ended_on", "closing", "ending_words"]


@act("end")
def withdraw(actor, recommendation: Recommendation, *, words: str, on: date | None = None) -> None:
    """Take it back, saying why. It stays readable for those who read it."""
    refusing.refuse_ended(recommendation)
    _end(recommendation, "withdrawn", words=words, on=on)


@act("end")
def close(actor, recommendation: Recommendation, *, closing: str, words: str, on: date | None = None) -> None:
    """End the thread with a reason, and the vote where there was one.

    "Carried out" needs somebody's verification that says so: the addressee's own word closes nothing.
    """
    refusing.refuse_ended(recommendation)
    if closing == "done" and verified(found(recommendation)) != "completed":
        sentence = _("Nobody has verified that it is completed. Verify it first, or choose another reason.")
        raise ValidationError({"closing": sentence})
    _end(recommendation, "closed", words=words, closing=closing, on=on)


@act("end")
def merge(
    actor, recommendation: Recommendation, *, into: Recommendation, words: str = "", on: date | None = None
) -> None:
    """Let one recommendation live on in another of the same body. Both pages lead to each other."""
    refusing.refuse_ended(recommendation)
    if not access.may(actor, "end", into):
        raise Refused(f"merge into {into.ref}")
    if into == recommendation:
        raise ValidationError(
            {"into": _("A recommendation is not merged into itself. Give another reference.")}
        )
    if into.body_id != recommendation.body_id or into.state != "issued":
        raise ValidationError(
            {"into": _("%(ref)s is not an open recommendation of the same body.") % {"ref": into.ref}}
        )
    _end(recommendation, "merged", words=words, on=on)
    _trace(recommendation, into, "merged")
    recommendation.ledger_detail = {"into": into.ref}


@act("end")
def split(
    actor, recommendation: Recommendation, *, parts: Sequence[Said], words: str = "", on: date | None = None
) -> list[Recommendation]:
    """Let one recommendation live on in several, issued on the same day, with the same deadlines and terms."""
    refusing.refuse_ended(recommendation)
    if len(parts) < 2:
        raise ValidationError({"parts": _("To split is to make at least two. Write the second part too.")})
    made = []
    for said in parts:
        part = drafted(recommendation.body, said, on)
        part.state, part.issued_on = "issued", recommendation.issued_on
        part.adoption = recommendation.adoption
        part.response_due = said.response_due or recommendation.response_due
        part.implementation_due = said.implementation_due or recommendation.implementation_due
        _take_over_terms(part, recommendation)
        part.save()
        made.append(part)
    _end(recommendation, "split", words=words, on=on)
    for part in made:
        _trace(recommendation, part, "split")
    recommendation.ledger_detail = {"into": [part.ref for part in made]}
    return made


def _end(
    recommendation: Recommendation, state: str, *, words: str, closing: str = "", on: date | None = None
):
    on = on or timezone.localdate()
    refusing.refuse_day("on", on, recommendation, timezone.localdate())
    recommendation.state, recommendation.ended_on = state, on
    recommendation.closing, recommendation.ending_words = closing, words
    recommendation.full_clean()
    recommendation.save(update_fields=ENDING_FIELDS)


def _trace(earlier: Recommendation, later: Recommendation, how: str) -> None:
    Trace.objects.create(earlier=earlier, later=later, how=how, on=earlier.ended_on)


def _take_over_terms(part: Recommendation, whole: Recommendation) -> None:
    """A part is shared as the whole was: who read the demand goes on reading it."""
    mine, theirs = part.terms, whole.terms
    for name in ("tlp", "purpose", "legal_basis", "embargo_until", "expires_at", "published_at"):
        setattr(mine, name, getattr(theirs, name))
    mine.save()
    mine.circles.set(theirs.circles.all())

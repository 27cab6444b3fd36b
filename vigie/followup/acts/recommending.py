"""A recommendation is drafted, amended while it is a draft, issued, and perhaps published."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.followup import refusing
from vigie.followup.acts.timing import reckon
from vigie.followup.models import Deadline, Evidence, Recommendation, RecommendationCounter
from vigie.followup.said import Said
from vigie.ledger.act import act
from vigie.sharing.models import Terms
from vigie.sharing.terms import make

WORDS = ("title", "text", "kind", "gender_note", "done_when", "done_target", "done_out_of", "done_unit", "source_kind",
         "source_label", "source_key", "source_words", "response_due", "implementation_due")  # fmt: skip


@act("recommend")
def recommend(actor, body: Organisation, *, said: Said, on: date | None = None) -> Recommendation:
    """Draft a recommendation in the name of `body`. Raises `ValidationError` with what is wrong in it.

    `on` is for what was drafted before it was entered here: its reference is of that year.
    """
    made = drafted(body, said, on)
    body.ledger_detail = {"recommendation": made.ref}
    return made


def drafted(body: Organisation, said: Said, on: date | None = None) -> Recommendation:
    """A new draft, checked. The plain step of `recommend`, for acts that do more."""
    today = on or timezone.localdate()
    if today > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet. Write the day on which it happened.")})
    _check(body, said, today)
    made = Recommendation(
        ref=RecommendationCounter.objects.take(today.year), body=body, addressee=said.addressee,
        country=said.addressee.country if said.country is None else said.country, drafted_on=today,
        terms=_terms(body, said), **_words(said),
    )  # fmt: skip
    made.full_clean()
    made.save(force_insert=True)
    _stand_on(made, said)
    return made


@act("amend")
def amend(actor, recommendation: Recommendation, *, said: Said) -> None:
    """Change a draft. What was issued is not changed: it is withdrawn, or taken up by another."""
    _check(recommendation.body, said, recommendation.drafted_on)
    before, recommendation.terms = recommendation.terms, _terms(recommendation.body, said)
    for name, value in _words(said).items():
        setattr(recommendation, name, value)
    recommendation.addressee = said.addressee
    recommendation.country = said.addressee.country if said.country is None else said.country
    recommendation.full_clean()
    recommendation.save()
    before.delete()  # nobody else has read anything under them
    recommendation.evidence.all().delete()
    _stand_on(recommendation, said)


@act("issue")
def issue(
    actor,
    recommendation: Recommendation,
    *,
    on: date | None = None,
    adoption: str = "",
    response_due: date | None = None,
    implementation_due: date | None = None,
) -> None:
    """Address it: from now on the addressee reads it and is expected to answer. `adoption` tells the vote."""
    today = timezone.localdate()
    on = on or today
    if on > today:
        raise ValidationError({"on": _("This day has not come yet. Write the day on which it happened.")})
    recommendation.response_due = response_due or recommendation.response_due
    recommendation.implementation_due = implementation_due or recommendation.implementation_due
    refusing.refuse_dues(on, recommendation.response_due, recommendation.implementation_due)
    deadlines = reckon(recommendation, on)
    recommendation.state, recommendation.issued_on, recommendation.adoption = "issued", on, adoption
    recommendation.full_clean()
    recommendation.save()
    Deadline.objects.bulk_create(deadlines)


@act("publish")
def publish(actor, recommendation: Recommendation) -> None:
    """Open it to everybody, with all that is said and found about it. Only what is TLP:CLEAR."""
    terms = recommendation.terms
    if terms.embargo_until and terms.embargo_until > timezone.now():
        raise ValidationError(_("It is under embargo: it can be published once the embargo has ended."))
    if terms.tlp != "TLP:CLEAR":
        raise ValidationError(
            _("Only what is marked TLP:CLEAR is published. This is %(mark)s.") % {"mark": terms.tlp}
        )
    if terms.published_at is None:
        terms.published_at = timezone.now()
        terms.save(update_fields=["published_at"])


def _check(body: Organisation, said: Said, on: date) -> None:
    if said.addressee == body:
        raise ValidationError(
            {"addressee": _("A body does not recommend to itself. Choose another addressee.")}
        )
    if (said.done_target is None) != (said.done_out_of is None):
        name = "done_target" if said.done_target is None else "done_out_of"
        raise ValidationError({name: _("Give both numbers: how many, out of how many. Or neither.")})
    if said.done_target is not None and said.done_target > said.done_out_of:
        raise ValidationError({"done_target": _("More than there are: exchange the two numbers.")})
    refusing.refuse_dues(on, said.response_due, said.implementation_due)


def _words(said: Said) -> dict:
    return {name: value for name, value in asdict(said).items() if name in WORDS}


def _terms(body: Organisation, said: Said) -> Terms:
    return make(
        body, said.tlp, said.circles, purpose=said.purpose, legal_basis=said.legal_basis,
        embargo_until=said.embargo_until, expires_at=said.expires_at,
    )  # fmt: skip


def _stand_on(recommendation: Recommendation, said: Said) -> None:
    Evidence.objects.bulk_create(
        Evidence(recommendation=recommendation, label=label, key=key) for label, key in said.evidence
    )

"""Why something cannot be said about a recommendation now, in a sentence for the person who tried."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.core.followup import ENDED, VERIFIERS
from vigie.directory.models import Organisation
from vigie.followup.models import Recommendation
from vigie.web import words


def ended(recommendation: Recommendation) -> str:
    """Why a recommendation takes nothing any more; "" for one that does."""
    if recommendation.state == "draft":
        return _("This recommendation is still a draft: it is answered once the committee has issued it.")
    if recommendation.state not in ENDED:
        return ""
    later = ", ".join(recommendation.onward.values_list("later__ref", flat=True))
    return {
        "withdrawn": _("This recommendation was withdrawn: there is nothing to answer any more."),
        "closed": _("This recommendation is closed. A new recommendation can take the matter up again."),
        "merged": _("This recommendation was merged. Go on in the one that took it up: %(later)s."),
        "split": _("This recommendation was split. Go on in those that took it up: %(later)s."),
    }[recommendation.state] % {"later": later}


def refuse_ended(recommendation: Recommendation) -> None:
    if sentence := ended(recommendation):
        raise ValidationError(sentence)


def refuse_day(name: str, said: date, recommendation: Recommendation, today: date) -> None:
    """Nothing is answered, reported or found before it was asked, nor tomorrow."""
    if said > today:
        raise ValidationError({name: _("This day has not come yet. Write the day on which it happened.")})
    if recommendation.issued_on and said < recommendation.issued_on:
        issued = {"day": words.day(recommendation.issued_on)}
        sentence = _("The recommendation was issued on %(day)s: this cannot have been before.")
        raise ValidationError({name: sentence % issued})


def refuse_dues(issued_on: date, response_due: date | None, implementation_due: date | None) -> None:
    for name, due in (("response_due", response_due), ("implementation_due", implementation_due)):
        if due and due < issued_on:
            sentence = _(
                "This deadline (%(due)s) is before the request itself (%(day)s). Choose a later day."
            )
            raise ValidationError({name: sentence % {"due": words.day(due), "day": words.day(issued_on)}})
    if response_due and implementation_due and implementation_due < response_due:
        raise ValidationError(
            {"implementation_due": _("It cannot be due before the response is. Choose a later day.")}
        )


def refuse_count(count: int | None, out_of: int | None) -> None:
    if (count is None) != (out_of is None):
        name = "done_count" if count is None else "done_out_of"
        raise ValidationError({name: _("Give both numbers: how many, out of how many. Or neither.")})
    if count is not None and count > out_of:
        raise ValidationError({"done_count": _("More than there are: exchange the two numbers.")})


def may_not_verify(organisation: Organisation | None, recommendation: Recommendation) -> str:
    """Why this body's word does not count as verified; "" where it does.

    What stands under the addressee, or above it, is the addressee: its inspectorate is not somebody else.
    """
    addressee = recommendation.addressee
    kin = {addressee.pk, addressee.parent_id} - {None}
    if organisation and (organisation.pk in kin or organisation.parent_id == addressee.pk):
        return _(
            "This recommendation is addressed to your own institution: what it did is for others to verify. "
            "Report progress instead."
        )
    if organisation and organisation.classification not in VERIFIERS:
        return _("Only a committee, an audit body, a council or an observatory verifies.")
    return ""

"""Deadlines of a recommendation: by rule when it is issued, or set by the body that asked, with a reason."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.deadlines import Due
from vigie.followup import refusing
from vigie.followup.deadlines import due
from vigie.followup.models import Deadline, Recommendation
from vigie.ledger.act import act

FIELDS = {"response": "response_due", "implementation": "implementation_due"}


@act("time")
def set_deadline(actor, recommendation: Recommendation, *, thing: str, until: date, because: str) -> Deadline:
    """Set another day than the one that holds, and say why. Raises `ValidationError` under the field's name."""
    refusing.refuse_ended(recommendation)
    if thing == "response" and recommendation.responses.exists():
        # A late answer would turn into one that came in time.
        sentence = _("The response has come: its deadline is not changed afterwards.")
        raise ValidationError({"thing": sentence})
    found = due(
        recommendation.body,
        recommendation.addressee,
        thing,
        recommendation.issued_on,
        until=until,
        because=because,
    )
    setattr(recommendation, FIELDS[thing], found.date)
    if late_order(recommendation):
        raise ValidationError(
            {"until": _("It cannot be carried out before it is answered. Choose another day.")}
        )
    recommendation.save(update_fields=[FIELDS[thing]])
    recommendation.ledger_detail = {"thing": thing, "until": found.date.isoformat()}
    return _written(recommendation, thing, found)


def late_order(recommendation: Recommendation) -> bool:
    answer, carried = recommendation.response_due, recommendation.implementation_due
    return bool(answer and carried and carried < answer)


def reckon(recommendation: Recommendation, on: date) -> list[Deadline]:
    """Give a recommendation issued on a day its deadlines: the step of `issue`, before it is saved.

    A day that it carries stands, with the reason that the recommendation itself sets it; one that it does not carry
    follows from the rule. Nothing is due where there is no rule. Raises `ValidationError` where one of the two bodies
    does not sit that day. Returns rows to be written once the recommendation is.
    """
    made = []
    for thing, name in FIELDS.items():
        until = getattr(recommendation, name)
        because = _("Set in the recommendation itself.") if until else ""
        found = due(recommendation.body, recommendation.addressee, thing, on, until=until, because=because)
        if found:
            setattr(recommendation, name, found.date)
            made.append(_row(recommendation, thing, found))
    if late_order(recommendation):
        # The usual year from a response that is due later than that: the carrying out waits for the response.
        recommendation.implementation_due = recommendation.response_due
    return made


def _row(recommendation: Recommendation, thing: str, found: Due) -> Deadline:
    return Deadline(
        recommendation=recommendation, thing=thing, due_on=found.date, rule=found.rule.code if found.rule else "",
        because=found.because, set_on=timezone.localdate(),
    )  # fmt: skip


def _written(recommendation: Recommendation, thing: str, found: Due) -> Deadline:
    made = _row(recommendation, thing, found)
    made.full_clean()
    made.save(force_insert=True)
    return made

"""Whether what we sent may go further: asked by a correspondent, decided by a person of the body that sent it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.exchange.models import OnwardQuestion
from vigie.exchange.unfit import Unfit
from vigie.ledger.act import act


@act("answer")
def answer_question(actor, question: OnwardQuestion, *, answer: str, because: str = "") -> None:
    """Agree, or refuse and say why. The answer goes with the next package."""
    if question.answer:
        raise Unfit(_("This has been answered already."))
    if answer not in ("agreed", "refused"):
        raise Unfit(_("Choose one of the two answers."))
    if answer == "refused" and not because.strip():
        raise Unfit(_("Say why not: who asked reads it."))
    if question.item is None or question.item.terms.withdrawn_at is not None:
        raise Unfit(_("It has been withdrawn meanwhile: there is nothing left to pass on."))
    question.answer, question.because = answer, because.strip()
    question.answered_by, question.answered_on = actor, timezone.localdate()
    question.save(update_fields=["answer", "because", "answered_by", "answered_on"])
    question.ledger_detail = {"answer": answer}

"""Asking those who govern, and answering."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core import deadlines, standards
from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.parliament.models import Answer, Question, Seat, Sitting
from vigie.sharing import terms
from vigie.web import words

RED = "TLP:RED"


@act("question")
def draft_question(
    actor,
    committee: Organisation,
    *,
    kind: str,
    addressee: Organisation,
    title: str,
    text: str,
    tlp: str,
    seat: Seat | None = None,
    language: str = "fr",
    follows: Question | None = None,
    **marked,
) -> Question:
    """Write a question that is not asked yet: seen at home only. Without a `seat` the committee asks.

    `marked` are the circles and times of its terms. Raises `ValidationError`.
    """
    if tlp == RED:
        said = _("A question can't be TLP:RED: the ministry could not read it. Choose another mark.")
        raise ValidationError({"tlp": said})
    if follows and not follows.asked_on:
        raise ValidationError(_("A question can only follow one that was asked."))
    return Question.objects.create(
        committee=committee, numbered_by=committee.parent or committee, kind=kind, addressee=addressee,
        title=title, text=text, terms=terms.make(committee, tlp, **marked), seat=seat, language=language,
        follows=follows, filed_by=actor, begun_on=timezone.localdate(),
    )  # fmt: skip


@act("amend")
def rewrite_question(actor, question: Question, *, title: str, text: str) -> Question:
    """Change the words of a draft."""
    if question.asked_on or question.withdrawn_on:
        raise ValidationError(_("Only a draft can be changed. Ask a new question that follows this one."))
    question.title, question.text = title, text
    question.save(update_fields=["title", "text"])
    return question


@act("amend")
def ask(
    actor, question: Question, *, on: date | None = None, due_on: date | None = None, due_because: str = ""
) -> Question:
    """Put it to the ministry: number it, and set the deadline of the rules or one with its own reason."""
    on = on or timezone.localdate()
    if question.withdrawn_on:
        raise ValidationError(_("This question was withdrawn. Write a new one."))
    if question.asked_on:
        asked = words.day(question.asked_on)
        raise ValidationError(_("This question was asked on %(day)s already.") % {"day": asked})
    if on > timezone.localdate():
        said = _("A question can't be asked in the future. Give the day on which it was asked.")
        raise ValidationError({"on": said})
    due = _due(question, on, due_on, due_because)
    question.asked_on, question.year = on, on.year
    question.due_on = due.date if due else None
    question.due_rule = due.rule.code if due and due.rule else ""
    question.due_because = due.because if due else ""
    question.number = _next_number(question)
    question.save(update_fields=["asked_on", "due_on", "due_rule", "due_because", "year", "number"])
    question.ledger_detail = {"reference": question.reference}
    return question


def _due(question: Question, on: date, due_on: date | None, because: str) -> deadlines.Due | None:
    """The deadline that somebody stated, or the one that the rules give; None where there is no rule."""
    if due_on is None:
        addressee, thing = question.addressee, f"{question.kind}_question"
        rules = standards.deadline_rules()
        return deadlines.due(rules, addressee.country, addressee.classification, thing, on)
    try:
        return deadlines.own(on, due_on, because)
    except deadlines.BeforeRequest as before:
        said = {"due": words.day(due_on), "asked": words.day(on)}
        refusal = _("The deadline, %(due)s, is before the day of the question, %(asked)s. Give a later one.")
        raise ValidationError({"due_on": refusal % said}) from before
    except deadlines.NoReason as unsaid:
        raise ValidationError({"due_because": _("Say why another deadline than the usual one.")}) from unsaid


def _next_number(question: Question) -> int:
    """The next of its parliament, kind and year; the parliament's row is held until the end of the act."""
    Organisation.objects.select_for_update().get(pk=question.numbered_by_id)
    alike = Question.objects.filter(
        numbered_by=question.numbered_by_id, kind=question.kind, year=question.year
    )
    return (alike.aggregate(last=Max("number"))["last"] or 0) + 1


@act("answer")
def answer(actor, question: Question, **said) -> Answer:
    """Answer for the ministry that was asked: text, document, `by` whom, `on` which day (today where none is given)."""
    return _answered(actor, question, **said)


@act("record")
def record_answer(actor, question: Question, **said) -> Answer:
    """Write down an answer that came on paper or was given at a sitting."""
    return _answered(actor, question, **said)


def _answered(
    actor,
    question: Question,
    *,
    on: date | None = None,
    text: str = "",
    document: str = "",
    by: str = "",
    sitting: Sitting | None = None,
    language: str = "fr",
) -> Answer:
    on = on or timezone.localdate()
    _check_answerable(question, on)
    if not text and not document and not sitting:
        raise ValidationError(_("Write the answer, or name the letter or the sitting in which it was given."))
    made = Answer.objects.create(
        question=question, body=question.addressee, filed_by=actor, by=by, on=on, text=text, document=document,
        sitting=sitting, language=language,
    )  # fmt: skip
    if question.answered_on is None or on < question.answered_on:
        question.answered_on = on
        question.save(update_fields=["answered_on"])
    return made


def _check_answerable(question: Question, on: date) -> None:
    if question.withdrawn_on:
        raise ValidationError(
            _("The question was withdrawn on %(day)s: it can't be answered any more.")
            % {"day": words.day(question.withdrawn_on)}
        )
    if not question.asked_on:
        raise ValidationError(_("The question has not been asked yet."))
    if on < question.asked_on:
        said = {"answer": words.day(on), "asked": words.day(question.asked_on)}
        raise ValidationError(
            _("The answer, %(answer)s, is before the question, %(asked)s. Give a later day.") % said
        )
    if on > timezone.localdate():
        raise ValidationError(
            _("An answer can't be given in the future. Give the day on which it was given.")
        )


@act("amend")
def withdraw_question(actor, question: Question, *, because: str) -> Question:
    """Take a question back. It stays on record, struck out, and can't be answered any more."""
    if question.withdrawn_on:
        raise ValidationError(_("This question was withdrawn already."))
    if question.answered_on:
        raise ValidationError(_("This question was answered. Ask a new one that follows it."))
    question.withdrawn_on, question.withdrawn_because = timezone.localdate(), because
    question.save(update_fields=["withdrawn_on", "withdrawn_because"])
    return question


@act("publish")
def publish_question(actor, question: Question) -> Question:
    """Open it to everybody with its answers, those to come too. Only what was asked is published."""
    if not question.asked_on or question.withdrawn_on:
        raise ValidationError(_("Only a question that was asked and not withdrawn is published."))
    terms.publish(question.terms)
    return question

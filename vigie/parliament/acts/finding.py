"""Findings of a site visit: typed by the clerk, or taken over from a record of the visit form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie import access
from vigie.core.checklists import SITE_TYPES, checklist
from vigie.fieldwork.models import Visit
from vigie.ledger.act import Refused, act
from vigie.parliament.models import Finding, SiteVisit, VisitRecord
from vigie.parliament.telling import refuse_telltales
from vigie.parliament.wording import in_language


@dataclass(frozen=True)
class Found:
    """One answer as somebody gives it; "" takes the answer back."""

    question: str
    answer: str
    words: str = ""
    in_report: bool = True


@act("amend")
def keep_findings(actor, visit: SiteVisit, *, found: Iterable[Found]) -> None:
    """Write answers to questions of the visit's own checklist; other answers stay. Raises `ValidationError`.

    Faults are named by "question" or "question-words", as the fields of the form are.
    """
    _refuse_once_adopted(visit)
    asked, found = visit.checklist.read, list(found)
    faults = {}
    for each in found:
        question = asked.questions.get(each.question)
        if question is None or each.answer not in ("", *asked.answers[question.answers].words):
            faults[each.question] = _("This is no answer to that question. Choose one of the list.")
            continue
        try:
            refuse_telltales(words=each.words)
        except ValidationError as error:
            faults[f"{each.question}-words"] = error.message_dict["words"]
        if each.words.strip() and not each.answer:
            faults[each.question] = _("Choose an answer too: a sentence alone is counted nowhere.")
    if faults:
        raise ValidationError(faults)
    for each in found:
        _keep(visit, each)


@act("amend")
def take_over(actor, visit: SiteVisit, *, record: Visit) -> int:
    """Tie a record of the visit form to the visit; give how many of its answers became findings.

    Where a question has an answer already, that one stays: somebody gave it here. The form's note is not taken over:
    it may name somebody, so a person reads it first.
    """
    _refuse_once_adopted(visit)
    if not access.may(actor, "see", record):
        raise Refused(f"take_over {record._meta.label} {record.pk}")
    tied = VisitRecord.objects.filter(record=record).select_related("visit").first()
    if tied and tied.visit_id != visit.pk:
        said = _("This record belongs to visit no. %(number)s already. Untie it there first.")
        raise ValidationError(said % {"number": tied.visit.number})
    _refuse_another_type(visit, record)
    VisitRecord.objects.get_or_create(record=record, defaults={"visit": visit})
    answered = set(visit.findings.values_list("question", flat=True))
    new = [
        Finding(visit=visit, question=question.code, answer=said, record=record)
        for question in visit.checklist.read.questions.values()
        if question.form and question.code not in answered and (said := record.findings.get(question.form))
    ]
    Finding.objects.bulk_create(new)
    visit.ledger_detail = {"record": str(record.uuid), "findings": len(new)}
    return len(new)


@act("amend")
def untie(actor, visit: SiteVisit, *, record: Visit) -> None:
    """Take a record off the visit, with the findings that came from it and that nobody has written on."""
    _refuse_once_adopted(visit)
    VisitRecord.objects.filter(visit=visit, record=record).delete()
    visit.findings.filter(record=record, words="").delete()


def _refuse_another_type(visit: SiteVisit, record: Visit) -> None:
    said = record.findings.get("visited", "")
    if said in SITE_TYPES and said != visit.site_type:
        told = _("This record is of another type of site (%(type)s). Tie it to the visit of that site.")
        raise ValidationError(told % {"type": in_language(checklist(said))})


def _keep(visit: SiteVisit, said: Found) -> None:
    if not said.answer:
        visit.findings.filter(question=said.question).delete()
        return
    kept = {"answer": said.answer, "words": said.words.strip(), "in_report": said.in_report}
    Finding.objects.update_or_create(visit=visit, question=said.question, defaults=kept)


def _refuse_once_adopted(visit: SiteVisit) -> None:
    report = getattr(visit, "report", None)
    if report is not None and report.state != "draft":
        raise ValidationError(
            _("The report of this visit is adopted: its findings stay as they were adopted.")
        )

"""Writing a committee's report, adopting it, and laying it before parliament."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core import deadlines, standards
from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.parliament.models import MinorityNote, Report, Section, Sitting
from vigie.sharing import terms
from vigie.web import words


@act("report")
def draft_report(
    actor,
    committee: Organisation,
    *,
    title: str,
    summary: str,
    tlp: str,
    gender_note: str = "",
    language: str = "fr",
    **marked,
) -> Report:
    """Begin a report: seen at home only until it is adopted. `marked` are the circles and times of its terms."""
    return Report.objects.create(
        committee=committee, title=title, summary=summary, terms=terms.make(committee, tlp, **marked),
        gender_note=gender_note, language=language, filed_by=actor, begun_on=timezone.localdate(),
    )  # fmt: skip


@act("amend")
def rewrite_report(
    actor, report: Report, *, title: str, summary: str, gender_note: str, sections: list[tuple[str, str]]
) -> Report:
    """Change the words of a draft; `sections` are (heading, text), in order."""
    _check_draft(report)
    report.title, report.summary, report.gender_note = title, summary, gender_note
    report.save(update_fields=["title", "summary", "gender_note"])
    report.sections.all().delete()
    Section.objects.bulk_create(
        Section(report=report, position=place, heading=heading, text=text)
        for place, (heading, text) in enumerate(sections, start=1)
    )
    return report


@act("adopt")
def adopt(
    actor,
    report: Report,
    *,
    votes_for: int,
    votes_against: int,
    abstained: int,
    on: date | None = None,
    sitting: Sitting | None = None,
) -> Report:
    """Record that the committee adopted it, on a sitting or on a day, with how many for, against and abstaining."""
    _check_draft(report)
    on = on or (sitting and sitting.starts_at.date())
    _check_vote(report, on, sitting, votes_for, votes_against, abstained)
    report.adopted_on, report.adopted_at, report.year = on, sitting, on.year
    report.votes_for, report.votes_against, report.abstained = votes_for, votes_against, abstained
    report.number = _next_number(report)
    committee, rules = report.committee, standards.deadline_rules()
    if due := deadlines.due(rules, committee.country, committee.classification, "report_tabling", on):
        report.tabling_due_on, report.tabling_rule = due.date, due.rule.code
    report.save()
    report.ledger_detail = {"reference": report.reference, "for": votes_for, "against": votes_against}
    return report


def _check_vote(
    report: Report,
    on: date | None,
    sitting: Sitting | None,
    votes_for: int,
    votes_against: int,
    abstained: int,
) -> None:
    if on is None:
        raise ValidationError({"on": _("Choose the sitting of the vote, or give its day.")})
    if sitting and on != sitting.starts_at.date():
        held = words.day(sitting.starts_at.date())
        raise ValidationError(
            {"on": _("The sitting was on %(day)s. Leave the day empty, or correct it.") % {"day": held}}
        )
    if on > timezone.localdate():
        raise ValidationError({"on": _("A report can't be adopted in the future. Give the day of the vote.")})
    if votes_for <= votes_against:
        said = {"for": votes_for, "against": votes_against}
        raise ValidationError(
            _("With %(for)s for and %(against)s against it was not adopted. Check the count.") % said
        )


def _next_number(report: Report) -> int:
    """The next of its committee and year; the committee's row is held until the end of the act."""
    Organisation.objects.select_for_update().get(pk=report.committee_id)
    alike = Report.objects.filter(committee=report.committee_id, year=report.year)
    return (alike.aggregate(last=Max("number"))["last"] or 0) + 1


def _check_draft(report: Report) -> None:
    if report.adopted_on:
        raise ValidationError(
            _("This report was adopted on %(day)s: its words don't change any more. Begin a new report.")
            % {"day": words.day(report.adopted_on)}
        )


@act("differ")
def differ(actor, report: Report, *, by: str, text: str, on: date) -> MinorityNote:
    """Keep a minority note beside the report."""
    if report.tabled_on:
        raise ValidationError(_("This report was tabled: a note can't be added to it any more."))
    if on > timezone.localdate():
        raise ValidationError(_("A note can't be dated in the future."))
    return MinorityNote.objects.create(report=report, by=by, text=text, on=on, filed_by=actor)


@act("table")
def table(actor, report: Report, *, on: date) -> Report:
    """Record that it was laid before parliament."""
    if not report.adopted_on:
        raise ValidationError(_("Only a report that was adopted can be tabled."))
    if report.tabled_on:
        raise ValidationError(
            _("This report was tabled on %(day)s already.") % {"day": words.day(report.tabled_on)}
        )
    if on < report.adopted_on:
        said = {"tabled": words.day(on), "adopted": words.day(report.adopted_on)}
        raise ValidationError(
            _("It can't be tabled on %(tabled)s, before it was adopted on %(adopted)s.") % said
        )
    if on > timezone.localdate():
        raise ValidationError(
            _("A report can't be tabled in the future. Give the day on which it was tabled.")
        )
    report.tabled_on = on
    report.save(update_fields=["tabled_on"])
    return report


@act("publish")
def publish(actor, report: Report) -> Report:
    """Open it to everybody: at once, or by itself when its embargo ends. Only what was tabled is published."""
    if not report.tabled_on:
        raise ValidationError(_("A report is tabled before it is published."))
    terms.publish(report.terms)
    return report

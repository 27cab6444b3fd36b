"""The report of a site visit: drafted, adopted under an embargo, tabled, withdrawn where it does harm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.ledger.act import act
from vigie.parliament.cautions import cautions
from vigie.parliament.models import SiteVisit, VisitReport
from vigie.parliament.telling import refuse_telltales
from vigie.sharing import terms
from vigie.sharing.models import Circle
from vigie.web import words


@act("amend")
def draft_visit_report(
    actor, visit: SiteVisit, *, title: str, summary: str = "", gender_note: str = "", minority_note: str = ""
) -> VisitReport:
    """Write the draft, or write it anew. Raises `ValidationError`, by field."""
    said = {"title": title, "summary": summary, "gender_note": gender_note, "minority_note": minority_note}
    report = getattr(visit, "report", None) or VisitReport(visit=visit)
    if report.state != "draft":
        raise ValidationError(
            _("This report is adopted. What is to be corrected goes into a new decision of the committee.")
        )
    if visit.state != "made":
        raise ValidationError(_("A report follows a visit. Say first that the visit was made."))
    if not title.strip():
        raise ValidationError({"title": _("Give the report a title.")})
    refuse_telltales(**said)
    for name, text in said.items():
        setattr(report, name, text.strip())
    report.save()
    visit.report = report
    return report


@act("adopt")
def adopt_visit_report(
    actor, report: VisitReport, *, adopted_on: date, tlp: str, circles: Iterable[Circle] = (),
    embargo_until: date | None = None, delay_because: str = "", purpose: str = "", because: str = "",
) -> None:  # fmt: skip
    """Record that the committee adopted the report, and on what terms it is read.

    Without `embargo_until` it stays closed to others until some weeks after the visit; a shorter wait needs a
    reason. Words that may tell a person, a place or the day (`cautions`) stay only with a reason, `because`, which
    goes to the ledger. Findings and photographs stay from here on as they are. Raises `ValidationError`, by field.
    """
    if report.state != "draft":
        raise ValidationError(_("This report is adopted already."))
    if (found := cautions(actor, report)) and not because.strip():
        said = _("“%(words)s” may tell %(tells)s. Take it out, or say here why it may stay.")
        raise ValidationError({"because": said % {"words": found[0].words, "tells": found[0].tells}})
    if adopted_on < report.visit.ends_on:
        raise ValidationError({"adopted_on": _("The report would be adopted before the visit ended.")})
    if adopted_on > timezone.localdate():
        raise ValidationError(
            {"adopted_on": _("That day is still to come. Record the adoption once it has happened.")}
        )
    usual, until = usual_embargo(report.visit), embargo_until or usual_embargo(report.visit)
    if until < usual and not delay_because.strip():
        said = _(
            "Reports of this type of site wait until %(day)s, so that nobody can tell who talked. Say why this one "
            "need not, or leave the day empty."
        )
        raise ValidationError({"delay_because": said % {"day": words.day(usual)}})
    refuse_telltales(
        title=report.title, summary=report.summary, gender_note=report.gender_note,
        minority_note=report.minority_note, delay_because=delay_because,
    )  # fmt: skip
    report.terms = terms.make(
        report.visit.committee, tlp, circles, purpose=purpose, embargo_until=_midnight(until)
    )
    report.state, report.adopted_on, report.delay_because = "adopted", adopted_on, delay_because.strip()
    report.save()
    report.ledger_detail = {"tlp": tlp, "embargo_until": until.isoformat()}


@act("adopt")
def table_visit_report(actor, report: VisitReport, *, tabled_on: date) -> None:
    """Record that the report was laid before the house. What is marked TLP:CLEAR is published when its embargo ends."""
    if report.state != "adopted":
        raise ValidationError(_("Only a report that is adopted and not yet tabled can be tabled."))
    if tabled_on < report.adopted_on:
        raise ValidationError({"tabled_on": _("The report would be tabled before it was adopted.")})
    if tabled_on > timezone.localdate():
        raise ValidationError(
            {"tabled_on": _("That day is still to come. Record the tabling once it has happened.")}
        )
    report.state, report.tabled_on = "tabled", tabled_on
    report.save(update_fields=["state", "tabled_on", "changed_at"])
    if report.terms.tlp == terms.CLEAR:
        report.terms.published_at = max(timezone.now(), report.terms.embargo_until)
        report.terms.save(update_fields=["published_at"])


@act("adopt")
def withdraw_visit_report(actor, report: VisitReport, *, because: str) -> None:
    """Close an adopted report to all but the committee, for good: somebody could suffer for it, or it is wrong.

    What was published is no longer shown; what people copied cannot be taken back, and the page says so.
    """
    if report.state == "draft":
        raise ValidationError(_("A draft is read by your committee alone: there is nothing to withdraw."))
    if not because.strip():
        raise ValidationError({"because": _("Say why the report is withdrawn.")})
    terms.withdraw(report.terms)


def usual_embargo(visit: SiteVisit) -> date:
    """Until when a report on such a site stays closed to others, by the checklist that the visit was made with."""
    return visit.ends_on + timedelta(visit.checklist.read.delay_days)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

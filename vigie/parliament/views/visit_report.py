"""Reports of site visits: the list, one of them, on paper, and from draft to tabled."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.parliament import acts
from vigie.parliament.acts.visit_report import usual_embargo
from vigie.parliament.cautions import cautions
from vigie.parliament.faces.visit_report import ListedVisitReport, ShownVisitReport
from vigie.parliament.forms.visit_report import AdoptionForm, DraftForm, TablingForm, WithdrawalForm
from vigie.parliament.models import VisitReport
from vigie.parliament.views.filling import done
from vigie.parliament.views.site_visit import found_visit
from vigie.sharing import receipts
from vigie.web import words
from vigie.web.paper import pdf, recipient_of, sheet
from vigie.web.show import as_data, show, show_page

SEE, REPORT = "see", "parliament.VisitReport"
PAPER = Path(__file__).parent.parent / "templates" / "parliament" / "visit_report.typ"


def visit_reports(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Reports that one may read, newest first: one's own drafts, what is shared, and what is published."""
    found = access.rows(request.user, SEE, REPORT).for_listing().newest_first()
    return show(request, "parliament/visit_reports", found, face=ListedVisitReport)


@require_safe
def visit_report(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One report."""
    return _shown(request, _found(request, SEE, uuid))


@require_safe
def visit_report_paper(request: HttpRequest, uuid) -> HttpResponse:
    """One report as a PDF, with its mark and its recipient on each page. Photographs stay on the screen."""
    found = _found(request, SEE, uuid)
    face = _face(request, found)
    whom = recipient_of(request.user) if request.user.is_authenticated else _("the public")
    on_each = sheet(
        title=face.title, mark=face.tlp, recipient=whom, subtitle=f"{face.committee}, {face.month}"
    )
    return pdf(PAPER, on_each, stem="visite", it=_printed(face), colon=_(": "))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def visit_report_write(request: HttpRequest, uuid) -> HttpResponse:
    """Write the draft of a visit's report."""
    visit = found_visit(request, "amend", uuid)
    report = getattr(visit, "report", None)
    if report is not None and report.state != "draft":
        raise Http404
    names = ("title", "summary", "gender_note", "minority_note")
    held = {name: getattr(report, name) for name in names} if report else {}
    form = DraftForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_bound and (
        made := done(form, lambda **said: acts.draft_visit_report(request.user, visit, **said))
    ):
        return HttpResponseRedirect(reverse("visit-report", args=[made.uuid]))
    return show_page(
        request, "parliament/visit_report_write", form=form, uuid=str(visit.uuid), number=visit.number,
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
@login_required
def visit_report_adopt(request: HttpRequest, uuid) -> HttpResponse:
    """Record the adoption, and on what terms others read it."""
    found = _found(request, "adopt", uuid)
    form = AdoptionForm(request.POST, circles=_circles(request), cautions=cautions(request.user, found))
    if done(form, lambda **said: acts.adopt_visit_report(request.user, found, **said)):
        return HttpResponseRedirect(reverse("visit-report", args=[found.uuid]))
    return _shown(request, _found(request, SEE, uuid), status=422, adopting=form)


@require_POST
@login_required
def visit_report_table(request: HttpRequest, uuid) -> HttpResponse:
    """Record that the report was laid before the house."""
    found = _found(request, "adopt", uuid)
    form = TablingForm(request.POST)
    if done(form, lambda **said: acts.table_visit_report(request.user, found, **said)):
        return HttpResponseRedirect(reverse("visit-report", args=[found.uuid]))
    return _shown(request, _found(request, SEE, uuid), status=422, tabling=form)


@require_POST
@login_required
def visit_report_withdraw(request: HttpRequest, uuid) -> HttpResponse:
    """Close the report to all but its committee."""
    found = _found(request, "adopt", uuid)
    form = WithdrawalForm(request.POST)
    if done(form, lambda **said: acts.withdraw_visit_report(request.user, found, **said)):
        return HttpResponseRedirect(reverse("visit-report", args=[found.uuid]))
    return _shown(request, _found(request, SEE, uuid), status=422, withdrawing=form)


def _found(request: HttpRequest, verb: str, uuid) -> VisitReport:
    row = access.rows(request.user, verb, REPORT).for_listing().filter(uuid=uuid).first()
    if row is None:
        raise Http404
    return row


def _shown(request: HttpRequest, row: VisitReport, status: int = 200, **tried) -> HttpResponse:
    forms = {}
    if access.may(request.user, "adopt", row):
        if row.state == "draft":
            found = cautions(request.user, row)
            forms["adopting"] = tried.get("adopting") or AdoptionForm(
                circles=_circles(request), cautions=found
            )
            forms |= {"usual": usual_embargo(row.visit), "cautions": found}
        elif row.state == "adopted" and not row.terms.withdrawn_at:
            forms["tabling"] = tried.get("tabling") or TablingForm()
        if row.terms_id and not row.terms.withdrawn_at:
            forms["withdrawing"] = tried.get("withdrawing") or WithdrawalForm()
    of_visit = str(row.visit.uuid) if access.may(request.user, "see", row.visit) else ""
    face = _face(request, row)
    return show(
        request,
        "parliament/visit_report",
        face,
        face=ShownVisitReport,
        status=status,
        visit=of_visit,
        **forms,
    )


def _face(request: HttpRequest, row: VisitReport) -> ShownVisitReport:
    """What this reader may see of it. That a report on terms was opened is noted for its committee."""
    if row.terms_id:
        receipts.opened(request.user, row.terms)
    findings, photos = (
        access.rows(request.user, SEE, label).filter(visit=row.visit, in_report=True).order_by("pk")
        for label in ("parliament.Finding", "parliament.Photo")
    )
    return ShownVisitReport.read(row, findings, photos)


def _circles(request: HttpRequest):
    return access.rows(request.user, SEE, "sharing.Circle").in_use().by_name()


def _printed(face: ShownVisitReport) -> dict:
    """The face as the paper takes it: texts, and the names of its parts."""
    names = {
        "findings": _("What was found"), "summary": _("What the committee says"), "gender": _("Women and men"),
        "minority": _("Minority note"), "nothing": _("The report holds no finding."),
    }  # fmt: skip
    how = _(
        "Checklist of %(version)s. “Not asked”, “refused” and “could not be known” are three different things."
    )
    names["how"] = how % {"version": face.checklist_version}
    facts = (
        (
            _("Delegation"),
            _("%(all)s, of whom %(women)s women") % {"all": face.delegation, "women": face.women},
        ),
        (_("Among those heard"), face.heard),
        (_("Adopted on"), words.day(face.adopted_on) if face.adopted_on else ""),
        (_("Tabled on"), words.day(face.tabled_on) if face.tabled_on else ""),
    )
    apart = ("photos", "adopted_on", "tabled_on")
    told = {name: value for name, value in as_data(face).items() if name not in apart}
    return {**told, "names": names, "facts": [each for each in facts if each[1]]}

"""Reports: listed, drafted, adopted, tabled."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.parliament import acts
from vigie.parliament.faces.report import ListedReport, ShownReport
from vigie.parliament.forms.framework import NothingForm, RecommendForm
from vigie.parliament.forms.report import (
    NoteForm,
    ReportForm,
    TableForm,
    VoteForm,
    WholeReportForm,
)
from vigie.parliament.models.report import STATES
from vigie.parliament.views.asking import (
    Doing,
    bodies_to_ask,
    by_name,
    carried_out,
    offered,
    recommended,
    to_recommendation,
)
from vigie.parliament.views.filling import done
from vigie.web.show import show, show_page

LABEL = "parliament.Report"


def _sittings(actor, row):
    return access.rows(actor, "see", "parliament.Sitting").of_body(row.committee).standing().newest_first()


DOINGS = by_name(
    Doing(
        "divergence", "differ", NoteForm, acts.differ, _("Add a minority note"),
        _("Until the report is tabled. It never changes afterwards."), _("Keep this note"),
        lambda row: not row.tabled_on,
    ),
    Doing(
        "adopter", "adopt", VoteForm, acts.adopt, _("Adopt it"), _("From then on its words don't change."),
        _("Record the vote"), lambda row: not row.adopted_on, lists={"sitting": _sittings},
    ),
    Doing(
        "deposer", "table", TableForm, acts.table, _("Table it"),
        _("The day on which it was laid before parliament."), _("Record that it was tabled"),
        lambda row: row.adopted_on and not row.tabled_on,
    ),
    Doing(
        "publier", "publish", NothingForm, acts.publish, _("Publish it"),
        _("It becomes TLP:CLEAR and opens to everybody; under embargo, by itself when that ends."),
        _("Publish this report"), lambda row: row.tabled_on and not row.terms.published_at,
    ),
    Doing(
        "recommander", "amend", RecommendForm, acts.recommend_from_report, _("Recommend"),
        _("A recommendation that stands on this report. It is a draft until your chair issues it."),
        _("Draft this recommendation"), lambda row: row.adopted_on, lists={"addressee": bodies_to_ask},
        leads=to_recommendation,
    ),
)  # fmt: skip


def reports(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Reports, newest first, by state."""
    state = request.GET.get("state", "")
    seen = access.rows(request.user, "see", LABEL)
    return show(
        request, "parliament/reports", seen.in_state(state, timezone.now()).for_reading().newest_first(),
        face=ListedReport, states=STATES, state=state, untabled=seen.untabled().count(), all=seen.count(),
        may_draft=_may_draft(request.user),
    )  # fmt: skip


def report(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One report, with its sections and notes."""
    return _shown(request, access.one(request.user, "see", LABEL, uuid=uuid))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a report."""
    if not _may_draft(request.user):
        raise Http404
    circles = access.rows(request.user, "see", "sharing.Circle").filter(closed_at=None)
    form = ReportForm(request.POST if request.method == "POST" else None, circles=circles)

    def write(**_said):
        return acts.draft_report(request.user, request.user.organisation, **form.words(), **form.terms())

    made = done(form, write) if request.method == "POST" else None
    if made:
        return HttpResponseRedirect(reverse("committee-report", kwargs={"uuid": made.uuid}))
    return show_page(request, "parliament/report_new", form=form, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: HttpRequest, uuid) -> HttpResponse:
    """Change the words of a draft."""
    found = access.one(request.user, "amend", LABEL, uuid=uuid)
    sections = list(found.sections.values_list("heading", "text"))
    first = {"title": found.title, "summary": found.summary, "gender_note": found.gender_note}
    form = WholeReportForm(
        request.POST if request.method == "POST" else None, sections=sections, initial=first
    )
    if request.method == "POST" and done(
        form, lambda **said: acts.rewrite_report(request.user, found, **said)
    ):
        return HttpResponseRedirect(reverse("committee-report", kwargs={"uuid": found.uuid}))
    status = 422 if form.errors else 200
    return show_page(
        request, "parliament/report_amend", form=form, title=found.title, uuid=found.uuid, status=status
    )


@require_POST
@login_required
def do(request: HttpRequest, uuid, doing: str) -> HttpResponse:
    """Adopt it, table it, publish it, or keep a minority note beside it."""
    back = reverse("committee-report", kwargs={"uuid": uuid})
    return carried_out(request, LABEL, DOINGS, doing, shown=_shown, back=back, uuid=uuid)


def _shown(request: HttpRequest, row, tried: dict | None = None, status: int = 200) -> HttpResponse:
    def beside(label: str):
        return access.rows(request.user, "see", label).filter(report=row)

    shown = ShownReport.told(row, beside("parliament.Section"), beside("parliament.MinorityNote"))
    forms = offered(request.user, row, DOINGS, tried or {})
    may_amend = not row.adopted_on and access.may(request.user, "amend", row)
    return show(
        request,
        "parliament/report",
        shown,
        face=ShownReport,
        status=status,
        forms=forms,
        may_amend=may_amend,
        recommended=recommended(request.user, LABEL, row.uuid),
    )


def _may_draft(actor) -> bool:
    return access.rows(actor, "report", "directory.Organisation").exists()

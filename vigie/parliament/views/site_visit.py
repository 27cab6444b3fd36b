"""Site visits of one's own committee: the list, one visit, planning it, what was found."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.core.checklists import SITE_TYPES, checklist
from vigie.followup import acts as followup
from vigie.parliament import acts
from vigie.parliament.faces.site_visit import (
    ListedChecklist,
    ListedQuestion,
    ListedRecord,
    ListedSiteVisit,
    ShownSiteVisit,
)
from vigie.parliament.faces.visit_report import ShownPhoto
from vigie.parliament.forms.finding import BlockForm
from vigie.parliament.forms.site_visit import ChangeForm, MadeForm, VisitForm, as_heard, as_typed
from vigie.parliament.forms.visit_report import PhotoForm
from vigie.parliament.models import SiteVisit
from vigie.parliament.recommending import raised_from, said_of
from vigie.parliament.views.filling import done
from vigie.parliament.wording import in_language
from vigie.web.show import show, show_page

COMMITTEE = ("clerk", "member", "chair")


@login_required
def site_visits(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Visits of one's own committee, newest first; also as data."""
    if access.role_of(request.user) not in COMMITTEE:
        raise Http404
    found = access.rows(request.user, "see", "parliament.SiteVisit").for_listing().newest_first()
    body = _own_committee(request)
    return show(request, "parliament/site_visits", found, face=ListedSiteVisit, plans_for=bool(body))


@login_required
def site_visit(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One visit: plan, delegation, findings by block, report."""
    return shown_visit(request, found_visit(request, "see", uuid))


def shown_visit(request: HttpRequest, found: SiteVisit, status: int = 200, **tried) -> HttpResponse:
    """The page of a visit, with a form as it was typed where that was refused."""
    amends, findings = access.may(request.user, "amend", found), list(found.findings.all())
    photos = access.rows(request.user, "see", "parliament.Photo").filter(visit=found).order_by("pk")
    context = {
        "amends": amends,
        "made_form": tried.get("made_form") or MadeForm(initial=as_heard(found)),
        "photo_form": tried.get("photo_form") or PhotoForm(),
        "problem": tried.get("problem", ""),
        "photo_list": [ShownPhoto.of(each) for each in photos],
        "records": _records(request, found),
        "fills": found.state != "cancelled" and access.rows(request.user, "fill", "intake.Form").exists(),
    }
    face = ShownSiteVisit.read(found, raised_from(request.user, findings))
    return show(request, "parliament/site_visit", face, face=ShownSiteVisit, status=status, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def site_visit_new(request: HttpRequest) -> HttpResponse:
    """Plan a visit of one's own committee."""
    body = _own_committee(request)
    if body is None:
        raise Http404
    form = VisitForm(request.POST if request.method == "POST" else None, **_choices(request, body))
    made = done(form, lambda **said: acts.plan_visit(request.user, body, **said)) if form.is_bound else None
    if made:
        return HttpResponseRedirect(reverse("site-visit", args=[made.uuid]))
    return show_page(
        request, "parliament/site_visit_new", form=form, body=body.name, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def site_visit_change(request: HttpRequest, uuid) -> HttpResponse:
    """Say anew when, where and with whom."""
    found = found_visit(request, "amend", uuid)
    given = request.POST if request.method == "POST" else None
    form = ChangeForm(given, initial=as_typed(found), **_choices(request, found.committee))
    if form.is_bound and done(form, lambda **said: acts.change_visit(request.user, found, **said)):
        return HttpResponseRedirect(reverse("site-visit", args=[found.uuid]))
    return show_page(
        request, "parliament/site_visit_change", form=form, number=found.number, uuid=str(found.uuid),
        site_type=in_language(found.checklist.read), status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
@login_required
def site_visit_made(request: HttpRequest, uuid) -> HttpResponse:
    """Say that the visit was made, and who was heard, by role."""
    found = found_visit(request, "amend", uuid)
    form = MadeForm(request.POST)
    if done(form, lambda **said: acts.make_visit(request.user, found, **said)):
        return HttpResponseRedirect(reverse("site-visit", args=[found.uuid]))
    return shown_visit(request, found_visit(request, "see", uuid), status=422, made_form=form)


@require_POST
@login_required
def site_visit_cancel(request: HttpRequest, uuid) -> HttpResponse:
    """Call a visit off, and say why."""
    found = found_visit(request, "amend", uuid)
    try:
        acts.cancel_visit(request.user, found, because=request.POST.get("because", "")[:400])
    except ValidationError as refusal:
        return shown_visit(
            request, found_visit(request, "see", uuid), status=422, problem=" ".join(refusal.messages)
        )
    return HttpResponseRedirect(reverse("site-visit", args=[found.uuid]))


@require_POST
@login_required
def site_visit_take(request: HttpRequest, uuid) -> HttpResponse:
    """Tie a record of the visit form to this visit and take its answers over, or untie it."""
    found = found_visit(request, "amend", uuid)
    record = access.one(request.user, "see", "fieldwork.Visit", uuid=_uuid(request.POST.get("record", "")))
    doing = acts.untie if "untie" in request.POST else acts.take_over
    return _tried(request, found, lambda: doing(request.user, found, record=record))


@require_POST
@login_required
def finding_recommend(request: HttpRequest, uuid) -> HttpResponse:
    """Draft a recommendation from a finding, with one press; a second press leads to the draft that there is."""
    finding = access.one(request.user, "recommend", "parliament.Finding", uuid=uuid)
    visit, ref = finding.visit, raised_from(request.user, [finding]).get(str(finding.uuid))
    if ref is None:
        ministries = access.rows(request.user, "see", "directory.Organisation").by_kind()
        ministries = ministries.filter(classification="ministry", country=visit.committee.country)
        try:
            said = said_of(finding, ministries)
            ref = followup.recommend(request.user, visit.committee, said=said).ref
        except ValidationError as refusal:
            return _told(request, visit, refusal)
    return HttpResponseRedirect(reverse("recommendation", args=[ref]))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def site_visit_block(request: HttpRequest, uuid, block: str) -> HttpResponse:
    """Answer the questions of one block of the visit's checklist."""
    found = found_visit(request, "amend", uuid)
    asked = found.checklist.read
    names = [each.code for each in asked.blocks]
    if block not in names:
        raise Http404
    at = names.index(block)
    given = request.POST if request.method == "POST" else None
    form = BlockForm(given, checklist=asked, block=asked.blocks[at], initial=_answers(found))
    if form.is_bound and done(form, lambda **said: acts.keep_findings(request.user, found, **said)):
        following = names[at + 1] if at + 1 < len(names) and "next" in request.POST else ""
        if following:
            return HttpResponseRedirect(reverse("site-visit-block", args=[found.uuid, following]))
        return HttpResponseRedirect(reverse("site-visit", args=[found.uuid]) + "#findings")
    return show_page(
        request, "parliament/site_visit_block", form=form, uuid=str(found.uuid), number=found.number,
        site_type=in_language(asked), part=in_language(asked.blocks[at]), code=block, step=at + 1,
        steps=len(names), status=422 if form.errors else 200,
    )  # fmt: skip


def checklists(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What is looked at, by type of site. Everybody may know what a committee asks."""
    found = [checklist(code) for code in SITE_TYPES]
    return show(request, "parliament/checklists", found, face=ListedChecklist)


def checklist_of(request: HttpRequest, site_type: str, ending: str = "") -> HttpResponse:
    """The questions of one checklist, as it stands today."""
    if site_type not in SITE_TYPES:
        raise Http404
    said = checklist(site_type)
    found = [(block, question) for block in said.blocks for question in block.questions]
    return show(
        request, "parliament/checklist", found, face=ListedQuestion, title=in_language(said), version=said.version,
        code=site_type, delay_days=said.delay_days,
    )  # fmt: skip


def found_visit(request: HttpRequest, verb: str, uuid) -> SiteVisit:
    found = access.rows(request.user, verb, "parliament.SiteVisit").for_reading().filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def _tried(request: HttpRequest, visit: SiteVisit, doing) -> HttpResponse:
    """Do it and go back to the visit, or say on its page why not."""
    try:
        doing()
    except ValidationError as refusal:
        return _told(request, visit, refusal)
    return HttpResponseRedirect(reverse("site-visit", args=[visit.uuid]))


def _told(request: HttpRequest, visit: SiteVisit, refusal: ValidationError) -> HttpResponse:
    again = found_visit(request, "see", visit.uuid)
    return shown_visit(request, again, status=422, problem=" ".join(refusal.messages))


def _records(request: HttpRequest, visit: SiteVisit) -> list[ListedRecord]:
    """Records of the visit form: those tied to this visit, those that name its number, and others of its days."""
    tied = {each.record_id for each in visit.records.all()}
    seen = access.rows(request.user, "see", "fieldwork.Visit").current()
    own = seen.filter(kind="committee_visit", organisation=visit.committee).for_reading()
    named = own.filter(findings__visit_number=str(visit.number))
    of_those_days = own.filter(date_first__lte=visit.ends_on, date_last__gte=visit.starts_on)
    found = {each.pk: each for query in (own.filter(pk__in=tied), named, of_those_days) for each in query}
    return [ListedRecord.read(each, is_tied=each.pk in tied, number=visit.number) for each in found.values()]


def _uuid(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError as wrong:
        raise Http404 from wrong


def _own_committee(request: HttpRequest):
    bodies = access.rows(request.user, "schedule", "directory.Organisation")
    return bodies.filter(classification="committee").first()


def _choices(request: HttpRequest, body) -> dict:
    areas = access.rows(request.user, "see", "places.Area")
    seats = access.rows(request.user, "see", "parliament.Seat").filter(body=body)
    return {
        "areas": areas.of_country(body.country) if body.country else areas,
        "seats": seats.on(timezone.localdate()).in_order(),
    }


def _answers(visit: SiteVisit) -> dict:
    """What the form of a block holds already."""
    held = {}
    for each in visit.findings.all():
        held[each.question], held[f"{each.question}-words"] = each.answer, each.words
        held[f"{each.question}-left_out"] = not each.in_report
    return held

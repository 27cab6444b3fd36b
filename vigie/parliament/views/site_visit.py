"""Site visits of one's own committee: the list, one visit, planning it, what was found."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.core.checklists import SITE_TYPES, checklist
from vigie.parliament import acts
from vigie.parliament.faces.site_visit import ListedChecklist, ListedQuestion, ListedSiteVisit, ShownSiteVisit
from vigie.parliament.forms.finding import BlockForm
from vigie.parliament.forms.site_visit import ChangeForm, MadeForm, VisitForm, as_typed
from vigie.parliament.models import SiteVisit
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
    amends = access.may(request.user, "amend", found)
    context = {
        "amends": amends,
        "made_form": tried.get("made_form") or MadeForm(initial={"met": [each.role for each in found.met.all()]}),
        "problem": tried.get("problem", ""),
    }  # fmt: skip
    return show(request, "parliament/site_visit", found, face=ShownSiteVisit, status=status, **context)


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
    if form.is_bound and done(form, lambda **said: acts.change_visit(request.user, found, **said) or True):
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
    if done(form, lambda **said: acts.make_visit(request.user, found, **said) or True):
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
        return _site_visit(
            request, found_visit(request, "see", uuid), status=422, problem=" ".join(refusal.messages)
        )
    return HttpResponseRedirect(reverse("site-visit", args=[found.uuid]))


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
    if form.is_bound and done(form, lambda **said: acts.keep_findings(request.user, found, **said) or True):
        following = names[at + 1] if at + 1 < len(names) and "next" in request.POST else ""
        if following:
            return HttpResponseRedirect(reverse("site-visit-block", args=[found.uuid, following]))
        return HttpResponseRedirect(reverse("site-visit", args=[found.uuid]) + "#findings")
    return show_page(
        request, "parliament/site_visit_block", form=form, uuid=str(found.uuid), number=found.number,
        site_type=in_language(asked), block=in_language(asked.blocks[at]), code=block, step=at + 1,
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

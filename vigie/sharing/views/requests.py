"""Requests for information: what we owe, what is owed to us, asking, answering."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vigie import access
from vigie.core.standards import deadline_rules
from vigie.sharing import acts, receipts
from vigie.sharing.acts.request import ANSWERS, ASKED, ASKERS
from vigie.sharing.faces.request import ListedRequest, ShownRequest
from vigie.sharing.forms.request import (
    AnswerForm,
    RefusalForm,
    RequestFilter,
    RequestForm,
    TakingBackForm,
    ThanksForm,
)
from vigie.sharing.models import InformationRequest
from vigie.sharing.storing import path_of
from vigie.sharing.views.doing import done, only_bodies
from vigie.web.show import show, show_page

SEE, REQUEST = "see", "sharing.InformationRequest"


@login_required
def requests(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What one's body owes and is owed, the longest overdue first; then what is done."""
    only_bodies(request)
    found = access.rows(request.user, SEE, REQUEST).for_reading().most_urgent_first()
    own = request.user.organisation_id
    form = RequestFilter(request.GET, auto_id="filter-%s")
    asked = form.cleaned_data if form.is_valid() else None
    side = asked["side"] if asked else ""
    sides = {"ours": found.filter(asked=own), "theirs": found.filter(asker=own)}
    # One body's requests: some hundreds in a parliament's life.
    rows = sides.get(side, found).in_state(asked["state"]) if asked else ()
    seen = [row for row in rows if row.holds(asked["words"])]
    return show(
        request, "sharing/requests", seen, face=ListedRequest, may_ask=_asker(request) is not None, side=side,
        form=form, narrowed=any(request.GET.get(name) for name in form.fields),
        owed=found.owed_by(own).count(), awaited=found.owed_to(own).count(),
    )  # fmt: skip


@login_required
@require_safe
def request(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One request, with its answer, and what one may do with it."""
    return _shown(request, _found(request, SEE, uuid))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: HttpRequest) -> HttpResponse:
    """Ask another body."""
    asker = _asker(request)
    if asker is None:
        raise Http404
    bodies = access.rows(request.user, SEE, "directory.Organisation").filter(classification__in=ASKED)
    circles = access.rows(request.user, SEE, "sharing.Circle").in_use().by_name()
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        bodies=bodies.exclude(pk=asker.pk).by_kind(),
        circles=circles,
    )
    made = form.is_bound and done(form, lambda: acts.inquire(request.user, asker, **form.cleaned_data))
    if made:
        return HttpResponseRedirect(reverse("request", args=[made.uuid]))
    return show_page(
        request, "sharing/request_new", form=form, body=asker.name, status=422 if form.errors else 200
    )


@login_required
@require_POST
def request_answer(request: HttpRequest, uuid) -> HttpResponse:
    found = _found(request, "answer", uuid)
    form = AnswerForm(request.POST, request.FILES, items=_items(request))
    return _done(
        request, found, "answering", form, lambda: acts.answer(request.user, found, **form.cleaned_data)
    )


@login_required
@require_POST
def request_refuse(request: HttpRequest, uuid) -> HttpResponse:
    found = _found(request, "answer", uuid)
    form = RefusalForm(request.POST)
    return _done(
        request,
        found,
        "refusing",
        form,
        lambda: acts.refuse_request(request.user, found, **form.cleaned_data),
    )


@login_required
@require_POST
def request_withdraw(request: HttpRequest, uuid) -> HttpResponse:
    found = _found(request, "follow", uuid)
    form = TakingBackForm(request.POST)
    return _done(
        request,
        found,
        "taking_back",
        form,
        lambda: acts.withdraw_request(request.user, found, **form.cleaned_data),
    )


@login_required
@require_POST
def request_thank(request: HttpRequest, uuid) -> HttpResponse:
    found = _found(request, "follow", uuid)
    form = ThanksForm(request.POST)
    return _done(
        request, found, "thanking", form, lambda: acts.thank(request.user, found, **form.cleaned_data)
    )


@login_required
@require_safe
def answer_file(request: HttpRequest, uuid, number: int) -> FileResponse:
    """A file of an answer, to be kept and never to be run by the browser."""
    row = _found(request, SEE, uuid)
    kept = access.one(request.user, SEE, "sharing.AnswerFile", request=row, pk=number)
    try:
        content = path_of(kept.sha256).open("rb")
    except OSError as gone:
        raise Http404 from gone
    response = FileResponse(
        content, as_attachment=True, filename=kept.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


def _shown(request: HttpRequest, row: InformationRequest, status: int = 200, **tried) -> HttpResponse:
    receipts.opened(request.user, row.terms)
    item = (
        access.rows(request.user, SEE, "sharing.Item").filter(pk=row.item_id).first() if row.item_id else None
    )
    opened = access.rows(request.user, SEE, "sharing.Receipt").filter(terms=row.terms).in_order()
    face = ShownRequest.read(row, item=item, rule=_rule(row.due_rule), receipts=opened)
    answers, follows = (access.may(request.user, verb, row) for verb in ("answer", "follow"))
    forms = {
        "answering": tried.get("answering") or AnswerForm(items=_items(request), auto_id="answer-%s"),
        "refusing": tried.get("refusing") or RefusalForm(auto_id="refuse-%s"),
    } if answers else {}  # fmt: skip
    if follows and row.state == "asked":
        forms["taking_back"] = tried.get("taking_back") or TakingBackForm()
    if follows and row.state in ANSWERS and not row.thanks:
        forms["thanking"] = tried.get("thanking") or ThanksForm()
    return show(request, "sharing/request", face, face=ShownRequest, status=status, **forms)


def _done(request: HttpRequest, row: InformationRequest, name: str, form, doing) -> HttpResponse:
    if done(form, doing):
        return HttpResponseRedirect(reverse("request", args=[row.uuid]))
    return _shown(request, _found(request, SEE, row.uuid), status=422, **{name: form})


def _found(request: HttpRequest, verb: str, uuid) -> InformationRequest:
    row = access.rows(request.user, verb, REQUEST).for_reading().filter(uuid=uuid).first()
    if row is None:
        raise Http404
    return row


def _asker(request: HttpRequest):
    bodies = access.rows(request.user, "inquire", "directory.Organisation")
    return bodies.filter(classification__in=ASKERS).first()


def _items(request: HttpRequest):
    """What one's own body has shared: what others gave goes further only with their consent."""
    own = access.rows(request.user, SEE, "sharing.Item").filter(
        terms__originator=request.user.organisation_id
    )
    return own.exclude(shared_at=None).newest_first()


def _rule(code: str) -> str:
    """What a deadline rests on, in the reader's language."""
    found = next((each for each in deadline_rules() if each.code == code), None)
    if found is None:
        return ""
    return found.en if (get_language() or "fr").startswith("en") else found.fr

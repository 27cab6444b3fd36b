"""A recommendation is drafted, and amended while it is a draft."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vigie import access
from vigie.followup import acts
from vigie.followup.evidence import named, piece
from vigie.followup.faces import ListedRecommendation
from vigie.followup.forms import Asked
from vigie.followup.models import Recommendation
from vigie.followup.views.thread import seen
from vigie.web import words
from vigie.web.show import show_page

# Kinds of organisations that nothing is recommended to.
NEVER_ASKED = ("observatory", "civil_society", "media", "operator", "programme")
FROM_ADDRESS = ("title", "text", "kind", "source_kind", "source_words", "source_label", "source_key")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Draft one. Rooms above lead here with what it comes from in the address.

    `stands_on` is "label key" of a piece of evidence, as often as there are pieces.
    """
    body = access.rows(request.user, "recommend", "directory.Organisation").first()
    if body is None:
        raise Http404
    if request.method != "POST":
        given = {name: request.GET[name] for name in FROM_ADDRESS if request.GET.get(name)}
        given["stands_on"] = request.GET.getlist("stands_on")
        return _asked(request, _form(request, body, given["stands_on"], initial=given))
    form = _form(request, body, request.POST.getlist("stands_on"), request.POST)
    made = _told(form, lambda: acts.recommend(request.user, body, said=form.said()))
    if made is None:
        return _asked(request, form, status=422)
    return HttpResponseRedirect(reverse("recommendation", kwargs={"ref": made.ref}))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def amend(request: HttpRequest, ref: str) -> HttpResponse:
    row = seen(request, ref)
    if not access.may(request.user, "amend", row):
        raise Http404
    behind = [f"{each.label} {each.key}" for each in row.evidence.order_by("pk")]
    if request.method != "POST":
        return _asked(
            request, _form(request, row.body, behind, row=row, initial=_as_typed(row, behind)), row=row
        )
    form = _form(request, row.body, behind, request.POST, row=row)
    if _told(form, lambda: acts.amend(request.user, row, said=form.said()) or row) is None:
        return _asked(request, form, row=seen(request, ref), status=422)
    return HttpResponseRedirect(reverse("recommendation", kwargs={"ref": row.ref}))


def _told(form: Asked, doing):
    """What doing it gives; None, with the reason in the form, where it makes no sense."""
    if not form.is_valid():
        return None
    try:
        return doing()
    except ValidationError as refusal:
        faults = refusal.message_dict if hasattr(refusal, "error_dict") else {None: refusal.messages}
        for name, sentences in faults.items():
            form.add_error(name if name in form.fields else None, sentences)
        return None


def _form(request, body, behind: list[str], *given, row: Recommendation | None = None, **more) -> Asked:
    """`behind` is what it stands on so far, each "label key". Of `row`, what the writer may not see is kept unseen."""
    bodies = access.rows(request.user, "see", "directory.Organisation").by_kind()
    pairs = {each: tuple(each.split(" ", 1)) for each in behind if " " in each}
    told = {each: piece(request.user, *pair) for each, pair in pairs.items()}
    return Asked(
        *given, addressees=bodies.exclude(classification__in=NEVER_ASKED).exclude(pk=body.pk),
        circles=access.rows(request.user, "see", "sharing.Circle").filter(closed_at=None).order_by("name", "pk"),
        pieces=[(each, found.words) for each, found in told.items() if found],
        withheld=[pairs[each] for each, found in told.items() if row and not found],
        named=partial(named, request.user), **more,
    )  # fmt: skip


def _as_typed(row: Recommendation, behind: list[str]) -> dict:
    days = {name: getattr(row, name) for name in ("response_due", "implementation_due")}
    days |= {name: at and timezone.localdate(at) for name in ("embargo_until", "expires_at")
             if (at := getattr(row.terms, name))}  # fmt: skip
    plain = {
        name: getattr(row, name) for name in Asked.base_fields if hasattr(row, name) and name not in days
    }
    shared = {name: getattr(row.terms, name) for name in ("tlp", "purpose", "legal_basis")}
    told = {name: words.day(day) for name, day in days.items() if day}
    return {**plain, **shared, **told, "circles": row.terms.circles.all(), "stands_on": behind}


def _asked(request, form: Asked, *, row: Recommendation | None = None, status: int = 200) -> HttpResponse:
    label, key = form["source_label"].value(), form["source_key"].value()
    from_ = piece(request.user, label, key) if label else None
    return show_page(
        request, "followup/draft", status=status, form=form, from_=from_,
        it=ListedRecommendation.of(row) if row else None,
    )  # fmt: skip

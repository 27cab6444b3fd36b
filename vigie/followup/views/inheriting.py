"""What bodies that ended left open: taken over by their successors, or passed on by those who asked."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vigie import access
from vigie.followup import acts
from vigie.followup.acts.inheriting import left_open
from vigie.followup.faces.inheriting import Older, Passed
from vigie.web.show import show_page

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inherit(request: HttpRequest) -> HttpResponse:
    """What the reader's body can take over and pass on; and, by POST, taking over."""
    if not access.may(request.user, "inherit", request.user.organisation):
        raise Http404
    if request.method != "POST":
        return _shown(request)
    older = access.one(request.user, "see", "directory.Organisation", slug=request.POST.get("from", ""))
    try:
        acts.inherit(request.user, request.user.organisation, from_body=older)
    except ValidationError as refusal:
        return _shown(request, wrong=" ".join(refusal.messages))
    return HttpResponseRedirect(reverse("inherit"))


@require_POST
@login_required
def pass_on(request: HttpRequest) -> HttpResponse:
    """Address what one's own body asked of a body that ended to the one that took over."""
    own = request.user.organisation
    if not access.may(request.user, "recommend", own):
        raise Http404
    older, newer = (
        access.one(request.user, "see", "directory.Organisation", slug=request.POST.get(name, ""))
        for name in ("from", "to")
    )
    try:
        acts.pass_on(request.user, own, from_body=older, to_body=newer)
    except ValidationError as refusal:
        return _shown(request, wrong=" ".join(refusal.messages))
    return HttpResponseRedirect(reverse("inherit"))


def left_by_others(actor) -> list[Older]:
    """Bodies that ended and left something open with which this reader can do something."""
    return [*_to_take_over(actor), *_to_pass_on(actor)]


def _to_take_over(actor) -> list[Older]:
    """Bodies from which the reader's own took over and that left something open. What it is, nobody is told yet."""
    if not access.rows(actor, "inherit", "directory.Organisation").exists():
        return []
    found = _successions(actor).filter(later=actor.organisation)
    waiting = {each.pk for each in left_open(each.earlier for each in found)}
    return [Older.of(each) for each in found if each.earlier_id in waiting]


def _to_pass_on(actor) -> list[Older]:
    """Bodies that ended while the reader's own waits for their answer, with those that took over."""
    if not access.rows(actor, "recommend", "directory.Organisation").exists():
        return []
    asked = access.rows(actor, "see", "followup.Recommendation").live().filter(body=actor.organisation)
    found = _successions(actor).filter(earlier__in=asked.values("addressee"))
    return [Older.of(each, asked.filter(addressee=each.earlier).count()) for each in found]


def _successions(actor) -> QuerySet:
    found = access.rows(actor, "see", "directory.Succession").exclude(later=None)
    return found.select_related("earlier", "later").order_by("earlier__name", "pk")


def _shown(request: HttpRequest, wrong: str = "") -> HttpResponse:
    passed = access.rows(request.user, "see", "followup.Inheritance")
    passed = passed.select_related("recommendation", "earlier", "later").order_by("-on", "-pk")[:MOST_SHOWN]
    return show_page(
        request, "followup/inherit", wrong=wrong, to_take_over=_to_take_over(request.user),
        to_pass_on=_to_pass_on(request.user), passed=[Passed.of(each) for each in passed],
        own=request.user.organisation.name, own_slug=request.user.organisation.slug, status=400 if wrong else 200,
    )  # fmt: skip

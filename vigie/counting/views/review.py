"""The review: two reports side by side, and a person's answer."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vigie import access
from vigie.counting import acts
from vigie.counting.faces import ComparedPair, ListedPair
from vigie.counting.forms import AnswerForm
from vigie.counting.models import Pair
from vigie.ledger.act import Refused
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show, show_page


def _waiting(request: HttpRequest):
    return access.rows(request.user, "decide", Pair._meta.label).waiting_for(request.user)


@login_required
def review(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The pair that most needs an answer, or the queue as data."""
    if access.role_of(request.user) not in access.ANALYSTS:
        raise Http404
    waiting = _waiting(request)
    if ending:
        return show(request, "counting/review", waiting.with_reports(), face=ListedPair)
    first = waiting.with_reports().first()
    if first is None:
        return show_page(request, "counting/nothing_to_review", last=_last_answer(request))
    return _shown(request, first, waiting.count())


@login_required
def pair(request: HttpRequest, key: int, ending: str = "") -> HttpResponse:
    """One pair, also one that was answered."""
    found = access.rows(request.user, "see", "counting.Pair").with_reports().filter(pk=key).first()
    if found is None:
        raise Http404
    return _shown(request, found, _waiting(request).count())


def _shown(request: HttpRequest, found: Pair, waiting: int) -> HttpResponse:
    return show(
        request, "counting/review", found, face=ComparedPair,
        waiting=waiting, last=_last_answer(request), shortcuts=request.user.shortcuts,
    )  # fmt: skip


@login_required
@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Take one answer, and go on to the next pair."""
    found = access.one(request.user, "decide", "counting.Pair", pk=key)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return redirect("pair", key)
    try:
        acts.answer(request.user, found, **form.cleaned_data)
    except Refused as refusal:
        raise Http404 from refusal
    except Unfit as why:
        acts.set_apart(request.user, found)
        return _not_done(request, _("This answer could not be carried out"), str(why), found.pk)
    return redirect("review")


@login_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back this person's last answer, and show that pair again."""
    last = _last_answer(request)
    if last is None:
        return redirect("review")
    try:
        acts.undo(request.user, last.pair)
    except (acts.CannotUndo, Unfit) as why:
        title = _("This answer cannot be undone any more")
        return _not_done(request, title, str(why), last.pair_id)
    return redirect("pair", last.pair_id)


def _not_done(request: HttpRequest, title: str, sentence: str, pair: int) -> HttpResponse:
    return show_page(request, "counting/not_done", status=409, title=title, sentence=sentence, pair=pair)


def _last_answer(request: HttpRequest):
    return access.rows(request.user, "see", "counting.Decision").latest_of(request.user).first()

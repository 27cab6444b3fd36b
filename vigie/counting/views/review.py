"""The review: two reports side by side, and a person's answer."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vigie import access
from vigie.counting import acts
from vigie.counting.acts.reading import draw_if_due
from vigie.counting.beside import newest_sample
from vigie.counting.faces import ComparedPair, ListedPair
from vigie.counting.forms import AnswerForm
from vigie.counting.hanging import checked_at, what_hangs
from vigie.counting.models import Pair
from vigie.counting.views.readers import for_analysts
from vigie.counting.waiting import AT_MOST, counted, others_waiting
from vigie.ledger.act import Refused
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show, show_page


def _waiting(request: HttpRequest):
    return access.rows(request.user, "decide", Pair._meta.label).waiting_for(request.user)


@for_analysts
def review(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The pair whose answer is worth most, or the queue as data."""
    draw_if_due()
    waiting = _waiting(request)
    if ending:
        return show(request, "counting/review", waiting.with_reports(), face=ListedPair)
    first = waiting.with_reports().first()
    if first is None:
        others = others_waiting(request.user)
        return show_page(request, "counting/nothing_to_review", last=_last_answer(request), others=others)
    return _shown(request, first, is_first=True)


@for_analysts
def queue(request: HttpRequest) -> HttpResponse:
    """What the engine is unsure of: every pair that waits, what is worth most first."""
    waiting = _waiting(request)
    number = counted(waiting)
    return show(
        request, "counting/queue", waiting.with_reports(), face=ListedPair, waiting=number,
        is_more=number > AT_MOST,
    )  # fmt: skip


@login_required
def pair(request: HttpRequest, key: int, ending: str = "") -> HttpResponse:
    """One pair, also one that was answered."""
    found = access.rows(request.user, "see", "counting.Pair").with_reports().filter(pk=key).first()
    if found is None:
        raise Http404
    return _shown(request, found)


def _shown(request: HttpRequest, found: Pair, **more) -> HttpResponse:
    number = counted(_waiting(request))
    return show(
        request, "counting/review", found, face=ComparedPair, waiting=min(number, AT_MOST),
        is_more=number > AT_MOST, last=_last_answer(request), shortcuts=request.user.shortcuts,
        hangs=what_hangs(request.user, found), checked=checked_at(newest_sample(request.user), found),
        others=others_waiting(request.user), **more,
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

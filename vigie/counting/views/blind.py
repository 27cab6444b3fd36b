"""Reading blind: drawn pairs, pairs read a second time, and disputes between readers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vigie import access
from vigie.counting import acts
from vigie.counting.acts.reading import draw_if_due
from vigie.counting.faces import BlindPair, DisputedPair
from vigie.counting.forms import AnswerForm
from vigie.counting.views.readers import for_analysts
from vigie.ledger.act import Refused
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show, show_page


@for_analysts
def blind(request: HttpRequest) -> HttpResponse:
    """The next pair to be read without knowing what is thought of it."""
    draw_if_due()
    waiting = access.rows(request.user, "read", "counting.Question").blind_for(request.user)
    found, last = waiting.with_reports().first(), _last_reading(request)
    if found is None:
        return show_page(request, "counting/nothing_to_read", last=last)
    return show(
        request, "counting/blind", found, face=BlindPair, waiting=waiting.count(), last=last,
        shortcuts=request.user.shortcuts,
    )  # fmt: skip


@for_analysts
@require_POST
def read(request: HttpRequest, key: int) -> HttpResponse:
    """Take one reading, and go on to the next."""
    found = access.one(request.user, "read", "counting.Question", pk=key)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            acts.read(request.user, found, **form.cleaned_data)
        except Unfit as why:
            return _not_taken(request, str(why), "blind")
    return redirect("blind")


@for_analysts
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back this person's last reading; its pair comes again."""
    last = _last_reading(request)
    if last is not None:
        try:
            acts.take_back_reading(request.user, last.question)
        except Unfit as why:
            return _not_taken(request, str(why), "blind")
    return redirect("blind")


@for_analysts
def disputes(request: HttpRequest) -> HttpResponse:
    """The first pair about which two readers differ, with both answers, for coordination."""
    if access.role_of(request.user) != "coordinator":
        raise Http404
    waiting = access.rows(request.user, "settle", "counting.Question").disputed()
    found = waiting.with_reports().with_readings().first()
    if found is None:
        return show_page(request, "counting/nothing_to_settle")
    return show(
        request, "counting/dispute", found, face=DisputedPair, waiting=waiting.count(),
        shortcuts=request.user.shortcuts,
    )  # fmt: skip


@for_analysts
@require_POST
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """Take the third person's answer, and go on."""
    found = access.one(request.user, "settle", "counting.Question", pk=key)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            acts.settle(request.user, found, **form.cleaned_data)
        except Refused as refusal:
            raise Http404 from refusal
        except Unfit as why:
            return _not_taken(request, str(why), "disputes")
    return redirect("disputes")


def _not_taken(request: HttpRequest, sentence: str, onward: str) -> HttpResponse:
    title = _("This answer could not be carried out")
    return show_page(request, "counting/not_done", status=409, title=title, sentence=sentence, onward=onward)


def _last_reading(request: HttpRequest):
    own = access.rows(request.user, "see", "counting.Reading").filter(settles=False)
    return own.latest_of(request.user).select_related("question").first()

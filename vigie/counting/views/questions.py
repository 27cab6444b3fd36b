"""The organisation's questions, and what is done about one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vigie import access
from vigie.counting import acts
from vigie.counting.faces import ListedInquiry
from vigie.counting.overlaps import limits
from vigie.counting.overlaps.panel import faced, questions_of
from vigie.monitoring.models import Report
from vigie.monitoring.unfit import Unfit
from vigie.web.show import show, show_page

DOINGS = {"withdraw": acts.withdraw_question, "agree": acts.agree, "close": acts.close}


@login_required
def questions(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Every question that the organisation has asked, newest first."""
    if access.role_of(request.user) not in access.ANALYSTS:
        raise Http404
    asked = faced(questions_of(request.user).newest_first())
    return show(request, "counting/questions", asked, face=ListedInquiry, **limits.IN_WORDS)


@login_required
@require_POST
def ask(request: HttpRequest, uuid) -> HttpResponse:
    """Ask about a report of one's own."""
    report: Report = access.one(request.user, "ask", "monitoring.Report", uuid=uuid)
    try:
        acts.ask(request.user, report)
    except Unfit as why:
        return _not_done(request, str(why), report)
    return redirect("report", report.uuid)


@login_required
@require_POST
def answer(request: HttpRequest, uuid, name: str) -> HttpResponse:
    """Withdraw a question, agree to open, or close again."""
    doing = DOINGS.get(name)
    if doing is None:
        raise Http404
    question = access.one(request.user, doing.verb, "counting.Inquiry", uuid=uuid)
    try:
        doing(request.user, question)
    except Unfit as why:
        return _not_done(request, str(why), question.report)
    return redirect("report", question.report.uuid)


def _not_done(request: HttpRequest, sentence: str, report: Report) -> HttpResponse:
    return show_page(
        request, "counting/question_not_done", status=409, title=_("This cannot be done now"),
        sentence=sentence, uuid=report.uuid,
    )  # fmt: skip

"""Visits, and how surveys were answered."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vigie import access
from vigie.fieldwork.counting import distribution, listed
from vigie.fieldwork.faces import CountedAnswer, ListedSurvey, ListedVisit, ShownVisit
from vigie.fieldwork.filing import survey_series
from vigie.fieldwork.models import KINDS
from vigie.fieldwork.wording import wording_of
from vigie.web.show import show

READERS = ("monitor", *access.ANALYSTS, *access.OVERSEERS)
COUNTERS = (*access.ANALYSTS, *access.OVERSEERS)


def visits(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Visits, newest first; a monitor's own."""
    _only(request, READERS)
    kind = request.GET.get("kind", "")
    found = access.rows(request.user, "see", "fieldwork.Visit").current().of_kind(kind)
    kinds = [(code, str(name)) for code, name in KINDS]
    return show(
        request,
        "fieldwork/visits",
        found.for_reading().newest_first(),
        face=ListedVisit,
        kinds=kinds,
        kind=kind,
    )


@require_safe
def visit(request: HttpRequest, uuid, ending: str = "") -> HttpResponse:
    """One visit."""
    row = access.one(request.user, "see", "fieldwork.Visit", uuid=uuid)
    shown = ShownVisit.worded(row, wording_of([row.series]))
    return show(request, "fieldwork/visit", shown, face=ShownVisit)


def surveys(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Surveys, and how many answers there are."""
    _only(request, COUNTERS)
    found = access.rows(request.user, "see", "fieldwork.SurveyAnswer").by_survey()
    return show(request, "fieldwork/surveys", listed(found), face=ListedSurvey)


def survey(request: HttpRequest, survey: str, ending: str = "") -> HttpResponse:
    """How the questions of one survey were answered."""
    found = access.rows(request.user, "see", "fieldwork.SurveyAnswer").of_survey(survey)
    counted = distribution(found.distribution(), wording_of([survey_series(survey)]))
    if not counted:
        raise Http404
    by_question = [(words, list(each)) for words, each in groupby(counted, key=lambda row: row.question)]
    title = _("Survey “%(name)s”") % {"name": survey}
    return show(
        request,
        "fieldwork/survey",
        counted,
        face=CountedAnswer,
        by_question=by_question,
        title=title,
        survey=survey,
    )


def _only(request: HttpRequest, roles: tuple[str, ...]) -> None:
    if access.role_of(request.user) not in roles:
        raise Http404

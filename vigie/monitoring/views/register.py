"""The register: its list, its map and its trend, all of the same question."""

from __future__ import annotations

from dataclasses import dataclass

from csp.decorators import csp_update
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vigie import access
from vigie.monitoring.effort import Scope, beside_effort, effort_of
from vigie.monitoring.faces import CountedArea, CountedStep
from vigie.monitoring.forms import RegisterFilter
from vigie.monitoring.listing import listed_for
from vigie.monitoring.mapping import LEVELS, map_of
from vigie.monitoring.oversight import filter_for, oversees
from vigie.monitoring.trending import step_name, trend_of
from vigie.monitoring.views.readers import for_readers
from vigie.web.pictures.drawing import STYLE_HASH, Picture
from vigie.web.show import show
from vigie.web.sureness import beside
from vigie.web.words import number

IN_FOUR = ("country", "state", "first", "last")  # the filters that are always in sight


@dataclass(frozen=True)
class Question:
    """What was asked: the filter, what may be seen, and what of it was found."""

    filter: RegisterFilter
    seen: QuerySet
    found: QuerySet
    overseer: bool
    scope: Scope


def _asked(request: HttpRequest) -> Question:
    actor = request.user
    asked = filter_for(actor, request.GET)
    seen = access.rows(actor, "see", "monitoring.Incident").live()
    found = asked.narrow(seen)
    given = asked.cleaned_data if asked.is_valid() else {}
    scope = Scope.of(given.get("country") or "", given.get("area"))
    return Question(asked, seen, found, oversees(actor), scope)


@for_readers
def register(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Incidents, with filters; as data under the same address with an ending."""
    asked = _asked(request)
    rows, face = listed_for(request.user, asked.found)
    how_sure = [effort_of(request.user, asked.scope), *beside(request.user, asked.found)]
    around = {} if ending else _around(asked)
    return show(request, "monitoring/register", rows, face=face, how_sure=how_sure, **around)


def _around(asked: Question) -> dict:
    states = asked.found.counted_by_state()
    total = sum(states.values())
    active = asked.filter.active() if asked.filter.is_valid() else []
    helps = asked.filter.when_nothing_found(asked.seen) if not total and asked.filter.is_valid() else []
    return {
        "total": total,
        "states": _in_words(states),
        "asked": asked.filter,
        "in_sight": [asked.filter[name] for name in IN_FOUR],
        "further": [field for field in asked.filter if field.name not in IN_FOUR],
        "is_open": any(name not in IN_FOUR for name in (*asked.filter.errors, *(a.name for a in active))),
        "active": active,
        "helps": helps,
        "overseer": asked.overseer,
    }


def _in_words(states: dict[str, int]) -> str:
    """ "210 corroborated, 98 candidates, 10 contested"."""
    phrases = {
        "corroborated": ngettext("%(n)s corroborated", "%(n)s corroborated", states.get("corroborated", 0)),
        "contested": ngettext("%(n)s contested", "%(n)s contested", states.get("contested", 0)),
        "candidate": ngettext("%(n)s candidate", "%(n)s candidates", states.get("candidate", 0)),
        "refuted": ngettext("%(n)s refuted", "%(n)s refuted", states.get("refuted", 0)),
        "draft": ngettext("%(n)s draft", "%(n)s drafts", states.get("draft", 0)),
    }
    said = [phrase % {"n": number(states[code])} for code, phrase in phrases.items() if states.get(code)]
    return ", ".join(said)


@for_readers
def map_page(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The map with its figures; by area as CSV, XLSX or GeoJSON."""
    level = _level(request)
    asked = _asked(request)
    drawn = map_of(request.user, asked.found, level)
    return show(
        request, "monitoring/map", drawn.rows, face=CountedArea, picture=drawn.picture, level=level,
        not_placed=drawn.not_placed, total=asked.found.count_known(), active=asked.filter.active(),
        how_sure=[effort_of(request.user, asked.scope), *beside(request.user, asked.found)],
    )  # fmt: skip


def _level(request: HttpRequest) -> int:
    said = request.GET.get("level", "")
    return int(said) if said in map(str, LEVELS) else LEVELS[-1]


@for_readers
def trends(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Incidents over time, with their figures."""
    asked = _asked(request)
    drawn = trend_of(request.user, asked.found, asked.scope, by_week=not asked.overseer)
    effort = [beside_effort(drawn.effort, drawn.reading)] if drawn.picture else []
    return show(
        request, "monitoring/trends", drawn.steps, face=CountedStep, picture=drawn.picture,
        steps=[(step_name(step.first, drawn.unit), step) for step in reversed(drawn.steps)],
        by_days=any(step.days is not None for step in drawn.steps), effort=drawn.effort,
        unit=drawn.unit, not_placed=drawn.not_placed, silent=drawn.silent, active=asked.filter.active(),
        total=asked.found.count_known(), how_sure=[*effort, *beside(request.user, asked.found)],
    )  # fmt: skip


let_style_in = csp_update({"style-src": [STYLE_HASH]})


@require_safe
@for_readers
@let_style_in
def map_picture(request: HttpRequest) -> HttpResponse:
    """The map alone, so that the list need not wait for it."""
    return _picture(map_of(request.user, _asked(request).found, _level(request)).picture)


@require_safe
@for_readers
@let_style_in
def trend_picture(request: HttpRequest) -> HttpResponse:
    """The trend alone."""
    asked = _asked(request)
    drawn = trend_of(request.user, asked.found, asked.scope, by_week=not asked.overseer)
    return _picture(drawn.picture)


def _picture(picture: Picture | None) -> HttpResponse:
    drawn = picture or Picture("", 340, 8, "")
    return HttpResponse(drawn.file, content_type="image/svg+xml; charset=utf-8")

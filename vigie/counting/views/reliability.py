"""How the engine has been doing: for everybody, with all that the figures rest on."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from vigie import access
from vigie.counting.faces import ClassRead, MonthRead, Performance, StratumRead
from vigie.counting.hanging import at_stake
from vigie.counting.learning import last_learning
from vigie.counting.picturing import pictures_of
from vigie.counting.views.readers import for_analysts
from vigie.counting.waiting import AT_MOST, counted
from vigie.web.show import show, show_page

MONTHS = 24


def _samples(request: HttpRequest) -> list:
    return list(access.rows(request.user, "see", "counting.Sample").newest_first()[:MONTHS])


def reliability(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Precision, recall and agreement, now and over time; as data, month by month."""
    samples = _samples(request)
    if ending:
        return show(request, "counting/reliability", samples, face=MonthRead)
    found = Performance.of(samples)
    if access.role_of(request.user) not in access.ANALYSTS:
        found = replace(found, strata=(), confusion=None)  # they count pairs of the register
    return show_page(
        request, "counting/reliability", it=found, pictures=pictures_of(found),
        learning=last_learning(request.user), waits=_waits(request.user),
    )  # fmt: skip


def _waits(actor) -> dict | None:
    """How many pairs wait for this person, and what their answers could change."""
    if access.role_of(actor) not in access.ANALYSTS:
        return None
    waiting = access.rows(actor, "decide", "counting.Pair").waiting_for(actor)
    number = counted(waiting)
    return {"number": min(number, AT_MOST), "is_more": number > AT_MOST, **at_stake(waiting)}


@for_analysts
def strata(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The kinds of pairs from which the sample is drawn, as data; how many there are is for analysts."""
    return _table(request, "strata", StratumRead)


def classes(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Stated probability against what people found, as data."""
    return _table(request, "bins", ClassRead)


def _table(request: HttpRequest, name: str, face) -> HttpResponse:
    samples = _samples(request)
    rows = samples[0].pooled.get(name, []) if samples else []
    return show(request, f"counting/{name}", rows, face=face)

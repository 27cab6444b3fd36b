"""How many incidents nobody reported: what is estimated, on what it rests, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from vigie import access
from vigie.counting import figures
from vigie.counting.faces import CombinedLists, EstimatedModel, EstimatedStratum
from vigie.counting.faces.estimate import assumptions, lede, list_names
from vigie.counting.showing import Shown
from vigie.web.show import show, show_page

READERS = (*access.ANALYSTS, *access.OVERSEERS)


def for_estimates(view: Callable) -> Callable:
    """Absent to roles that read no estimates, and to analysts of organisations outside the platform."""

    @wraps(view)
    @login_required
    def reading(request: HttpRequest, *arguments, **named) -> HttpResponse:
        if (
            access.role_of(request.user) not in READERS
            or access.of_the_platform(request.user) == access.NOBODY
        ):
            raise Http404
        return view(request, *arguments, **named)

    return reading


@for_estimates
def estimates(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Observed against estimated: the whole, over time, by area and by type."""
    shown = Shown.to(request.user, "period", "area", "type")
    if shown is None:
        return _none_yet(request, ending, EstimatedStratum)
    strata = [shown.whole, *(each for kind in shown.strata.values() for each in kind)]
    by_kind = {kind: [EstimatedStratum.of(each) for each in found] for kind, found in shown.strata.items()}
    whole = EstimatedStratum.of(shown.whole)
    return show(
        request, "counting/estimates", strata, face=EstimatedStratum, whole=whole, by_kind=by_kind,
        lede=lede(whole, len(shown.run.lists)), made=shown.run.ended_at,
        overview=figures.overview(shown), times=figures.over_time(by_kind["period"]),
        places=figures.by_area(by_kind["area"]), assumptions=assumptions(shown.run),
        area_effort=any(each.effort is not None for each in by_kind["area"]),
    )  # fmt: skip


@for_estimates
def combinations(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Which organisations hold the same incidents, each from an origin of its own."""
    shown = Shown.to(request.user)
    if shown is None:
        return _none_yet(request, ending, CombinedLists)
    found, names = shown.combinations(), list_names(shown.run.lists)
    return show(
        request, "counting/combinations", [(names, each) for each in found], face=CombinedLists,
        picture=figures.combinations(names, found), lists=names, made=shown.run.ended_at,
        observed=sum(each.count for each in found), shared=sum(e.count for e in found if len(e.members) > 1),
        told=bool(found),
    )  # fmt: skip


@for_estimates
def models(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The statistician's page: every model on the whole register, and every stratum with its verdict."""
    shown = Shown.to(request.user, "period", "area", "type", "cell", "pool")
    if shown is None:
        return _none_yet(request, ending, EstimatedStratum)
    strata = [each for kind in shown.strata.values() for each in kind]
    if ending:
        return show(request, "counting/models", [shown.whole, *strata], face=EstimatedStratum)
    by_kind = {kind: [EstimatedStratum.of(each) for each in found] for kind, found in shown.strata.items()}
    return show_page(
        request, "counting/models", it=EstimatedModel.of(shown.whole), run=figures.run(shown), by_kind=by_kind,
        refused=sum(each.estimate.verdict == "refused" for each in strata), of_all=len(strata),
        assumptions=assumptions(shown.run),
    )  # fmt: skip


@for_estimates
def stratum(request: HttpRequest, key: int) -> HttpResponse:
    """The statistician's page of one stratum."""
    shown = Shown.to(request.user, "period", "area", "type", "cell", "pool")
    all_of_it = (shown.whole, *(e for kind in shown.strata.values() for e in kind)) if shown else ()
    found = [each for each in all_of_it if each.estimate.pk == key]
    if not found:
        raise Http404
    return show_page(
        request, "counting/models", it=EstimatedModel.of(found[0]), run=figures.run(shown),
        assumptions=assumptions(shown.run),
    )  # fmt: skip


def _none_yet(request: HttpRequest, ending: str, face) -> HttpResponse:
    if ending:
        return show(request, "counting/no_estimate", [], face=face)
    return show_page(request, "counting/no_estimate")

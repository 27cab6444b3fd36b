"""The pages of places: the list of areas, the search, one area."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vigie import access
from vigie.places import gazetteer, sketch
from vigie.places.faces import AreaPage, FoundPlace, GenerationChoice, ListedArea
from vigie.places.models import Area, Generation
from vigie.places.words import country_name
from vigie.web.show import show

HITS = 20
LEVELS = ("1", "2", "3")


@require_safe
def places(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Areas of the generation chosen, or of today: countries and regions, or one level."""
    generations = access.rows(request.user, "see", "places.Generation").newest_first()
    asked = request.GET
    found = _narrowed(access.rows(request.user, "see", "places.Area"), asked, generations)
    found = found.for_listing() if ending != "geojson" else found.with_outlines()
    return show(
        request, "places/places", found.in_order(), face=ListedArea, asked=asked, total=found.count(),
        generations=[GenerationChoice.of(each) for each in generations],
        countries=_countries(generations),
    )  # fmt: skip


def _narrowed(areas: QuerySet, asked, generations: QuerySet) -> QuerySet:
    chosen = asked.get("generation", "")
    areas = areas.filter(generation=int(chosen)) if _is_one(chosen, generations) else areas.current()
    if asked.get("country"):
        areas = areas.of_country(asked["country"])
    return (
        areas.filter(level=int(asked["level"]))
        if asked.get("level") in LEVELS
        else areas.filter(level__lte=1)
    )


def _is_one(key: str, generations: QuerySet) -> bool:
    return key.isdecimal() and len(key) < 10 and generations.filter(pk=int(key)).exists()


def _countries(generations: QuerySet[Generation]) -> list[tuple[str, str]]:
    codes = sorted({generation.country for generation in generations})
    return [(code, country_name(code)) for code in codes]


@require_safe
def search(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Places whose name is like what was typed."""
    text = request.GET.get("q", "").strip()
    country = request.GET.get("country", "")
    hits = gazetteer.search(text, country=country or None, limit=HITS)
    generations = access.rows(request.user, "see", "places.Generation")
    return show(
        request, "places/search", hits, face=FoundPlace, text=text, asked=request.GET,
        countries=_countries(generations),
    )  # fmt: skip


@require_safe
def area(request: HttpRequest, pcode: str, ending: str = "") -> HttpResponse:
    """One area: its names, what it lies in, what lies in it, and what it was in other generations."""
    if ending not in ("", "json"):
        raise Http404
    found = _area(request, pcode)
    around = sketch.around(found)
    return show(request, "places/area", found, face=AreaPage, picture=around.picture,
                neighbours=around.neighbours)  # fmt: skip


def _area(request: HttpRequest, pcode: str) -> Area:
    """The area of this code: of the generation that is asked for, or of the newest that has it."""
    coded = access.rows(request.user, "see", "places.Area").coded(pcode)
    asked = request.GET.get("generation", "")
    if asked.isdecimal() and len(asked) < 10:
        coded = coded.filter(generation=int(asked))
    found = coded.for_reading().first()
    if found is None:
        raise Http404
    return found

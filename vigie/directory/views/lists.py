"""The lists: organisations, people, posts, units; and all of them as Popolo."""

from __future__ import annotations

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from vigie import access
from vigie.core.standards import plain
from vigie.directory import popolo, wording
from vigie.directory.faces import ListedOrganisation, ListedPerson, ListedPost, ListedUnit
from vigie.web.show import show


def organisations(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Organisations by kind and country."""
    _no_map(ending)
    seen = access.rows(request.user, "see", "directory.Organisation")
    found = _narrowed(request, seen, "classification").by_kind()
    kinds = seen.values_list("classification", flat=True)
    return show(
        request, "directory/directory", found, face=ListedOrganisation, total=found.count(),
        kinds=_choices(kinds, wording.organisation_kind), countries=_countries(seen),
        parts=_parts(request.user), asked=request.GET,
    )  # fmt: skip


def people(request: HttpRequest, ending: str = "") -> HttpResponse:
    """People in public office or command, by name."""
    _no_map(ending)
    seen = _open(request.user, "directory.Person")
    memberships = access.rows(request.user, "see", "directory.Membership").select_related("organisation")
    commands = access.rows(request.user, "see", "directory.Command").select_related("unit")
    found = _named(request, seen).order_by("name", "pk")
    return show(
        request, "directory/people",
        found.prefetch_related(Prefetch("memberships", memberships), Prefetch("commands", commands)),
        face=ListedPerson, total=found.count(), parts=_parts(request.user), asked=request.GET,
    )  # fmt: skip


def posts(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Posts, by name."""
    _no_map(ending)
    seen = _open(request.user, "directory.Post").select_related("organisation", "unit")
    found = seen.order_by("label", "pk")
    return show(
        request, "directory/posts", found, face=ListedPost, total=found.count(), parts=_parts(request.user),
        asked=request.GET,
    )  # fmt: skip


def units(request: HttpRequest, ending: str = "") -> HttpResponse:
    """Units of security forces, by country and name."""
    _no_map(ending)
    seen = _open(request.user, "directory.Unit")
    found = _narrowed(request, seen, "kind").order_by("country", "name", "pk")
    return show(
        request, "directory/units", found, face=ListedUnit, total=found.count(),
        kinds=_choices(seen.values_list("kind", flat=True), wording.unit_kind), countries=_countries(seen),
        parts=_parts(request.user), asked=request.GET,
    )  # fmt: skip


@require_safe
def as_popolo(request: HttpRequest) -> HttpResponse:
    """Everything that this visitor may see, as Popolo JSON."""
    data = popolo.export(request.user)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _no_map(ending: str) -> None:
    """The directory has no places of its own, so that no map file can be asked for."""
    if ending == "geojson":
        raise Http404


def _open(actor, label: str) -> QuerySet:
    """The rows of a list, or absence where the law leaves this visitor none, however many there are."""
    if not _opens(actor, label):
        raise Http404
    return access.rows(actor, "see", label)


def _opens(actor, label: str) -> bool:
    try:
        access.rows(actor, "see", label).query.sql_with_params()
    except EmptyResultSet:
        return False
    return True


def _parts(actor) -> dict[str, int]:
    """The lists that this visitor may open, each with its length."""
    labels = {"people": "Person", "posts": "Post", "units": "Unit"}
    return {
        name: access.rows(actor, "see", f"directory.{label}").count()
        for name, label in labels.items()
        if _opens(actor, f"directory.{label}")
    }


def _named(request: HttpRequest, found: QuerySet) -> QuerySet:
    """Those whose names hold the words asked for, whatever the accents and capitals."""
    words = plain(request.GET.get("q", ""))
    if not words:
        return found
    # Some hundreds of names: read, they forgive accents on both databases.
    names = found.values_list("pk", "name", "other_names")
    return found.filter(
        pk__in=[key for key, name, other in names if words in plain(" ".join([name, *other]))]
    )


def _narrowed(request: HttpRequest, found: QuerySet, kind: str) -> QuerySet:
    """By the words, kind and country asked for."""
    found = _named(request, found)
    if asked := request.GET.get("kind"):
        found = found.filter(**{kind: asked})
    if asked := request.GET.get("country"):
        found = found.filter(country=asked)
    return found


def _choices(codes, word) -> list[tuple[str, str]]:
    return sorted(((code, word(code)) for code in set(codes)), key=lambda each: each[1])


def _countries(found: QuerySet) -> list[tuple[str, str]]:
    counted = found.exclude(country="").values("country").annotate(n=Count("pk")).order_by("country")
    return [(each["country"], wording.country(each["country"])) for each in counted]

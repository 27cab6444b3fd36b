"""Answer as a page, as the fragment that HTMX swaps, or as data, without the view asking which."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from vigie.ledger.models import Node
from vigie.web import tables
from vigie.web.paging import page_of
from vigie.web.sureness import notes_of

ROWS_OF_JSON = 500
# Parts of an address that say where one is in a list, not what the list is of.
NOT_FILTERS = ("after", "next")


def show(request: HttpRequest, name: str, found, *, face, status: int = 200, **more) -> HttpResponse:
    """Show `found` (a QuerySet or one object) through `face`.

    `name` is a template without suffix ("monitoring/register"); its fragment is the same with an underscore
    before the last part. `face.of(row)` makes what is shown; a page never holds a model. The ending of the
    address (".json", ".csv", ".xlsx", ".geojson") asks for the same rows as data. A table of few rows that
    no QuerySet holds may come as a list. An ending that these rows have no form for is absent: a map file of
    what has no place, a table of one thing. `how_sure` (`sureness.beside`) goes into the files too.
    """
    ending = request.resolver_match.kwargs.get("ending", "") if request.resolver_match else ""
    if isinstance(found, QuerySet | list):
        if ending == "geojson" and not hasattr(face, "geometry"):
            raise Http404
        if ending and ending != "json":
            return _table(request, name, found, face, ending, notes_of(more.get("how_sure", [])))
        return _list(request, name, found, face, status, ending, more)
    if ending not in ("", "json"):
        raise Http404
    faced = face.of(found)
    if ending == "json":
        return _json(as_data(faced))
    return _rendered(request, name, {"it": faced, **more}, status)


def show_page(request: HttpRequest, name: str, *, status: int = 200, **more) -> HttpResponse:
    """A page that has no rows of its own: a form, a text."""
    return _rendered(request, name, more, status)


def _list(request, name, found, face, status, ending, more) -> HttpResponse:
    after = request.GET.get("after")
    notes = [list(note) for note in notes_of(more.get("how_sure", []))]
    said = {"notes": notes} if notes else {}
    if isinstance(found, list):
        items = [face.of(row) for row in found]
        if ending == "json":
            return _json({**said, "items": [as_data(each) for each in items], "after": ""})
        return _rendered(request, name, {"items": items, **more}, status)
    if ending == "json":
        page = page_of(found, after, face, ROWS_OF_JSON)
        return _json({**said, "items": [as_data(each) for each in page.items], "after": page.after})
    return _rendered(request, name, {"page": page_of(found, after, face), **more}, status)


def _json(data: dict) -> JsonResponse:
    """Data that says, on a fictional node, that it is invented."""
    said = {"notice": _("Fictional data"), **data} if Node.here().fictional else data
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    patch_vary_headers(response, ["Cookie"])
    return response


def _rendered(request, name, context, status) -> HttpResponse:
    room, _slash, last = name.rpartition("/")
    swapped = getattr(request, "htmx", None) and not request.htmx.boosted
    # A page without a fragment is swapped whole.
    template = [f"{room}/_{last}.html", f"{name}.html"] if swapped else f"{name}.html"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def _table(request, name, found, face, ending, notes) -> StreamingHttpResponse:
    filters = tuple((key, value) for key, value in request.GET.items() if value and key not in NOT_FILTERS)
    return as_file(found, face, ending, stem=name.rpartition("/")[2], filters=filters, notes=notes)


def as_file(
    found: QuerySet | list,
    face,
    ending: str,
    *,
    stem: str,
    filters: tuple[tuple[str, str], ...] = (),
    notes: tuple[tuple[str, str], ...] = (),
) -> StreamingHttpResponse:
    """`found` through `face` as "csv", "xlsx" or "geojson", named after `stem`. For pages and for commands.

    `notes` (label, sentence) stand in XLSX and GeoJSON; a table in CSV has no room for them.
    """
    fictional = Node.here().fictional
    sheet = tables.Sheet(
        stem=f"FICTIF-{stem}" if fictional else stem,
        expected=len(found) if isinstance(found, list) else found.count(),
        filters=filters,
        notice=_("Fictional data") if fictional else "",
        notes=notes,
    )
    return tables.download(ending, sheet, face, _faces(found, face))


def _faces(found, face) -> Iterable:
    rows = found if isinstance(found, list) else found.iterator(chunk_size=2000)
    for row in rows:
        yield face.of(row)


def as_data(faced) -> dict:
    """A face as plain data, with the faces in it; names that begin with an underscore stay on the page."""
    return {
        field.name: _data(getattr(faced, field.name))
        for field in dataclasses.fields(faced)
        if not field.name.startswith("_")
    }


def _data(value):
    if dataclasses.is_dataclass(value):
        return as_data(value)
    if isinstance(value, list | tuple):
        return [_data(each) for each in value]
    return value

"""Answer as a page, as the fragment that HTMX swaps, or as data, without the view asking which."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from vigie.ledger.models import Node
from vigie.web import tables
from vigie.web.paging import page_of

ROWS_OF_JSON = 500


def show(request: HttpRequest, name: str, found, *, face, status: int = 200, **more) -> HttpResponse:
    """Show `found` (a QuerySet or one object) through `face`.

    `name` is a template without suffix ("monitoring/register"); its fragment is the same with an underscore
    before the last part. `face.of(row)` makes what is shown; a page never holds a model. The ending of the
    address (".json", ".csv", ".xlsx", ".geojson") asks for the same rows as data.
    """
    ending = request.resolver_match.kwargs.get("ending", "") if request.resolver_match else ""
    if isinstance(found, QuerySet):
        if ending and ending != "json":
            return _table(request, name, found, face, ending)
        return _list(request, name, found, face, status, ending, more)
    faced = face.of(found)
    if ending == "json":
        return JsonResponse(as_data(faced), json_dumps_params={"ensure_ascii": False})
    return _rendered(request, name, {"it": faced, **more}, status)


def show_page(request: HttpRequest, name: str, *, status: int = 200, **more) -> HttpResponse:
    """A page that has no rows of its own: a form, a text."""
    return _rendered(request, name, more, status)


def _list(request, name, found, face, status, ending, more) -> HttpResponse:
    page = page_of(found, request.GET.get("after"), face)
    if ending == "json":
        data = {"items": [as_data(each) for each in page.items], "after": page.after}
        return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    return _rendered(request, name, {"page": page, **more}, status)


def _rendered(request, name, context, status) -> HttpResponse:
    room, _, last = name.rpartition("/")
    swapped = getattr(request, "htmx", None) and not request.htmx.boosted
    template = f"{room}/_{last}.html" if swapped else f"{name}.html"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def _table(request, name, found, face, ending) -> StreamingHttpResponse:
    node = Node.here()
    stem = name.rpartition("/")[2]
    stem = f"FICTIF-{stem}" if node.fictional else stem
    return tables.download(ending, stem, face, _faces(found, face), fictional=node.fictional)


def _faces(found: QuerySet, face) -> Iterable:
    for row in found.iterator(chunk_size=2000):
        yield face.of(row)


def as_data(faced) -> dict:
    """A face as plain data; names that begin with an underscore stay on the page."""
    return {
        field.name: getattr(faced, field.name)
        for field in dataclasses.fields(faced)
        if not field.name.startswith("_")
    }

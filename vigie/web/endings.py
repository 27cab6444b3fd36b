"""The endings that ask an address for its rows as data."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import URLPattern, path, register_converter
from django.views.decorators.http import require_safe


class Ending:
    """ "" (the page), ".json", ".csv", ".xlsx" or ".geojson", given to the view without its dot."""

    regex = r"(?:\.(?:json|csv|xlsx|geojson))?"

    def to_python(self, value: str) -> str:
        return value.removeprefix(".")

    def to_url(self, value: str) -> str:
        return f".{value}" if value else ""


register_converter(Ending, "ending")


def with_data(route: str, view: Callable, name: str) -> list[URLPattern]:
    """A page and, under the same name, its rows as data: reversing without an ending gives the page.

    Both are only read.
    """
    view = require_safe(view)
    return [path(route, view, name=name), path(f"{route}<ending:ending>", view, name=name)]

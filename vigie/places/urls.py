"""The addresses of this room."""

from __future__ import annotations

from django.urls import path, register_converter

from vigie.places import views
from vigie.web.masthead import within


class Code:
    """A P-code."""

    regex = "[A-Za-z0-9_-]{1,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(Code, "pcode")

urlpatterns = [
    path("lieux", views.places, name="places"),
    path("lieux<ending:ending>", views.places, name="places"),
    path("lieux/recherche", views.search, name="place-search"),
    path("lieux/recherche<ending:ending>", views.search, name="place-search"),
    path("lieux/<pcode:pcode>", views.area, name="area"),
    path("lieux/<pcode:pcode><ending:ending>", views.area, name="area"),
]

within("places", "area", "place-search")

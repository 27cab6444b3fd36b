"""The addresses of this room."""

from __future__ import annotations

from vigie.parliament.urls import paper, sitting

urlpatterns = [*sitting.urlpatterns, *paper.urlpatterns]

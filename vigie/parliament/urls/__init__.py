"""The addresses of this room."""

from __future__ import annotations

from vigie.parliament.urls import paper, sitting, visits

urlpatterns = [*sitting.urlpatterns, *paper.urlpatterns, *visits.urlpatterns]

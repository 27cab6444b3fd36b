"""The addresses of this room."""

from __future__ import annotations

from vigie.parliament.urls import framework, paper, sitting, visits

urlpatterns = [*sitting.urlpatterns, *paper.urlpatterns, *framework.urlpatterns, *visits.urlpatterns]

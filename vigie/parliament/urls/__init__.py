"""The addresses of this room."""

from __future__ import annotations

from vigie.parliament.urls import sitting

urlpatterns = [*sitting.urlpatterns]

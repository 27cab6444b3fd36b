"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.intake import views

urlpatterns = [
    path("imports", views.imports, name="imports"),
    path("imports<ending:ending>", views.imports, name="imports"),
    path("imports/nouveau", views.import_new, name="import-new"),
    path("imports/<uuid:uuid>", views.import_run, name="import-run"),
    path("imports/<uuid:uuid><ending:ending>", views.import_run, name="import-run"),
]

"""The addresses of this room."""

from __future__ import annotations

from django.urls import include, path

from vigie.intake.views import imports as views
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("imports", views.imports, "imports"),
    path("imports/nouveau", views.import_new, name="import-new"),
    *with_data("imports/<uuid:uuid>", views.import_run, "import-run"),
    path("odk/", include("vigie.intake.openrosa_urls")),
    path("remplir", include("vigie.intake.webform_urls")),
]

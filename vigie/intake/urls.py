"""The addresses of this room."""

from __future__ import annotations

from django.urls import include, path

from vigie.intake.views import imports as views
from vigie.intake.views import sms
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("imports", views.imports, "imports"),
    path("imports/nouveau", views.import_new, name="import-new"),
    *with_data("imports/<uuid:uuid>", views.import_run, "import-run"),
    path("sms/kannel", sms.kannel, name="sms-kannel"),
    path("sms/http", sms.http, name="sms-http"),
    path("odk/", include("vigie.intake.openrosa_urls")),
]

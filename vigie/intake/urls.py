"""The addresses of this room."""

from __future__ import annotations

from django.urls import include, path

from vigie.intake.views import forms, sms
from vigie.intake.views import imports as views
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("imports", views.imports, "imports"),
    path("imports/nouveau", views.import_new, name="import-new"),
    *with_data("imports/<uuid:uuid>", views.import_run, "import-run"),
    *with_data("formulaires", forms.forms, "forms"),
    path("formulaires/nouveau", forms.form_new, name="form-new"),
    path("formulaires/du-projet", forms.form_take_up, name="form-take-up"),
    *with_data("formulaires/<uuid:uuid>", forms.form, "form"),
    path("formulaires/<uuid:uuid>/<int:number>/xlsform", forms.form_sheet, name="form-sheet"),
    path("formulaires/<uuid:uuid>/<int:number>/xform", forms.form_xml, name="form-xml"),
    path("formulaires/<uuid:uuid>/<int:number>/phrases", forms.form_prompts, name="form-prompts"),
    path("formulaires/<uuid:uuid>/remplisseurs", forms.form_fillers, name="form-fillers"),
    path("formulaires/<uuid:uuid>/<int:number>/<slug:doing>", forms.form_do, name="form-do"),
    path("sms/kannel", sms.kannel, name="sms-kannel"),
    path("sms/http", sms.http, name="sms-http"),
    path("odk/", include("vigie.intake.openrosa_urls")),
]

"""The addresses of forms, for those who answer for them."""

from __future__ import annotations

from django.urls import path

from vigie.intake.views import forms
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("formulaires", forms.forms, "forms"),
    path("formulaires/nouveau", forms.form_new, name="form-new"),
    path("formulaires/du-projet", forms.form_take_up, name="form-take-up"),
    *with_data("formulaires/<uuid:uuid>", forms.form, "form"),
    path("formulaires/<uuid:uuid>/<int:number>/xlsform", forms.form_sheet, name="form-sheet"),
    path("formulaires/<uuid:uuid>/<int:number>/xform", forms.form_xml, name="form-xml"),
    path("formulaires/<uuid:uuid>/<int:number>/phrases", forms.form_prompts, name="form-prompts"),
    path("formulaires/<uuid:uuid>/remplisseurs", forms.form_fillers, name="form-fillers"),
    path("formulaires/<uuid:uuid>/<int:number>/<slug:doing>", forms.form_do, name="form-do"),
]

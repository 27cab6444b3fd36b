"""The addresses of forms, for those who answer for them."""

from __future__ import annotations

from django.urls import path, register_converter

from vigie.intake.views import downloads, forms
from vigie.web.endings import with_data
from vigie.web.masthead import within


class Kind:
    """As which file the records of a form are asked for."""

    regex = "csv|xlsx|zip"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Kind, "kind")

urlpatterns = [
    *with_data("formulaires", forms.forms, "forms"),
    path("formulaires/nouveau", forms.form_new, name="form-new"),
    path("formulaires/du-projet", forms.form_take_up, name="form-take-up"),
    *with_data("formulaires/<uuid:uuid>", forms.form, "form"),
    path("formulaires/<uuid:uuid>/<int:number>/xlsform", forms.form_sheet, name="form-sheet"),
    path("formulaires/<uuid:uuid>/<int:number>/xform", forms.form_xml, name="form-xml"),
    path("formulaires/<uuid:uuid>/<int:number>/phrases", forms.form_prompts, name="form-prompts"),
    path("formulaires/<uuid:uuid>/fiches.<kind:kind>", downloads.form_records, name="form-records"),
    path("formulaires/<uuid:uuid>/remplisseurs", forms.form_fillers, name="form-fillers"),
    path("formulaires/<uuid:uuid>/<int:number>/<slug:doing>", forms.form_do, name="form-do"),
]

within("field", "forms")
within("forms", "form", "form-new")

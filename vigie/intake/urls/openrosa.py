"""The addresses of OpenRosa, each also with a phone's token before it."""

from __future__ import annotations

from django.urls import path

from vigie.intake.views.openrosa import forms
from vigie.intake.views.openrosa.submission import submission

_WHAT = (
    ("formList", forms.list_of_forms, "odk-forms"),
    ("forms/<uuid:uuid>/<slug:md5>.xml", forms.form, "odk-form"),
    ("manifest/<uuid:uuid>/<slug:md5>", forms.form_manifest, "odk-manifest"),
    ("media/<uuid:uuid>/<slug:md5>/<str:name>", forms.media, "odk-media"),
    ("integrity/<uuid:uuid>/<slug:md5>/<str:name>", forms.list_integrity, "odk-integrity"),
    ("submission", submission, "odk-submission"),
)

urlpatterns = [
    *(path(address, view, name=name) for address, view, name in _WHAT),
    *(path(f"<str:token>/{address}", view, name=f"{name}-by-token") for address, view, name in _WHAT),
]

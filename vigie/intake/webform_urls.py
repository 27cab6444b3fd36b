"""The addresses of the web form."""

from __future__ import annotations

from django.urls import path

from vigie.intake.views import webform

urlpatterns = [
    path("", webform.forms, name="web-forms"),
    path("/<uuid:uuid>", webform.form, name="web-form"),
    path("/brouillon/<uuid:uuid>/fin", webform.end, name="web-end"),
    path("/brouillon/<uuid:uuid>/effacer", webform.throw_away, name="web-throw-away"),
    path("/brouillon/<uuid:uuid>/recu", webform.receipt, name="web-receipt"),
    path("/brouillon/<uuid:uuid>/<slug:key>", webform.step, name="web-step"),
]

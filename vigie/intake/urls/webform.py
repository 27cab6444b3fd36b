"""The addresses of the web form."""

from __future__ import annotations

from django.urls import path

from vigie.intake.views import webform, webform_offline
from vigie.web.masthead import within

urlpatterns = [
    path("", webform.forms, name="web-forms"),
    path("/veille.js", webform_offline.worker, name="web-worker"),
    path("/porte", webform_offline.door, name="web-door"),
    path("/arrivee", webform_offline.arrival, name="web-arrival"),
    path("/hors-ligne", webform_offline.kept, name="web-kept"),
    path("/hors-ligne/<uuid:uuid>", webform_offline.form, name="web-offline"),
    path("/hors-ligne/<uuid:uuid>/listes", webform_offline.lists, name="web-lists"),
    path("/<uuid:uuid>", webform.form, name="web-form"),
    path("/brouillon/<uuid:uuid>/fin", webform.end, name="web-end"),
    path("/brouillon/<uuid:uuid>/effacer", webform.throw_away, name="web-throw-away"),
    path("/brouillon/<uuid:uuid>/recu", webform.receipt, name="web-receipt"),
    path("/brouillon/<uuid:uuid>/<slug:key>", webform.step, name="web-step"),
]

within("web-forms", "web-form", "web-step", "web-end", "web-receipt")

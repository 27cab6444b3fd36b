"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.briefing import views
from vigie.web.masthead import within

urlpatterns = [
    path("parlement/dossiers/<uuid:uuid>", views.dossier, name="dossier"),
    path("parlement/dossiers/<uuid:uuid>/tous", views.all_copies, name="dossier-all"),
    path("parlement/dossiers/<uuid:uuid>/<uuid:reader>", views.one_copy, name="dossier-copy"),
]

within("sitting", "dossier")

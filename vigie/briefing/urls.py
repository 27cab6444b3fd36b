"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.briefing import views
from vigie.web.masthead import within

urlpatterns = [
    path("parlement/seances/<uuid:uuid>/dossier", views.dossier, name="dossier"),
    path("parlement/seances/<uuid:uuid>/dossier/tous", views.all_copies, name="dossier-all"),
    path("parlement/seances/<uuid:uuid>/dossier/<uuid:reader>", views.one_copy, name="dossier-copy"),
]

within("sitting", "dossier")

"""The addresses of committees and their sittings."""

from __future__ import annotations

from django.urls import path

from vigie.parliament.views import sitting
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("parlement/seances", sitting.sittings, "sittings"),
    *with_data("parlement/seances/<uuid:uuid>", sitting.sitting, "sitting"),
    path("parlement/commissions/<slug:slug>/seances/nouvelle", sitting.sitting_new, name="sitting-new"),
]

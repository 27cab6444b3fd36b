"""The addresses of site visits."""

from __future__ import annotations

from django.urls import path

from vigie.parliament.views import site_visit as views
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("parlement/visites", views.site_visits, "site-visits"),
    path("parlement/visites/nouvelle", views.site_visit_new, name="site-visit-new"),
    *with_data("parlement/visites/grilles", views.checklists, "checklists"),
    *with_data("parlement/visites/grilles/<slug:site_type>", views.checklist_of, "checklist"),
    *with_data("parlement/visites/<uuid:uuid>", views.site_visit, "site-visit"),
    path("parlement/visites/<uuid:uuid>/modifier", views.site_visit_change, name="site-visit-change"),
    path("parlement/visites/<uuid:uuid>/faite", views.site_visit_made, name="site-visit-made"),
    path("parlement/visites/<uuid:uuid>/annuler", views.site_visit_cancel, name="site-visit-cancel"),
    path(
        "parlement/visites/<uuid:uuid>/constats/<slug:block>", views.site_visit_block, name="site-visit-block"
    ),
]

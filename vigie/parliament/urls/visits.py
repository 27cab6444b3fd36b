"""The addresses of site visits."""

from __future__ import annotations

from django.urls import path

from vigie.parliament.views import photo, visit_report
from vigie.parliament.views import site_visit as views
from vigie.web.endings import with_data
from vigie.web.masthead import within

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
    path("parlement/visites/<uuid:uuid>/fiches", views.site_visit_take, name="site-visit-take"),
    path("parlement/constats/<uuid:uuid>/recommander", views.finding_recommend, name="finding-recommend"),
    path("parlement/visites/<uuid:uuid>/photos", photo.photo_new, name="photo-new"),
    path("parlement/photos/<uuid:uuid>", photo.photo, name="photo"),
    path("parlement/photos/<uuid:uuid>/choisir", photo.photo_choose, name="photo-choose"),
    path("parlement/photos/<uuid:uuid>/retirer", photo.photo_remove, name="photo-remove"),
    path("parlement/visites/<uuid:uuid>/rapport", visit_report.visit_report_write, name="visit-report-write"),
    *with_data("parlement/visites/rapports", visit_report.visit_reports, "visit-reports"),
    path(
        "parlement/visites/rapports/<uuid:uuid>.pdf",
        visit_report.visit_report_paper,
        name="visit-report-paper",
    ),
    *with_data("parlement/visites/rapports/<uuid:uuid>", visit_report.visit_report, "visit-report"),
    path(
        "parlement/visites/rapports/<uuid:uuid>/adopter",
        visit_report.visit_report_adopt,
        name="visit-report-adopt",
    ),
    path(
        "parlement/visites/rapports/<uuid:uuid>/deposer",
        visit_report.visit_report_table,
        name="visit-report-table",
    ),
    path(
        "parlement/visites/rapports/<uuid:uuid>/retirer",
        visit_report.visit_report_withdraw,
        name="visit-report-withdraw",
    ),
]

within("parliament", "site-visits")
within(
    "site-visits", "site-visit", "site-visit-new", "site-visit-change", "site-visit-block", "checklists",
    "visit-report-write", "visit-reports",
)  # fmt: skip
within("checklists", "checklist")
within("visit-reports", "visit-report")

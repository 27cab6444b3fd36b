"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.sharing.views import circles, consents, holds, items, reciprocity
from vigie.sharing.views import requests as asking
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("partages", items.items, "shared-items"),
    path("partages/nouveau", items.item_new, name="shared-item-new"),
    *with_data("partages/demandes", consents.consents, "consents"),
    path("partages/demandes/<uuid:uuid>/repondre", consents.consent_answer, name="consent-answer"),
    *with_data("partages/suspensions", holds.holds, "holds"),
    path("partages/suspensions/poser", holds.hold_set, name="hold-set"),
    path("partages/suspensions/<uuid:uuid>/lever", holds.hold_lift, name="hold-lift"),
    *with_data("partages/reciprocite", reciprocity.reciprocity, "reciprocity"),
    path("partages/<uuid:uuid>", items.item, name="shared-item"),
    path("partages/<uuid:uuid><ending:ending>", items.item, name="shared-item"),
    path("partages/<uuid:uuid>/fichiers/<int:number>", items.file, name="shared-file"),
    path("partages/<uuid:uuid>/expurger", items.item_redact, name="shared-item-redact"),
    path("partages/<uuid:uuid>/<slug:doing>", items.item_do, name="shared-item-do"),
    *with_data("cercles", circles.circles, "circles"),
    path("cercles/nouveau", circles.circle_new, name="circle-new"),
    path("cercles/<uuid:uuid>", circles.circle, name="circle"),
    path("cercles/<uuid:uuid><ending:ending>", circles.circle, name="circle"),
    path("cercles/<uuid:uuid>/changer", circles.circle_change, name="circle-change"),
    path("cercles/<uuid:uuid>/fermer", circles.circle_close, name="circle-close"),
    *with_data("demandes", asking.requests, "requests"),
    path("demandes/nouvelle", asking.request_new, name="request-new"),
    *with_data("demandes/<uuid:uuid>", asking.request, "request"),
    path("demandes/<uuid:uuid>/repondre", asking.request_answer, name="request-answer"),
    path("demandes/<uuid:uuid>/refuser", asking.request_refuse, name="request-refuse"),
    path("demandes/<uuid:uuid>/retirer", asking.request_withdraw, name="request-withdraw"),
    path("demandes/<uuid:uuid>/remercier", asking.request_thank, name="request-thank"),
    path("demandes/<uuid:uuid>/pieces/<int:number>", asking.answer_file, name="answer-file"),
]

within(
    "shared-items", "shared-item", "shared-item-new", "shared-item-redact", "consents", "holds",
    "reciprocity", "circles", "requests",
)  # fmt: skip
within("circles", "circle", "circle-new")
within("requests", "request", "request-new")

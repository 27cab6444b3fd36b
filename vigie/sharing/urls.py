"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.sharing.views import items
from vigie.sharing.views import requests as asking
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("partages", items.items, "shared-items"),
    path("partages/nouveau", items.item_new, name="shared-item-new"),
    path("partages/<uuid:uuid>", items.item, name="shared-item"),
    path("partages/<uuid:uuid><ending:ending>", items.item, name="shared-item"),
    path("partages/<uuid:uuid>/fichiers/<int:number>", items.file, name="shared-file"),
    *with_data("demandes", asking.requests, "requests"),
    path("demandes/nouvelle", asking.request_new, name="request-new"),
    *with_data("demandes/<uuid:uuid>", asking.request, "request"),
    path("demandes/<uuid:uuid>/repondre", asking.request_answer, name="request-answer"),
    path("demandes/<uuid:uuid>/refuser", asking.request_refuse, name="request-refuse"),
    path("demandes/<uuid:uuid>/retirer", asking.request_withdraw, name="request-withdraw"),
    path("demandes/<uuid:uuid>/remercier", asking.request_thank, name="request-thank"),
    path("demandes/<uuid:uuid>/pieces/<int:number>", asking.answer_file, name="answer-file"),
]

"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.sharing.views import items
from vigie.web.endings import with_data

urlpatterns = [
    *with_data("partages", items.items, "shared-items"),
    path("partages/nouveau", items.item_new, name="shared-item-new"),
    path("partages/<uuid:uuid>", items.item, name="shared-item"),
    path("partages/<uuid:uuid><ending:ending>", items.item, name="shared-item"),
    path("partages/<uuid:uuid>/fichiers/<int:number>", items.file, name="shared-file"),
]

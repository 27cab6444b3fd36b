"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from vigie.exchange.views import door

urlpatterns = [
    path("echange/paquets", door.brought, name="exchange-brought"),
    path("echange/defi", door.challenged, name="exchange-challenge"),
    path("echange/attente", door.waiting, name="exchange-waiting"),
]

"""The addresses of this room: pages for those who correspond, and the door for other installations."""

from __future__ import annotations

from django.urls import path

from vigie.exchange.views import boxes, door, peers
from vigie.web.endings import with_data
from vigie.web.masthead import within

urlpatterns = [
    *with_data("echange", peers.peers, "exchange"),
    path("echange/fiche", peers.card, name="exchange-card"),
    path("echange/correspondants/nouveau", peers.peer_new, name="exchange-peer-new"),
    path("echange/correspondants/<uuid:uuid>", peers.peer, name="exchange-peer"),
    path("echange/correspondants/<uuid:uuid>/confirmer", peers.peer_confirm, name="exchange-confirm"),
    path("echange/correspondants/<uuid:uuid>/arreter", peers.peer_stop, name="exchange-stop"),
    path("echange/correspondants/<uuid:uuid>/preparer", peers.peer_write, name="exchange-write"),
    *with_data("echange/envois", boxes.outbox, "exchange-outbox"),
    path("echange/envois/<uuid:uuid>/paquet", boxes.package, name="exchange-package"),
    *with_data("echange/recus", boxes.inbox, "exchange-inbox"),
    path("echange/recus/apporter", boxes.package_brought, name="exchange-bring"),
    path("echange/questions/<uuid:uuid>", boxes.question_answer, name="exchange-answer"),
    *with_data("echange/refus", boxes.faults, "exchange-faults"),
    path("echange/refus/<uuid:uuid>/vu", boxes.fault_look, name="exchange-look"),
    # The door for other installations: signatures instead of accounts.
    path("echange/paquets", door.brought, name="exchange-brought"),
    path("echange/defi", door.challenged, name="exchange-challenge"),
    path("echange/attente", door.waiting, name="exchange-waiting"),
]

within("shared-items", "exchange")
within(
    "exchange", "exchange-peer", "exchange-peer-new", "exchange-outbox", "exchange-inbox",
    "exchange-faults", "exchange-confirm", "exchange-stop", "exchange-write", "exchange-bring",
    "exchange-answer",
)  # fmt: skip

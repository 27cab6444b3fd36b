"""The card of a body here, which its correspondents enter on their side."""

from __future__ import annotations

from vigie.core.packages import Card, write_card
from vigie.directory.models import Organisation
from vigie.exchange import keys
from vigie.ledger.models import Node


def card_of(body: Organisation, address: str = "") -> Card:
    """Raises `NoKeys`."""
    return Card(
        body=body.slug, name=body.name, country=body.country, kind=body.classification, node_name=Node.here().name,
        node=keys.signing().public, recipient=keys.sealing(body.slug)[0].public, address=address.rstrip("/"),
    )  # fmt: skip


def written_card(body: Organisation, address: str = "") -> bytes:
    """The file that is handed to correspondents. Raises `NoKeys`, and `BadPackage` for an address it may not hold."""
    return write_card(card_of(body, address), keys.signing())

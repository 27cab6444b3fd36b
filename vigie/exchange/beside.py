"""What this room puts on other pages: from where an item came, and what waits for those who correspond."""

from __future__ import annotations

from dataclasses import dataclass

from vigie import access
from vigie.access.rules.exchange import CORRESPONDENTS
from vigie.exchange.faces import CameBy
from vigie.sharing.models import Item
from vigie.web.panels import Panel


@dataclass(frozen=True)
class Awaiting:
    """How many of each."""

    asked: int
    faults: int
    to_compare: int


def on_home(actor, _row=None) -> Panel | None:
    """Questions to answer, packages that were refused, correspondents whose keys nobody has compared."""
    if access.role_of(actor) not in CORRESPONDENTS:
        return None
    asked = (
        access.rows(actor, "answer", "exchange.OnwardQuestion").filter(direction="in").unanswered().count()
    )
    faults = access.rows(actor, "see", "exchange.Fault").unlooked().exclude(own=None).count()
    waiting = access.rows(actor, "confirm", "exchange.Peer").to_compare().count()
    found = Awaiting(asked, faults, waiting)
    return Panel("exchange/_home.html", found) if asked or faults or waiting else None


def on_item(actor, item: Item) -> Panel | None:
    """On a received item: who sent it, from which installation, and that it goes no further without their consent."""
    came = (
        access.rows(actor, "see", "exchange.Carried").filter(direction="in", item=item).newest_first().first()
    )
    return Panel("exchange/_came_by.html", CameBy.of(came)) if came else None

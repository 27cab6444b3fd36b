"""On the page of a sitting: one's own copy of its file by one press, and the way to those of the others."""

from __future__ import annotations

from dataclasses import dataclass

from vigie import access
from vigie.web.panels import Panel


@dataclass(frozen=True)
class OwnCopy:
    """Which sitting, for whom, and whether this reader makes copies for others too."""

    sitting: str
    reader: str
    for_others: bool


def on_sitting(actor, sitting) -> Panel | None:
    """For those who sit, while the sitting is to come or goes on."""
    if sitting.state not in ("planned", "open") or not access.may(actor, "brief", sitting):
        return None
    others = access.rows(actor, "brief", "directory.Account").exclude(pk=actor.pk).exists()
    return Panel("briefing/_sitting.html", OwnCopy(str(sitting.uuid), str(actor.uuid), others))

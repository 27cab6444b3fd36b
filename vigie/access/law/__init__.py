"""The law: what each role may do to each kind of row, a page a room. A model without a line is seen by nobody."""

from __future__ import annotations

from vigie.access.law import (
    alerts,
    briefing,
    counting,
    directory,
    exchange,
    fieldwork,
    followup,
    intake,
    ledger,
    monitoring,
    papers,
    places,
    requests,
    sharing,
    sittings,
    visits,
    web,
)

_ROOMS = (
    ledger,
    web,
    places,
    directory,
    sharing,
    requests,
    exchange,
    followup,
    fieldwork,
    monitoring,
    sittings,
    papers,
    visits,
    counting,
    intake,
    alerts,
    briefing,
)

LAW = {model: verbs for room in _ROOMS for model, verbs in room.LAW.items()}
# Rows that no page reads by themselves: the acts of their room do.
HIDDEN = {model for room in _ROOMS for model in getattr(room, "HIDDEN", ())}

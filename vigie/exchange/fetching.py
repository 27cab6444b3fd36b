"""What correspondents hold ready is fetched over the line, and taken."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.exchange import transport
from vigie.exchange.models import Peer
from vigie.exchange.taking import Outcome, take

MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Fetched:
    """What became of each package, and the sentence where the line failed."""

    outcomes: tuple[Outcome, ...]
    failure: str = ""


def fetch(actor, peer: Peer) -> Fetched:
    """Fetch in order, after the last that was taken, until there is no more or one is refused."""
    outcomes: list[Outcome] = []
    after = peer.taken_number
    while len(outcomes) < MOST_AT_ONCE:
        try:
            found = transport.fetch(peer, after)
        except transport.LineFailed as failure:
            return Fetched(tuple(outcomes), str(failure))
        if found is None:
            break
        outcomes.append(take(found, "line", actor))
        if outcomes[-1].state == "refused":
            break
        after = max(after + 1, outcomes[-1].number)
    return Fetched(tuple(outcomes))

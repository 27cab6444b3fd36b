"""The way out for packages: written as long as something is due, then handed to the line or to a stick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vigie.exchange import acts, storing, transport
from vigie.exchange.composing import gather, too_heavy
from vigie.exchange.models import Outgoing, Peer

__all__ = ["Sent", "due", "file_name", "is_due", "send", "too_heavy", "write_due", "write_to"]


def due(peer: Peer) -> int:
    """How many things wait to be put into a package."""
    return len(gather(peer).contents) if peer.state == "confirmed" else 0


def is_due(peer: Peer) -> bool:
    """Whether anything waits to be put into a package for this correspondent."""
    return peer.state == "confirmed" and (peer.owes_receipt or bool(gather(peer).contents))


def write_due(actor, peer: Peer) -> list[Outgoing]:
    """Write packages until nothing is due. Raises `Unfit`."""
    written = []
    while is_due(peer):
        written.append(acts.write_package(actor, peer))
        peer.refresh_from_db()
    return written


@dataclass(frozen=True)
class Sent:
    """How many packages a correspondent took, and the sentence where the line failed."""

    peer: Peer
    taken: int
    failure: str = ""


def send(actor, peer: Peer) -> Sent:
    """Hand everything that was not yet handed over to their installation, in order."""
    taken = 0
    for each in _unsent(peer):
        sealed = storing.read(str(each.uuid))
        if sealed is None:  # they miss it and say so: then it is told here what to do
            continue
        try:
            transport.post(peer, sealed)
        except transport.LineFailed as failure:
            return Sent(peer, taken, str(failure))
        acts.give(actor, peer, outgoing=each, way="line")
        taken += 1
    return Sent(peer, taken)


def _unsent(peer: Peer):
    return Outgoing.objects.filter(peer=peer, state="waiting").order_by("number")


def write_to(actor, peer: Peer, folder: Path) -> int:
    """Write all that they have not acknowledged: a stick may have been lost, and a repeat does nothing twice."""
    written = 0
    for each in Outgoing.objects.unacknowledged().filter(peer=peer).order_by("number"):
        sealed = storing.read(str(each.uuid))
        if sealed is None:
            continue
        (folder / file_name(each)).write_bytes(sealed)
        acts.give(actor, peer, outgoing=each, way="stick")
        written += 1
    return written


def file_name(each: Outgoing) -> str:
    """From whom, to whom, the how-manieth. Nothing of what is in it."""
    return f"{each.peer.own.slug}-{each.peer.slug_there}-{each.number:05}.age"

"""A line between two bodies begins anew, when one of them has lost what it knew of it."""

from __future__ import annotations

from vigie.exchange import storing
from vigie.exchange.models import Carried, Incoming, OnwardQuestion, Outgoing, Peer


def restart(peer: Peer) -> None:
    """Count both ways from one again, and let everything that holds be told once more under the new keys.

    Both sides do it: the one that lost its data when it makes new keys, the other when it has compared them. So a
    package of the old line, which is signed or sealed by the old keys, is never taken for one of the new.
    """
    _drop_packages(peer)
    peer.series += 1
    peer.sent_number = peer.acknowledged = peer.taken_number = 0
    peer.sent_digest = peer.taken_digest = ""
    peer.owes_receipt = False
    peer.save(
        update_fields=[
            "series", "sent_number", "acknowledged", "taken_number", "sent_digest", "taken_digest", "owes_receipt",
        ]
    )  # fmt: skip
    _withdraw_again(peer)
    OnwardQuestion.objects.filter(peer=peer, direction="in").update(told=False)
    OnwardQuestion.objects.filter(peer=peer, direction="out").unanswered().delete()


def _drop_packages(peer: Peer) -> None:
    """What was on its way, and what waited for its turn: no key opens it any more, or nothing comes before it."""
    for row in Outgoing.objects.unacknowledged().filter(peer=peer):
        storing.forget(str(row.uuid))
        row.state = "dropped"
        row.save(update_fields=["state"])
    for row in Incoming.objects.waiting().filter(peer=peer):
        storing.forget(row.digest)
        row.delete()


def _withdraw_again(peer: Peer) -> None:
    """They may hold again what they had erased: the last version of each thing counts as given, until told anew."""
    went = Carried.objects.filter(peer=peer, direction="out", item__isnull=False)
    told: set = set()
    for row in went.order_by("-series", "-version", "-pk"):
        if row.origin not in told and row.state == "withdrawn":
            row.state = "standing"
            row.save(update_fields=["state"])
        told.add(row.origin)

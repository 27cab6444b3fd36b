"""The keys of this installation are changed, and every correspondent is told by a package that the old key signs."""

from __future__ import annotations

import base64

from django.utils import timezone

from vigie.core.packages import Content, Sealing, Signing
from vigie.exchange import keys
from vigie.exchange.acts.sending import announce
from vigie.exchange.models import Outgoing, Peer
from vigie.exchange.restarting import restart
from vigie.ledger.act import act
from vigie.ledger.models import Node


@act("rekey")
def change_keys(actor, node: Node) -> list[Outgoing]:
    """New keys for the installation and for every body that corresponds. Gives the packages that announce them.

    The files are changed last: if anything before fails, the old keys stand and nothing was announced.
    """
    peers = list(Peer.objects.confirmed().select_related("own", "organisation").order_by("pk"))
    old, new = keys.signing(), Signing.new()
    bodies = {peer.own.slug: Sealing.new() for peer in peers}
    told = [announce(peer, _announcement(peer, old, new, bodies[peer.own.slug])) for peer in peers]
    for body, sealing in bodies.items():
        keys.renew_sealing(body, sealing)
    keys.renew_signing(new)
    node.ledger_detail = {"correspondents": len(told)}
    return told


@act("rekey")
def begin_anew(actor, node: Node) -> list[Peer]:
    """New keys that nobody is told of, and every line counted anew: after an older copy of the data was put back.

    Their old keys open nothing more, so that no package of the old line is taken. Gives the correspondents, who must
    be handed the new card and compare it.
    """
    peers = list(Peer.objects.exclude(state="stopped").select_related("own").order_by("pk"))
    for peer in peers:
        restart(peer)
    for body in {peer.own.slug for peer in peers}:
        keys.replace_sealing(body, Sealing.new())
    keys.renew_signing(Signing.new())
    node.ledger_detail = {"anew": len(peers)}
    return peers


def _announcement(peer: Peer, old: Signing, new: Signing, sealing: Sealing) -> Content:
    proof = new.sign("keys", keys.statement(old.public, new.public, sealing.public))
    about = {
        "node": new.public, "recipient": sealing.public, "proof": base64.b64encode(proof).decode(),
        "on": timezone.localdate().isoformat(),
    }  # fmt: skip
    return Content("keys", str(peer.uuid), about)

"""Who may be given what waits: a correspondent whose installation signs a challenge that we made a moment ago."""

from __future__ import annotations

import secrets

from django.core import signing

from vigie.access import NodeActor
from vigie.core.packages import verified
from vigie.core.packages.canonical import canonical
from vigie.exchange import acts, storing
from vigie.exchange.models import Outgoing, Peer
from vigie.exchange.transport import read_proof

CHALLENGE_SECONDS = 300
_SALT = "vigie.exchange.challenge"


def challenge() -> str:
    """A text that only we can have made, and that is good for five minutes."""
    return signing.TimestampSigner(salt=_SALT).sign(secrets.token_urlsafe(18))


def next_for(header: str) -> bytes | None:
    """The next sealed package for whoever signed; None where there is none. Raises `LookupError` for anybody else."""
    found = read_proof(header)
    if found is None or not _is_fresh(found[0]["challenge"]):
        raise LookupError
    said, signature = found
    peers = Peer.objects.confirmed().for_reading().filter(own__slug=said["of"], slug_there=said["body"])
    peer = next(
        (each for each in peers if verified(each.node_key, "fetch", canonical(said), signature)), None
    )
    if peer is None:
        raise LookupError
    waiting = Outgoing.objects.unacknowledged().filter(peer=peer, number__gt=said["after"]).order_by("number")
    for outgoing in waiting:
        if sealed := storing.read(str(outgoing.uuid)):
            acts.give(NodeActor(), peer, outgoing=outgoing, way="line")
            return sealed
    return None


def _is_fresh(text: str) -> bool:
    try:
        signing.TimestampSigner(salt=_SALT).unsign(text, max_age=CHALLENGE_SECONDS)
    except signing.BadSignature:
        return False
    return True

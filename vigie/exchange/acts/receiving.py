"""A package that is whole and known is taken in its turn; one that comes too early waits for those before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from vigie.core.packages import BadPackage, Package, Received, open_package
from vigie.exchange import keys, storing
from vigie.exchange.models import Carried, Incoming, Outgoing, Peer
from vigie.exchange.obeying import Arrival, obey
from vigie.ledger.act import act

# So many may wait for a missing one: a gap is asked for at the first, and nobody fills our disk with the rest.
MOST_AHEAD = 50


@act("receive")
def receive(actor, peer: Peer, *, package: Package, sealed: bytes, way: str) -> list[BadPackage]:
    """Take a package whose sender, seal and signature are right, and those that waited for it.

    Gives why some of its contents could not be taken. Raises `BadPackage`, and changes nothing, for a number that
    went to another package, one that does not follow, and one far ahead of its turn.
    """
    peer = Peer.objects.select_for_update().select_related("own", "organisation").get(pk=peer.pk)
    _check_place(peer, package)
    faults = _acknowledge(peer, package.manifest.received)
    row = Incoming(
        peer=peer, series=peer.series, number=package.manifest.number, digest=package.digest,
        brings=len(package.manifest.contents), made_on=date.fromisoformat(package.manifest.made_on), way=way,
        state="waiting",
    )  # fmt: skip
    row.save(force_insert=True)
    peer.ledger_detail = {"number": row.number, "digest": row.digest, "way": way}
    if row.number > peer.taken_number + 1:
        storing.keep(row.digest, sealed)
        _owe(peer)
        return faults
    return faults + _take(peer, row, package) + _take_waiting(peer)


def _check_place(peer: Peer, package: Package) -> None:
    number, body = package.manifest.number, peer.organisation.name
    taken = Incoming.objects.filter(peer=peer, series=peer.series, number=number)
    if number <= peer.taken_number or taken.exists():
        raise BadPackage("number_again", body=body, number=number)
    if number > peer.taken_number + MOST_AHEAD:
        raise BadPackage("too_far_ahead", body=body, number=number, at=peer.taken_number)
    if number == peer.taken_number + 1 and package.manifest.previous != peer.taken_digest:
        raise BadPackage("broken_chain", body=body, number=number)


def _take(peer: Peer, row: Incoming, package: Package) -> list[BadPackage]:
    faults = obey(Arrival(peer, row, package))
    row.state = "taken"
    row.save(update_fields=["state"])
    peer.taken_number, peer.taken_digest = row.number, row.digest
    peer.save(update_fields=["taken_number", "taken_digest"])
    if any(content.kind != "receipt" for content in package.manifest.contents):
        _owe(peer)
    return faults


def _take_waiting(peer: Peer) -> list[BadPackage]:
    """Those whose turn has come. One that does not follow is forgotten, so that it is asked for again."""
    faults: list[BadPackage] = []
    while row := Incoming.objects.waiting().filter(peer=peer, number=peer.taken_number + 1).first():
        package = _reopened(row, keys.sealing(peer.own.slug))
        if package is None or package.manifest.previous != peer.taken_digest:
            faults.append(BadPackage("broken_chain", body=peer.organisation.name, number=row.number))
            row.delete()
            _owe(peer)
            break
        faults += _take(peer, row, package)
        storing.forget(row.digest)
    return faults


def _reopened(row: Incoming, identities: Iterable) -> Package | None:
    sealed = storing.read(row.digest)
    try:
        package = open_package(sealed or b"", identities)
    except BadPackage:
        return None
    return package if package.digest == row.digest else None


def _owe(peer: Peer) -> None:
    peer.owes_receipt = True
    peer.save(update_fields=["owes_receipt"])


def _acknowledge(peer: Peer, received: Received) -> list[BadPackage]:
    """What they have is no longer kept for them; what they miss waits to be sent once more.

    Gives what they miss and nobody can send again: its file is gone, or they had it and have lost it since.
    """
    if max(received.upto, *received.missing, 0) > peer.sent_number:
        raise BadPackage("more_than_sent", body=peer.organisation.name)
    came = Outgoing.objects.unacknowledged().filter(peer=peer, number__lte=received.upto)
    today = timezone.localdate()
    for row in came:
        row.state = "acknowledged"
        row.save(update_fields=["state"])
        Carried.objects.filter(outgoing=row, received_on=None).update(received_on=today)
        storing.forget(str(row.uuid))
    peer.acknowledged = max(peer.acknowledged, received.upto)
    peer.save(update_fields=["acknowledged"])
    lost = []
    for row in Outgoing.objects.filter(peer=peer, series=peer.series, number__in=received.missing):
        if row.state == "acknowledged" or storing.read(str(row.uuid)) is None:
            lost.append(BadPackage("cannot_resend", body=peer.organisation.name, number=row.number))
            continue
        row.state, row.asked_again = "waiting", row.asked_again + 1
        row.save(update_fields=["state", "asked_again"])
    return lost[:1]

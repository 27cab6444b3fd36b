"""A package is written, and handed over."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.packages import BadPackage, Content, Manifest, Packed, Party, Received, Signing, pack
from vigie.exchange import keys, storing
from vigie.exchange.composing import Draft, gather
from vigie.exchange.models import Carried, Incoming, Outgoing, Peer
from vigie.exchange.sentences import sentence
from vigie.exchange.unfit import Unfit
from vigie.ledger.act import act


@act("send")
def write_package(actor, peer: Peer) -> Outgoing:
    """Put what is due to a correspondent into the next package, signed and sealed, and keep it until they have it.

    Whether each thing may go to that body is asked of the law at this moment. Raises `Unfit` where nothing is due.
    """
    peer = _locked(peer)
    draft = gather(peer)
    if not draft.contents and not peer.owes_receipt:
        raise Unfit(_("Nothing is waiting for this correspondent."))
    outgoing = _write(peer, draft.contents, draft.files)
    _save(draft, outgoing)
    return outgoing


def announce(peer: Peer, content: Content) -> Outgoing:
    """A package that brings this one content; for acts of this room that write to a correspondent."""
    return _write(_locked(peer), [content], {})


def _locked(peer: Peer) -> Peer:
    locked = Peer.objects.select_for_update().select_related("own", "organisation").get(pk=peer.pk)
    if locked.state != "confirmed":
        raise Unfit(_("Compare the keys of this correspondent by telephone first: nothing is sent before."))
    return locked


def _write(peer: Peer, contents: list[Content], files: dict[str, bytes]) -> Outgoing:
    outgoing = Outgoing(peer=peer, series=peer.series, number=peer.sent_number + 1, brings=len(contents))
    packed = _packed(peer, outgoing, contents, files)
    storing.keep(str(outgoing.uuid), packed.sealed)
    outgoing.digest, outgoing.size = packed.digest, len(packed.sealed)
    outgoing.save(force_insert=True)
    peer.sent_number, peer.sent_digest, peer.owes_receipt = outgoing.number, packed.digest, False
    peer.save(update_fields=["sent_number", "sent_digest", "owes_receipt"])
    return outgoing


def _packed(peer: Peer, outgoing: Outgoing, contents: list[Content], files: dict[str, bytes]) -> Packed:
    try:
        signing: Signing = keys.signing()
        own = keys.sealing(peer.own.slug)[0]
        manifest = Manifest(
            id=str(outgoing.uuid),
            sender=Party(peer.own.slug, signing.public, own.public),
            to=Party(peer.slug_there, peer.node_key, peer.recipient),
            number=outgoing.number, previous=peer.sent_digest, made_on=timezone.localdate().isoformat(),
            received=received(peer), contents=tuple(contents),
        )  # fmt: skip
        return pack(manifest, files, signing)
    except keys.NoKeys as error:
        raise Unfit(str(error)) from error
    except BadPackage as error:
        raise Unfit(sentence(error.code, error.params)) from error


def received(peer: Peer) -> Received:
    """How far we have taken what they sent, and which are missing before those that wait."""
    waiting = set(Incoming.objects.waiting().filter(peer=peer).values_list("number", flat=True))
    missing = [n for n in range(peer.taken_number + 1, max(waiting, default=0)) if n not in waiting]
    return Received(peer.taken_number, tuple(missing[:200]))


def _save(draft: Draft, outgoing: Outgoing) -> None:
    for row, fields in draft.changed:
        row.save(update_fields=fields)
    for row in draft.made:
        if isinstance(row, Carried):
            row.outgoing = outgoing
        row.save(force_insert=True)


@act("send")
def give(actor, peer: Peer, *, outgoing: Outgoing, way: str) -> None:
    """Note that a package has been handed over: to the line, to a stick, to a clerk's own computer."""
    if peer.state != "confirmed" or outgoing.peer_id != peer.pk:
        raise Unfit(_("Compare the keys of this correspondent by telephone first: nothing is sent before."))
    if outgoing.state == "waiting":
        outgoing.state = "given"
    outgoing.given_at, outgoing.given_by = timezone.now(), way
    outgoing.save(update_fields=["state", "given_at", "given_by"])
    peer.ledger_detail = {"package": str(outgoing.uuid), "number": outgoing.number, "way": way}

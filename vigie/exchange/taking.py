"""The way in for packages, whichever way they come: opened, recognised, and taken or set aside with a sentence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db.models import F

from vigie.access import NodeActor
from vigie.core.packages import BadPackage, Package, Party, Sealing, groups, open_package
from vigie.directory.models import Organisation
from vigie.exchange import acts, keys
from vigie.exchange.acts.sending import received
from vigie.exchange.models import Fault, Incoming, Peer
from vigie.exchange.sentences import sentence

# Of what comes over the line from nobody knows whom, so many refusals are kept until a person has looked.
MOST_UNLOOKED = 200


@dataclass(frozen=True)
class Outcome:
    """What became of one sealed file. `state`: "taken", "waits", "repeated" or "refused", with `sentences` why."""

    state: str
    peer: Peer | None = None
    number: int = 0
    missing: tuple[int, ...] = ()
    sentences: tuple[str, ...] = ()
    code: str = ""


def take(sealed: bytes, way: str, actor=None) -> Outcome:
    """Take one sealed package. A refusal changes nothing but for the line that tells of it."""
    actor = actor or NodeActor()
    peer, package = None, None
    try:
        package = open_package(sealed, _identities())
        if known := _known(package):
            Incoming.objects.filter(pk=known.pk).update(repeats=F("repeats") + 1)
            return Outcome("repeated", known.peer, known.number)
        peer = _sender(package)
        left_out = acts.receive(actor, peer, package=package, sealed=sealed, way=way)
    except BadPackage as fault:
        return _refused(fault, sealed, way, peer, package)
    return _taken(peer, package, [_set_aside(each, sealed, way, peer) for each in left_out])


def _identities() -> list[Sealing]:
    found: list[Sealing] = []
    for slug in Organisation.objects.filter(pk__in=Peer.objects.values("own")).values_list("slug", flat=True):
        if keys.has_keys(slug):
            found += keys.sealing(slug)
    return found


def _known(package: Package) -> Incoming | None:
    """The same package, taken or waiting already: its digest says so, whoever brings it."""
    to = package.manifest.to.body
    rows = Incoming.objects.select_related("peer__own", "peer__organisation")
    return rows.filter(digest=package.digest, peer__own__slug=to).exclude(peer__state="stopped").first()


def _sender(package: Package) -> Peer:
    """The confirmed correspondent who signed a package. Raises `BadPackage`."""
    sender, to = package.manifest.sender, package.manifest.to
    own = [each.public for each in keys.sealing(to.body)] if keys.has_keys(to.body) else []
    if to.recipient not in own:
        raise BadPackage("not_for_us", body=to.body)
    lines = Peer.objects.select_related("own", "organisation").filter(
        own__slug=to.body, slug_there=sender.body
    )
    peer = lines.filter(node_key=sender.node).first()
    if peer is None:
        raise _unknown(lines.first(), sender)
    if peer.state != "confirmed":
        code = "stopped" if peer.state == "stopped" else "not_confirmed"
        raise BadPackage(code, body=peer.organisation.name)
    if peer.recipient != sender.recipient:
        raise BadPackage("keys_differ", body=peer.organisation.name)
    return peer


def _unknown(named: Peer | None, sender: Party) -> BadPackage:
    """Whether nobody here knows the sender, or one who is known comes with another key."""
    if named is None:
        return BadPackage("unknown_key", groups=groups(sender.node, sender.recipient), body=sender.body)
    return BadPackage("other_key", body=named.organisation.name)


def _taken(peer: Peer, package: Package, left_out: list[str]) -> Outcome:
    peer.refresh_from_db()
    number = package.manifest.number
    state = "taken" if number <= peer.taken_number else "waits"
    return Outcome(state, peer, number, received(peer).missing, tuple(left_out))


def _refused(
    fault: BadPackage, sealed: bytes, way: str, peer: Peer | None, package: Package | None
) -> Outcome:
    own = None
    if package is not None:
        own = Organisation.objects.filter(slug=package.manifest.to.body).first()
    said = _set_aside(fault, sealed, way, peer, own)
    return Outcome("refused", peer, 0, (), (said,), fault.code)


def _set_aside(fault: BadPackage, sealed: bytes, way: str, peer: Peer | None, own=None) -> str:
    """Keep why, and nothing of what. Gives the sentence."""
    digest = hashlib.sha256(sealed).hexdigest()
    again = Fault.objects.filter(sha256=digest, code=fault.code).update(times=F("times") + 1)
    full = way == "line" and Fault.objects.unlooked().filter(way=way).count() >= MOST_UNLOOKED
    if not again and not full:
        Fault.objects.create(
            own=peer.own if peer else own, peer=peer, code=fault.code, params=fault.params, sha256=digest,
            size=len(sealed), way=way,
        )  # fmt: skip
    return sentence(fault.code, fault.params)

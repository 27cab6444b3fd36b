"""What the contents of a package do here: items are entered, corrected, withdrawn; answers and receipts are noted."""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.packages import BadPackage, Content, Package, verified
from vigie.directory.models import Account
from vigie.exchange import describing, keys
from vigie.exchange.erasing import erase
from vigie.exchange.models import Carried, Incoming, OnwardQuestion, Peer
from vigie.sharing import items
from vigie.sharing.models import Circle, Consent


@dataclass(frozen=True)
class Arrival:
    """One package as it is taken."""

    peer: Peer
    incoming: Incoming
    package: Package


def obey(arrival: Arrival) -> list[BadPackage]:
    """Do what each content says, each whole or not at all. Gives why some could not be; the others stand."""
    faults = []
    for content in arrival.package.manifest.contents:
        try:
            with transaction.atomic():
                DOING[content.kind](arrival, content)
        except BadPackage as fault:
            faults.append(fault)
            _note_refused(arrival, content)
    return faults


def _item(arrival: Arrival, content: Content) -> None:
    """An item, or a later version of one. It is bound here by the terms it brings, and by nothing less."""
    peer, about = arrival.peer, content.about
    came = Carried.objects.filter(peer=peer, direction="in", origin=content.item)
    later = came.filter(series=peer.series, version__gte=about["version"]).order_by("-version").first()
    if later is not None:
        raise BadPackage("older_version", version=about["version"], here=later.version)
    first_by = "" if about["originator"] == peer.slug_there else about["originator_name"]
    row = Carried(
        peer=peer, direction="in", series=peer.series, origin=uuid.UUID(content.item), version=about["version"],
        incoming=arrival.incoming, sums=describing.sums(content), first_by=first_by, because=about.get("because", ""),
    )  # fmt: skip
    expires = describing.moment(about["expires_at"])
    if expires and expires <= timezone.now():
        row.state = "expired"
    else:
        row.item = _entered(arrival, content)
    _replace(came)
    row.save(force_insert=True)


def _entered(arrival: Arrival, content: Content):
    if _is_ours(content, arrival.peer):
        raise BadPackage("own_originator")
    said = describing.said_of(content, arrival.package.files, landing(arrival.peer))
    try:
        return items.write(arrival.peer.organisation, said)
    except ValidationError as error:
        raise BadPackage("not_taken", said=" ".join(error.messages)) from error


def _is_ours(content: Content, peer: Peer) -> bool:
    """Nobody elsewhere speaks as a body that works here."""
    if content.about["originator"] == peer.slug_there:
        return False
    ours = Account.objects.filter(is_active=True, organisation__slug=content.about["originator"])
    return ours.exists()


def landing(peer: Peer) -> Circle:
    """The circle of what comes from this correspondent: the two bodies, kept by the one that nobody here speaks for."""
    found = Circle.objects.filter(
        keeper=peer.organisation, kind="committees", closed_at=None, bodies=peer.own, name=_name_of(peer)
    ).first()
    if found is not None:
        return found
    made = Circle.objects.create(name=_name_of(peer), kind="committees", keeper=peer.organisation)
    made.bodies.set([peer.organisation, peer.own])
    return made


def _name_of(peer: Peer) -> str:
    return f"{peer.organisation.name} → {peer.own.name}"[:200]


def _replace(came) -> None:
    """Earlier versions are marked, and closed to readers: nobody goes on quoting what was corrected."""
    for row in came.filter(state="standing").select_related("item__terms"):
        row.state = "replaced"
        row.save(update_fields=["state"])
        if row.item is not None:
            terms = row.item.terms
            terms.expires_at, terms.published_at = timezone.now(), None
            terms.save(update_fields=["expires_at", "published_at"])


def _withdrawal(arrival: Arrival, content: Content) -> None:
    """Every version is erased; a line stays that says by whom and when. What never came need not be erased."""
    came = Carried.objects.filter(peer=arrival.peer, direction="in", origin=content.item).select_related(
        "item__terms"
    )
    for row in came.exclude(state="withdrawn"):
        if row.item is not None:
            erase(row.item)
            row.erased_on = timezone.localdate()
        row.state, row.withdrawn_by = "withdrawn", content.about["by"]
        row.withdrawn_on = date.fromisoformat(content.about["on"])
        row.because = content.about["because"]
        row.save(update_fields=["state", "erased_on", "withdrawn_by", "withdrawn_on", "because"])


def _question(arrival: Arrival, content: Content) -> None:
    went = Carried.objects.standing().filter(peer=arrival.peer, direction="out", origin=content.item).first()
    if went is None or went.item is None:
        raise BadPackage("no_such_item")
    OnwardQuestion.objects.get_or_create(
        peer=arrival.peer, direction="in", asked_as=content.about["id"],
        defaults={"item": went.item, "bodies": content.about["bodies"], "purpose": content.about["purpose"]},
    )  # fmt: skip


def _consent(arrival: Arrival, content: Content) -> None:
    """The originator's answer, put where the one who asked reads it. A consent opens the item to those it names."""
    asked = OnwardQuestion.objects.filter(
        peer=arrival.peer, direction="out", asked_as=content.about["id"]
    ).first()
    if asked is None:
        raise BadPackage("no_such_item")
    if asked.answer:
        return
    asked.answer, asked.because = content.about["answer"], content.about["because"]
    asked.answered_on = date.fromisoformat(content.about["on"])
    asked.save(update_fields=["answer", "because", "answered_on"])
    if asked.consent is not None and not asked.consent.answer:
        _settle(asked.consent, asked)


def _settle(consent: Consent, asked: OnwardQuestion) -> None:
    if asked.answer == "agreed":
        consent.granted = _granted(consent, asked)
        consent.item.terms.circles.add(consent.granted)
    consent.answer, consent.reason, consent.answered_at = asked.answer, asked.because, timezone.now()
    consent.save(update_fields=["answer", "reason", "answered_at", "granted"])


def _granted(consent: Consent, asked: OnwardQuestion) -> Circle:
    """Those of the circle whose bodies the originator was told of: who joined since has not been agreed to."""
    told = set(asked.bodies)
    granted = Circle.objects.create(
        name=consent.circle.name, kind="onward", keeper=consent.item.terms.originator
    )
    granted.bodies.set([body for body in consent.circle.bodies.all() if body.name in told])
    persons = consent.circle.persons.select_related("organisation")
    granted.persons.set([person for person in persons if person.organisation.name in told])
    return granted


def _receipt(arrival: Arrival, content: Content) -> None:
    went = Carried.objects.filter(
        peer=arrival.peer, direction="out", origin=content.item, version=content.about["version"]
    ).order_by("-series").first()  # fmt: skip
    if went is None:
        raise BadPackage("no_such_item")
    field = f"{content.about['what']}_on"
    if getattr(went, field) is None:
        setattr(went, field, date.fromisoformat(content.about["on"]))
        went.save(update_fields=[field])


def _keys(arrival: Arrival, content: Content) -> None:
    """New keys, announced under the old one, which this package is signed with. People compare them when they can."""
    peer, about = arrival.peer, content.about
    try:
        proof = base64.b64decode(about["proof"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadPackage("bad_proof") from error
    said = keys.statement(arrival.package.manifest.sender.node, about["node"], about["recipient"])
    if not verified(about["node"], "keys", said, proof):
        raise BadPackage("bad_proof")
    peer.node_key = peer.line_key = about["node"]
    peer.recipient, peer.keys_changed_on = about["recipient"], timezone.localdate()
    peer.save(update_fields=["node_key", "line_key", "recipient", "keys_changed_on"])


def _note_refused(arrival: Arrival, content: Content) -> None:
    """So that the sender learns which of their items is not here."""
    if content.kind in ("item", "correction"):
        Carried.objects.get_or_create(
            peer=arrival.peer, direction="in", series=arrival.peer.series, origin=content.item,
            version=content.about["version"],
            defaults={"incoming": arrival.incoming, "sums": describing.sums(content), "state": "refused",
                      "because": _("Could not be entered here.")},
        )  # fmt: skip


DOING: dict[str, Callable[[Arrival, Content], None]] = {
    "item": _item, "correction": _item, "withdrawal": _withdrawal, "question": _question, "consent": _consent,
    "receipt": _receipt, "keys": _keys,
}  # fmt: skip

"""Correspondents are entered from their card, confirmed by telephone, and stopped at once."""

from __future__ import annotations

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vigie.core.packages import Card
from vigie.core.standards import organisation_kinds
from vigie.directory.models import Account, Organisation
from vigie.exchange.models import Incoming, Outgoing, Peer
from vigie.exchange.restarting import restart
from vigie.exchange.unfit import Unfit
from vigie.ledger.act import act


@act("correspond")
def propose_peer(actor, body: Organisation, *, card: Card, organisation: Organisation | None = None) -> Peer:
    """Enter the keys of a body elsewhere, for `body` to write to. Nothing travels before somebody confirms them.

    `organisation` is its entry in the directory here; without one, an entry is made from the card. A newer card of a
    correspondent replaces its keys, and they must be compared again; with the same keys it only tells a new address.
    """
    if card.body == body.slug:
        raise Unfit(_("This is the card of your own body. Ask your correspondent for theirs."))
    there = organisation or _entry(card)
    if Account.objects.filter(organisation=there, is_active=True).exists():
        raise Unfit(
            _("%(body)s works on this installation already: share with it in a circle, without packages.")
            % {"body": there.name}
        )
    peer, made = Peer.objects.select_for_update().get_or_create(
        own=body, organisation=there, defaults=_keys_of(card)
    )
    if not made:
        if peer.slug_there != card.body:
            raise Unfit(_("%(body)s is entered already, under another short name.") % {"body": there.name})
        compared = peer.state == "confirmed" and (peer.node_key, peer.recipient) == (
            card.node,
            card.recipient,
        )
        again = {} if compared else {"state": "proposed", "confirmed_by": None, "confirmed_at": None}
        Peer.objects.filter(pk=peer.pk).update(**_keys_of(card), **again)
        peer.refresh_from_db()
    body.ledger_detail = {"peer": str(peer.uuid), "groups": peer.groups}
    return peer


def _keys_of(card: Card) -> dict:
    return {
        "slug_there": card.body, "node_name": card.node_name, "node_key": card.node, "recipient": card.recipient,
        "address": card.address.rstrip("/"),
    }  # fmt: skip


def _entry(card: Card) -> Organisation:
    known = Organisation.objects.filter(slug=card.body, country=card.country).first()
    if known is not None:
        return known
    if card.kind not in organisation_kinds():
        raise Unfit(
            _("This installation knows no body of the kind “%(kind)s”. Enter it in the directory first.")
            % {"kind": card.kind}
        )
    slug = card.body
    if Organisation.objects.filter(slug=slug).exists():
        slug = slugify(f"{card.body}-{card.node_name}")[:80]
    entry = Organisation(slug=slug, name=card.name, classification=card.kind, country=card.country)
    entry.full_clean()
    entry.save()
    return entry


@act("confirm")
def confirm_peer(actor, peer: Peer, *, groups: str) -> None:
    """Say that the eight groups were compared by telephone, by typing them as the other side read them out.

    They are never shown before: what is copied from the screen was not compared. A correspondent who signs with a key
    that the old one did not announce has lost its data: the counting begins anew.
    """
    typed = "".join(sign for sign in groups if sign.isdigit())
    if typed != peer.groups.replace(" ", ""):
        raise Unfit(
            _(
                "These are not the groups of the card that you entered. Have them read out once more; if they differ "
                "again, somebody may have exchanged the card on its way: stop, and ask for it by another way."
            )
        )
    if peer.line_key not in ("", peer.node_key):
        restart(peer)
    peer.state, peer.line_key = "confirmed", peer.node_key
    peer.confirmed_by, peer.confirmed_at = actor, timezone.now()
    peer.stopped_at = peer.keys_changed_on = None
    peer.save(
        update_fields=["state", "line_key", "confirmed_at", "confirmed_by", "stopped_at", "keys_changed_on"]
    )
    peer.ledger_detail = {"groups": peer.groups}


@act("stop")
def stop_peer(actor, peer: Peer, *, because: str) -> None:
    """Send nothing more and take nothing more, from this moment. `because` goes to the ledger."""
    if not because.strip():
        raise Unfit(_("Say why, for whoever asks later."))
    if peer.state == "stopped":
        raise Unfit(_("This correspondent is stopped already."))
    peer.state, peer.stopped_at = "stopped", timezone.now()
    peer.save(update_fields=["state", "stopped_at"])
    peer.ledger_detail = {
        "sent": Outgoing.objects.filter(peer=peer).count(), "taken": Incoming.objects.filter(peer=peer).count(),
    }  # fmt: skip

"""Correspondents as their clerk sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_noop

from vigie.core.packages import Card
from vigie.exchange.models import Peer
from vigie.web import codes
from vigie.web.tables import column

SHAPES = {"proposed": "draft", "confirmed": "full", "stopped": "no"}


@dataclass(frozen=True)
class OwnKeys:
    """What a body reads out of itself: eight groups of five digits."""

    body: str
    groups: tuple[str, ...]

    @classmethod
    def of(cls, card: Card) -> OwnKeys:
        return cls(card.name, tuple(card.groups.split()))


@dataclass(frozen=True)
class ListedPeer:
    """One line of the correspondents."""

    uuid: str = column(gettext_noop("Correspondent"), "#meta+id")
    name: str = column(gettext_noop("Body over there"), "#org")
    country: str = column(gettext_noop("Country"), "#country")
    state_name: str = column(gettext_noop("State"), "#status")
    sent: int = column(gettext_noop("Packages sent"), "#meta+sent")
    acknowledged: int = column(gettext_noop("Received over there"), "#meta+acknowledged")
    taken: int = column(gettext_noop("Packages taken"), "#meta+taken")
    state: str = ""
    shape: str = ""
    by_line: bool = False

    @classmethod
    def of(cls, peer: Peer) -> ListedPeer:
        return cls(
            str(peer.uuid), peer.organisation.name, codes.country(peer.organisation.country),
            str(peer.get_state_display()), peer.sent_number, peer.acknowledged, peer.taken_number, peer.state,
            SHAPES[peer.state], bool(peer.address),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownPeer:
    """One correspondent. Its groups are shown once they have been compared, and not before."""

    uuid: str
    name: str
    country: str
    own: str
    node_name: str
    address: str
    state: str
    state_name: str
    shape: str
    groups: tuple[str, ...]
    confirmed_at: datetime | None
    confirmed_by: str
    stopped_at: datetime | None
    keys_changed_on: date | None
    sent: int
    acknowledged: int
    taken: int
    entered_on: date

    @classmethod
    def of(cls, peer: Peer) -> ShownPeer:
        compared = peer.state == "confirmed" and peer.keys_changed_on is None
        return cls(
            str(peer.uuid), peer.organisation.name, codes.country(peer.organisation.country), peer.own.name,
            peer.node_name, peer.address, peer.state, str(peer.get_state_display()), SHAPES[peer.state],
            tuple(peer.groups.split()) if compared else (), peer.confirmed_at,
            peer.confirmed_by.username if peer.confirmed_by else "", peer.stopped_at, peer.keys_changed_on,
            peer.sent_number, peer.acknowledged, peer.taken_number, timezone.localdate(peer.made_at),
        )  # fmt: skip

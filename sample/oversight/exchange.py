"""A council on another invented installation, with which the first committee exchanges packages by stick."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from sample.oversight.who import account, committee
from vigie.core.packages import Card, Content, File, Manifest, Party, Received, Sealing, Signing, pack
from vigie.exchange import acts, keys
from vigie.exchange.models import Outgoing, Peer
from vigie.exchange.taking import take
from vigie.sharing import acts as sharing
from vigie.sharing.models import Item
from vigie.sharing.said import Given, Said

COUNTRY = "BF"
COUNCIL, COUNCIL_NAME = "conseil-de-veille", "Conseil de veille (fictif)"
OURS = "Questions communes sur les escortes de marché (fictif)"
THEIRS = "Relevé des plaintes aux barrières (fictif)"
LETTER = "Lettre d’accompagnement. Tout y est inventé.\n".encode()
# The identifiers that the other installation gave.
THEIR_ITEM, THEIR_PACKAGE = (
    UUID("6f0b7f0e-52a4-4d1c-8f43-0c2f5d7a9e11"), UUID("b3d4a7c2-9a51-4f0e-a1c6-7e8d2f60b412"),
)  # fmt: skip


@dataclass(frozen=True)
class Elsewhere:
    """The other installation: its keys are made while the region is built, and forgotten with it."""

    signing: Signing = field(default_factory=Signing.new)
    sealing: Sealing = field(default_factory=Sealing.new)

    def card(self) -> Card:
        return Card(
            body=COUNCIL, name=COUNCIL_NAME, country="", kind="council", node_name="Vigie du conseil (fictif)",
            node=self.signing.public, recipient=self.sealing.public,
        )  # fmt: skip

    def package(self, peer: Peer, sent: Outgoing, item: Item) -> bytes:
        """Their first one: that they have read ours, and a thing of their own. Sealed to the committee."""
        own, today = keys.sealing(peer.own.slug)[0].public, timezone.localdate().isoformat()
        read = Content("receipt", str(item.uuid), {"what": "read", "version": 1, "on": today})
        letter = File("lettre.txt", len(LETTER), hashlib.sha256(LETTER).hexdigest())
        manifest = Manifest(
            id=str(THEIR_PACKAGE), sender=Party(COUNCIL, self.signing.public, self.sealing.public),
            to=Party(peer.own.slug, keys.signing().public, own), number=1, previous="", made_on=today,
            received=Received(sent.number), contents=(read, Content("item", str(THEIR_ITEM), _told(), (letter,))),
        )  # fmt: skip
        return pack(manifest, {letter.sha256: LETTER}, self.signing).sealed


def correspond() -> None:
    """What clerk and chair do on the first days: card, telephone, one package there, one back."""
    clerk, ours, there = account("clerk", COUNTRY), committee(COUNTRY), Elsewhere()
    keys.make(ours.slug)
    card = there.card()
    peer = acts.propose_peer(clerk, ours, card=card)
    acts.confirm_peer(account("chair", COUNTRY), peer, groups=card.groups)
    item = _give(peer)
    sent = acts.write_package(clerk, peer)
    acts.give(clerk, peer, outgoing=sent, way="stick")
    outcome = take(there.package(peer, sent, item), "stick", clerk)
    if outcome.state != "taken" or outcome.sentences:
        raise RuntimeError(f"the package of the other installation: {outcome}")


def _give(peer: Peer) -> Item:
    clerk, ours = account("clerk", COUNTRY), committee(COUNTRY)
    circle = sharing.make_circle(
        clerk, ours, name="La commission et le conseil (fictif)", kind="committees",
        bodies=[ours, peer.organisation], persons=[],
    )  # fmt: skip
    return sharing.share(clerk, ours, said=Said(
        title=OURS, kind="question", theme="forces", tlp="TLP:AMBER", national="not_classified",
        legal_basis="Convention fictive entre les deux institutions", purpose="Préparer une audition",
        text="Texte inventé.", country=COUNTRY, circles=(circle,), review_on=_review(),
        files=(Given("questions.txt", ["Questions inventées.\n".encode()]),),
    ))  # fmt: skip


def _told() -> dict:
    return {
        "version": 1, "title": THEIRS, "text": "Texte inventé.", "kind": "note", "theme": "forces", "language": "fr",
        "country": "", "originator": COUNCIL, "originator_name": COUNCIL_NAME, "originator_country": "",
        "tlp": "TLP:AMBER+STRICT", "purpose": "Préparer une audition",
        "legal_basis": "Convention fictive entre les deux institutions", "national": "not_classified",
        "declassified_by": "", "may_be_cited": False, "onward": "ask", "review_on": _review().isoformat(),
        "embargo_until": "", "expires_at": "", "published_at": "",
    }  # fmt: skip


def _review() -> date:
    return date(timezone.localdate().year + 1, 6, 30)

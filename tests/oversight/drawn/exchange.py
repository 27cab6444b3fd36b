"""Correspondents on other installations, what went and came, and what was refused.

The foreign installation is played here: its keys are made, its packages written, and taken by the room's own way in.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from tests.drawn import table
from tests.oversight.world import EVERYBODY
from vigie.core.packages import Card, Content, Manifest, Party, Received, Sealing, Signing, pack
from vigie.exchange import acts, keys
from vigie.exchange.models import Fault, OnwardQuestion, Outgoing
from vigie.exchange.sending import write_due
from vigie.exchange.taking import take

COLUMNS = "clerk member second chair clerk_ml chair_ml clerk_ne node"
SEEN = table(f"""
what            {COLUMNS}
Peer            2     0      0      2     0        0        0        2
Outgoing        1     0      0      1     0        0        0        1
Incoming        1     0      0      1     0        0        0        1
Carried         2     0      0      2     0        0        0        2
OnwardQuestion  1     0      0      1     0        0        0        1
Fault           2     0      0      2     1        1        1        2
""")
MAY = table(f"""
what                    {COLUMNS}
Peer:confirm            2     0      0      2     0        0        0        0
Peer:stop               2     0      0      2     0        0        0        2
Peer:send               2     0      0      2     0        0        0        2
Peer:receive            2     0      0      2     0        0        0        2
OnwardQuestion:answer   1     0      0      1     0        0        0        0
Fault:look              2     0      0      2     1        1        1        0
""")
PAGES = table("""
address            who      as
exchange           running  json,csv,xlsx
exchange-card      running  -
exchange-peer-new  running  -
exchange-peer      drawn    -
exchange-outbox    running  json,csv,xlsx
exchange-inbox     running  json,csv,xlsx
exchange-faults    running  json,csv,xlsx
""")
DOINGS = {
    "exchange-confirm", "exchange-stop", "exchange-write", "exchange-package", "exchange-bring", "exchange-answer",
    "exchange-look",
}  # fmt: skip
BOTH_WAYS = {"exchange-peer-new"}
# Other installations come by these, with signatures instead of accounts: tests/exchange/test_door.py.
APART = {"exchange-brought", "exchange-challenge", "exchange-waiting"}
WHO = ("clerk", "chair")
OPENS = {
    "exchange-peer": {
        thing: {visitor: "x" if visitor in WHO else "." for visitor in EVERYBODY}
        for thing in ("confirmed", "proposed")
    }
}


def build(world) -> None:
    for slug in ("commission-bf", "commission-ml", "commission-ne"):
        keys.make(slug)
    clerk, body, signing, sealing = (
        world.accounts["clerk"],
        world.bodies["commission-bf"],
        Signing.new(),
        Sealing.new(),
    )
    card = Card(
        "commission-x", "Zqcorrespondante", "", "committee", "Zqnoeud", signing.public, sealing.public
    )
    other = Card(
        "commission-y",
        "Zqattendue",
        "",
        "committee",
        "Zqnoeudattendu",
        Signing.new().public,
        Sealing.new().public,
    )
    peer = acts.propose_peer(clerk, body, card=card)
    acts.confirm_peer(clerk, peer, groups=card.groups)
    world.things.update(confirmed=peer, proposed=acts.propose_peer(clerk, body, card=other))
    world.things["answer"].bodies.add(peer.organisation)
    write_due(clerk, peer)
    to = Party(body.slug, keys.signing().public, keys.sealing(body.slug)[0].public)
    sender = Party(card.body, signing.public, sealing.public)
    assert take(_package(sender, to, signing, world.things["answered"]), "stick").state == "taken"
    stranger, unknown = Signing.new(), Party("commission-z", "", sealing.public)
    unknown = Party(unknown.body, stranger.public, unknown.recipient)
    assert take(_package(unknown, to, stranger, world.things["answered"]), "stick").code == "unknown_key"
    assert take(b"Zqbruit", "stick").code == "not_a_package"


def _package(sender: Party, to: Party, signing: Signing, item) -> bytes:
    """An item that expired on its way, passed on for another body, and a question about what went."""
    about = {
        "version": 1, "title": "Zqperime", "text": "Zqperime", "kind": "note", "theme": "borders", "language": "fr",
        "country": "", "originator": "commission-w", "originator_name": "Zqorigine", "originator_country": "",
        "tlp": "TLP:AMBER", "purpose": "", "legal_basis": "Zqbase", "national": "not_classified",
        "declassified_by": "", "may_be_cited": False, "onward": "ask", "review_on": "", "embargo_until": "",
        "expires_at": "2020-01-01T00:00:00+00:00", "published_at": "",
    }  # fmt: skip
    asked = {"id": str(uuid4()), "bodies": ["Zqcorpslointain"], "purpose": "Zqpourquoi"}
    contents = (Content("item", str(uuid4()), about), Content("question", str(item.uuid), asked))
    manifest = Manifest(str(uuid4()), sender, to, 1, "", date(2026, 5, 4).isoformat(), Received(), contents)
    return pack(manifest, {}, signing).sealed


def examples(world) -> dict:
    absent = {"uuid": UUID(int=7)}
    peers = {thing: {"uuid": world.things[thing].uuid} for thing in ("confirmed", "proposed")}
    outgoing, question = Outgoing.objects.get(), OnwardQuestion.objects.get()
    fault = Fault.objects.get(own=None)
    return {
        "exchange-peer": {**peers, "absent": absent},
        "exchange-confirm": {**peers, "absent": absent},
        "exchange-stop": {**peers, "absent": absent},
        "exchange-write": {**peers, "absent": absent},
        "exchange-package": {"one": {"uuid": outgoing.uuid}, "absent": absent},
        "exchange-answer": {"one": {"uuid": question.uuid}, "absent": absent},
        "exchange-look": {"one": {"uuid": fault.uuid}, "absent": absent},
    }


def words(world) -> dict:
    """What a correspondence says is for those who answer for it; that a body exists stands in the directory."""
    told = ("Zqnoeud", "Zqnoeudattendu", "Zqorigine", "Zqcorpslointain", "Zqpourquoi")
    return {**{word: set(WHO) for word in told}, "Zqperime": set(), "Zqbruit": set()}

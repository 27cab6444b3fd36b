"""The door for other installations: who is not a confirmed correspondent finds no door at all."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from django.core import signing as stamps

from vigie.core.packages import Card, Content, Manifest, Party, Received, Sealing, Signing, pack
from vigie.core.packages.canonical import canonical
from vigie.directory.models import Account, Organisation
from vigie.exchange import acts, handing, keys
from vigie.exchange.models import Fault, Incoming
from vigie.exchange.transport import proof
from vigie.ledger.models import Node

pytestmark = pytest.mark.django_db
BRING, CHALLENGE, FETCH = "/echange/paquets", "/echange/defi", "/echange/attente"


@dataclass(frozen=True)
class There:
    """Another installation, played here: a body with its keys, and our clerk who knows of it."""

    signing: Signing
    sealing: Sealing
    clerk: Account

    @property
    def card(self) -> Card:
        return Card(
            "commission-x", "Commission X", "", "committee", "X", self.signing.public, self.sealing.public
        )


@pytest.fixture
def there(settings, tmp_path) -> There:
    settings.VAR = tmp_path
    Node.objects.create(name="Essai", fictional=True)
    body = Organisation.objects.create(
        slug="commission-a", name="Commission A", classification="committee", country="BF"
    )
    clerk = Account.objects.create(username="greffe", role="clerk", organisation=body)
    keys.make(body.slug)
    return There(Signing.new(), Sealing.new(), clerk)


@pytest.fixture
def known(there):
    """The same, after two people compared the keys."""
    peer = acts.propose_peer(there.clerk, there.clerk.organisation, card=there.card)
    acts.confirm_peer(there.clerk, peer, groups=there.card.groups)
    return peer


def fetch(
    client, there, *, by: Signing | None = None, challenge: str | None = None, of: str = "commission-a"
):
    given = client.get(CHALLENGE).content.decode() if challenge is None else challenge
    said = proof("commission-x", of, 0, given)
    signature = base64.b64encode((by or there.signing).sign("fetch", canonical(said))).decode()
    header = base64.b64encode(canonical({**said, "signature": signature})).decode()
    return client.get(FETCH, headers={"Vigie-Proof": header})


def package(there, signing: Signing) -> bytes:
    to = Party("commission-a", keys.signing().public, keys.sealing("commission-a")[0].public)
    sender = Party("commission-x", signing.public, there.sealing.public)
    asked = Content(
        "question", str(uuid4()), {"id": str(uuid4()), "bodies": ["y"], "purpose": "Pour savoir."}
    )
    manifest = Manifest(str(uuid4()), sender, to, 1, "", date(2026, 5, 4).isoformat(), Received(), (asked,))
    return pack(manifest, {}, signing).sealed


def bring(client, content: bytes):
    return client.post(BRING, content, content_type="application/octet-stream")


def test_a_correspondent_who_signs_the_challenge_is_told_that_nothing_waits(client, there, known):
    assert fetch(client, there).status_code == 204


def test_whoever_is_not_one_finds_no_door(client, there, known):
    nowhere = client.get("/echange/nulle-part").status_code
    assert nowhere == 404
    for answer in (
        client.get(FETCH),
        client.get(FETCH, headers={"Vigie-Proof": "bm90aGluZw=="}),
        fetch(client, there, by=Signing.new()),
        fetch(client, there, of="commission-b"),
        fetch(client, there, challenge="a challenge of one's own"),
    ):
        assert answer.status_code == nowhere


def test_a_correspondent_who_was_not_compared_or_was_stopped_finds_none_either(client, there):
    peer = acts.propose_peer(there.clerk, there.clerk.organisation, card=there.card)
    assert fetch(client, there).status_code == 404
    acts.confirm_peer(there.clerk, peer, groups=there.card.groups)
    assert fetch(client, there).status_code == 204
    acts.stop_peer(there.clerk, peer, because="Clé perdue.")
    assert fetch(client, there).status_code == 404


def test_a_challenge_is_good_for_some_minutes(client, there, known, monkeypatch):
    old = client.get(CHALLENGE).content.decode()
    assert fetch(client, there, challenge=old).status_code == 204
    later = stamps.time.time() + handing.CHALLENGE_SECONDS + 1
    monkeypatch.setattr(stamps.time, "time", lambda: later)
    assert fetch(client, there, challenge=old).status_code == 404


def test_a_package_of_a_stranger_is_answered_as_if_there_were_no_door_and_kept_as_a_line(
    client, there, known
):
    assert bring(client, package(there, Signing.new())).status_code == 404
    fault = Fault.objects.get()
    assert fault.code == "other_key" and not Incoming.objects.exists()


def test_noise_and_what_is_too_large_are_refused_with_nothing_taken(client, there, known, monkeypatch):
    assert bring(client, b"noise").status_code == 422
    monkeypatch.setattr("vigie.exchange.views.door.MOST_BYTES", 100)
    monkeypatch.setattr("vigie.core.packages.reading.MOST_BYTES", 100)
    assert bring(client, package(there, there.signing)).status_code == 422
    assert {each.code for each in Fault.objects.all()} == {"not_a_package", "too_large"}
    assert not Incoming.objects.exists()


def test_the_door_is_not_read_by_looking(client, there):
    assert client.get(BRING).status_code == 405
    assert client.post(CHALLENGE).status_code == 405 and client.post(FETCH).status_code == 405

"""The review as a visitor meets it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.counting.test_deciding import pair_of
from tests.monitoring.world import World
from vigie.counting.models import Decision, Pair
from vigie.monitoring.models import Incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World.made()


@pytest.fixture
def pair(world):
    one, other = world.report(world.a), world.report(world.b, text="Des hommes armés au marché, au forage.")
    world.incident(one)
    world.incident(other)
    return pair_of(one, other)


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_page_shows_both_and_pushes_neither(world, pair):
    page = signed_in(world.analyst).get("/revue").content.decode()
    assert "Est-ce le même incident" in page and page.count('name="answer"') == 3
    assert page.index("Les deux récits") < page.index('name="answer"') < page.index("Ce qui plaide")
    assert "checked" not in page


def test_an_answer_leads_to_the_next_and_can_be_undone(world, pair):
    client = signed_in(world.analyst)
    assert client.post(f"/revue/{pair.pk}/reponse", {"answer": "same"}).url == "/revue"
    assert Incident.objects.live().count() == 1
    assert "Aucune paire ne vous attend" in client.get("/revue").content.decode()
    assert client.post("/revue/annuler").url == f"/revue/{pair.pk}"
    assert Incident.objects.live().count() == 2


def test_a_wrong_answer_changes_nothing(world, pair):
    answer = signed_in(world.analyst).post(f"/revue/{pair.pk}/reponse", {"answer": "maybe"})
    assert answer.url == f"/revue/{pair.pk}"
    assert not Decision.objects.exists()


def test_an_answer_that_cannot_be_carried_out_says_why_and_goes_on(world, pair):
    # A's own second report, kept to itself, stands in the incident: B may not read it.
    kept = world.report(world.a, "kept", "TLP:AMBER+STRICT")
    Incident.objects.filter(links__report=pair.left).first().links.create(report=kept)
    client = signed_in(world.analyst)
    answer = client.post(f"/revue/{pair.pk}/reponse", {"answer": "same"})
    assert answer.status_code == 409 and "personne ne peut lire ensemble" in answer.content.decode()
    assert not Decision.objects.exists()
    assert Pair.objects.get(pk=pair.pk).standing == "rejected"


def test_the_queue_as_data(world, pair):
    client = signed_in(world.analyst)
    assert client.get("/revue.json").json()["items"][0]["key"] == pair.pk
    lines = b"".join(client.get("/revue.csv").streaming_content).decode().splitlines()
    assert len(lines) == 3 and "#org+left" in lines[1]


@pytest.mark.parametrize("who", ["clerk", "monitor"])
def test_for_others_it_is_absent(world, pair, who):
    client = signed_in(getattr(world, who))
    for address in ("/revue", f"/revue/{pair.pk}", "/revue.csv"):
        assert client.get(address).status_code == 404
    assert client.post(f"/revue/{pair.pk}/reponse", {"answer": "same"}).status_code == 404


def test_the_public_is_asked_to_sign_in(pair):
    assert Client().get("/revue").url.startswith("/connexion")


def test_an_account_without_keys_gets_no_script(world, pair):
    world.analyst.shortcuts = False
    world.analyst.save(update_fields=["shortcuts"])
    assert "review.js" not in signed_in(world.analyst).get("/revue").content.decode()
    assert "review.js" in signed_in(world.other_analyst).get("/revue").content.decode()

"""What rooms say beside a count reaches the page and the files, whoever counts."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.counting.test_views import signed_in
from tests.monitoring.world import World
from vigie.web import sureness
from vigie.web.sureness import Beside, beside

pytestmark = pytest.mark.django_db
NOTE = ("Précision", "97 sur 100, zqnote")


@pytest.fixture
def told(monkeypatch):
    """One room that says something, and one that has nothing to say. What they were asked is kept."""
    asked = []

    def room(actor, counted):
        asked.append((actor.username, counted.count()))
        return Beside("error.html", {"sentence": "zqpage"}, (NOTE,))

    monkeypatch.setattr(sureness, "BESIDE_COUNTS", [room, lambda actor, counted: None])
    return asked


def test_a_room_that_says_nothing_leaves_no_trace(monkeypatch):
    monkeypatch.setattr(sureness, "BESIDE_COUNTS", [lambda actor, counted: None])
    assert beside(None) == []


def test_each_count_is_told_what_it_counts(told):
    world = World.made()
    world.incident(world.report(world.a))
    client = signed_in(world.analyst)
    for address in ("/registre", "/registre/carte", "/registre/tendances"):
        assert client.get(address).status_code == 200
    assert told == [("analyst", 1)] * 3
    client.get("/registre?country=ML")
    assert told[-1] == ("analyst", 0)


def test_files_carry_the_notes(told):
    world = World.made()
    world.incident(world.report(world.a))
    client = signed_in(world.analyst)
    book = b"".join(client.get("/registre.xlsx").streaming_content)
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        assert any(NOTE[1] in packed.read(name).decode() for name in packed.namelist())
    drawn = json.loads(b"".join(client.get("/registre.geojson").streaming_content))
    assert list(NOTE) in drawn["notes"] and len(drawn["features"]) == 1
    assert list(NOTE) in client.get("/registre.json").json()["notes"]
    table = b"".join(client.get("/registre.csv").streaming_content).decode()
    assert len(table.splitlines()) == 3 and NOTE[1] not in table, "a CSV table is nothing but its rows"

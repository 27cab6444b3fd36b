"""Parts of the register that travel to phones: each reader's own, and of each thing only what names it."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import transaction

from tests.world import NODE, World, canary
from vigie import access
from vigie.intake.lists import listed, register
from vigie.intake.models import Form, FormFile, FormVersion
from vigie.places.acts import load_settlements

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World.made(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def that_year(monkeypatch):
    monkeypatch.setattr(register.timezone, "localdate", lambda: date(2026, 12, 31))


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


@pytest.mark.parametrize("visitor", ["monitor", "analyst", "coordinator", "other", "clerk", "researcher"])
def test_incidents_are_the_readers_own_and_no_more_than_a_name(world, visitor):
    actor = world.actor(visitor)
    data = register.incidents(actor)
    found = {row["name"] for row in read(data)}
    seen = access.rows(actor, "see", "monitoring.Incident").filter(state__in=register.OPEN)
    own = {each.ref for each in seen if each.links.filter(report__organisation=actor.organisation).exists()}
    assert found == own
    assert bool(found) == (visitor not in ("clerk", "researcher"))
    for secret in ("actor", "text", "key", "origin", "found"):
        assert not [name for name in world.incidents if canary(name, secret).encode() in data]


def test_an_incident_is_named_by_reference_place_and_month(world):
    rows = {row["name"]: row for row in read(register.incidents(world.actor("monitor")))}
    incident = world.incidents["green"]
    row = rows[incident.ref]
    assert (row["place"], row["month"]) == (incident.place_name, f"{incident.date_first:%Y-%m}")
    assert row["label"] == f"{incident.ref} · {incident.place_name} · {incident.date_first:%Y-%m}"
    assert f"{incident.date_first:%Y-%m-%d}" not in ",".join(row.values())
    assert world.incidents["refuted"].ref not in rows


def test_what_is_long_past_is_not_carried_about(world, monkeypatch):
    monkeypatch.setattr(register.timezone, "localdate", lambda: date(2028, 6, 1))
    assert read(register.incidents(world.actor("analyst"))) == []


def test_places_are_settlements_with_their_areas_or_else_the_areas(world):
    before = read(register.places(world.actor("monitor")))
    assert {(row["name"], row["adm2"]) for row in before} == {("BF010101", "BF0101"), ("ML010101", "ML0101")}
    with transaction.atomic():
        load_settlements(
            NODE, world.node, source="essai", settlements=[_Settlement("7", "Bourg inventé", "BF", 13.5, 1.5)]
        )
        rows = read(register.places(world.actor("monitor")))
        transaction.set_rollback(True)
    assert [row["name"] for row in rows] == ["essai-7", "ML010101"]
    assert list(rows[0].values()) == ["essai-7", "Bourg inventé", "BF", "BF01", "BF0101", "BF010101"]


def test_equal_lists_of_several_readers_are_held_once(world):
    assert register.places(world.actor("monitor")) is register.places(world.actor("other"))


def test_a_form_that_names_a_list_gets_it_with_the_hash_of_the_very_bytes(world):
    form = Form.objects.create(form_id="suivi", title="Suivi", organisation=world.organisations["aube"])
    version = FormVersion.objects.create(form=form, version="1", title="Suivi", xml=b"", md5="")
    for name in register.BUILT_IN:
        found = listed(world.actor("monitor"), FormFile.objects.create(version=version, name=name))
        assert found.data == register.BUILT_IN[name](world.actor("monitor"))
        assert not found.is_entities
    assert listed(world.actor("monitor"), FormFile.objects.create(version=version, name="photo.csv")) is None


class _Settlement:
    """A row as the reader of a gazetteer gives it."""

    feature_class, feature_code, population, alternates = "P", "PPL", 100, ()

    def __init__(self, key, name, country, lat, lon):
        self.geonameid, self.name, self.ascii = key, name, name
        self.country, self.lat, self.lon = country, lat, lon

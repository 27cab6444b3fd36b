"""Conformance §3 and §10: lists in the manifest, their hashes, and which of their entities are gone."""

from __future__ import annotations

import hashlib
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.intake.entities import publish, record
from tests.intake.openrosa.conftest import PhoneClient
from tests.intake.openrosa.field import phone_of
from vigie.access import NodeActor
from vigie.intake.acts import carry_out_entities, delete_entity, require_approval
from vigie.intake.models import Entity, EntityList, FormFile

ONE = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def census(organisation):
    return publish(organisation, files=("people.csv", "incidents.csv", "not-there-yet.png"))


@pytest.fixture
def phone(people, census) -> PhoneClient:
    made, token = phone_of(people["monitor"])
    return PhoneClient(Client(), made, token)


def path(phone: PhoneClient, address: str) -> str:
    return address.partition(phone.token)[2]


def manifest(phone: PhoneClient) -> dict[str, dict[str, str]]:
    """The manifest's entries by file name."""
    listed = phone.get("/formList").content.decode()
    answer = phone.get(path(phone, re.search("<manifestUrl>(.*?)<", listed)[1]))
    assert answer["X-OpenRosa-Version"] == "1.0"
    found = {}
    for file in ElementTree.fromstring(answer.content):
        entry = {each.tag.split("}")[1]: each.text for each in file}
        found[entry["filename"]] = {**entry, "type": file.get("type", "")}
    return found


def test_lists_stand_in_the_manifest_and_what_nobody_brought_does_not(phone):
    found = manifest(phone)
    assert set(found) == {"people.csv", "incidents.csv"}
    assert found["people.csv"]["type"] == "entityList"
    assert found["people.csv"]["integrityUrl"]
    assert (found["incidents.csv"]["type"], "integrityUrl" in found["incidents.csv"]) == ("", False)


def test_the_hash_is_of_the_very_bytes_and_follows_each_change(phone, census):
    hashes = []
    for number in ("1", "2"):
        entry = manifest(phone)["people.csv"]
        answer = phone.get(path(phone, entry["downloadUrl"]) + "?deviceID=x")
        assert entry["hash"] == "md5:" + hashlib.md5(answer.content).hexdigest()
        hashes.append(entry["hash"])
        entity = f'dataset="people" id="{ONE[:-1]}{number}" create="1"><label>A</label>'
        carry_out_entities(NodeActor(), record(census, number, entity))
    assert hashes[0] != hashes[1]
    entry = manifest(phone)["people.csv"]
    etag = phone.get(path(phone, entry["downloadUrl"]))["ETag"]
    assert phone.get(path(phone, entry["downloadUrl"]), **{"If-None-Match": etag}).status_code == 304


def test_integrity_says_which_are_gone(phone, census, people):
    carry_out_entities(
        NodeActor(), record(census, "1", f'dataset="people" id="{ONE}" create="1"><label>A</label>')
    )
    address = path(phone, manifest(phone)["people.csv"]["integrityUrl"])
    for gone in ("false", "true"):
        answer = phone.get(f"{address}?id={ONE},x%22&deviceID=a")
        assert (answer.status_code, answer["X-OpenRosa-Version"]) == (200, "1.0")
        assert answer["Content-Type"].startswith("text/xml")
        entities = ElementTree.fromstring(answer.content).find("entities")
        assert [(each.get("id"), each.find("deleted").text) for each in entities] == [
            (ONE, gone),
            ('x"', "false"),
        ]
        delete_entity(people["coordinator"], Entity.objects.get())
    assert ElementTree.fromstring(phone.get(address).content).find("entities") is not None


def test_a_list_that_asks_for_approval_says_so(phone, people):
    require_approval(people["coordinator"], EntityList.objects.get(), required="yes")
    assert manifest(phone)["people.csv"]["type"] == "approvalEntityList"


def test_who_may_not_fill_the_form_gets_no_list(phone, census, neighbour, people):
    from vigie.directory.models import Account

    stranger = Account.objects.create_user("stranger", "x" * 12, role="monitor", organisation=neighbour)
    made, token = phone_of(stranger)
    other = PhoneClient(Client(), made, token)
    entry = manifest(phone)["people.csv"]
    for address in (entry["downloadUrl"], entry["integrityUrl"]):
        assert phone.get(path(phone, address)).status_code == 200
        assert other.get(path(phone, address)).status_code == 404
    assert FormFile.objects.count() == 3

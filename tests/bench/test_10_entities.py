"""Conformance §10: entities, seen by a client through the list that it downloads and through the dump."""

from __future__ import annotations

import csv
import io
import uuid
from xml.etree import ElementTree

from tests.bench.client import Bench, md5, new_id, record


def new() -> str:
    return str(uuid.uuid4())


def send(bench: Bench, attributes: str, label: str = "", **answers: str) -> bytes:
    """Send a record that speaks of one person; it must be taken, whatever becomes of the entity."""
    xml = record("census", entity=f"{attributes}><label>{label}</label>", **answers)
    assert bench.send(xml).status in (201, 202)
    return xml


def make(bench: Bench, key: str, label: str = "Awa", **answers: str) -> bytes:
    return send(bench, f'dataset="people" id="{key}" create="1"', label, **answers)


def change(bench: Bench, key: str, base, label: str = "", *, trunk="", branch="", **answers: str) -> bytes:
    said = f'dataset="people" id="{key}" update="1" baseVersion="{base}" trunkVersion="{trunk}" branchId="{branch}"'
    return send(bench, said, label, **answers)


def test_entities_from_making_to_conflict(bench):
    """One walk through everything, for each look at the store starts a program."""
    made, stale, hard, uneven, twice = (new() for _each in range(5))
    make(bench, made, age="30", job="nurse")
    change(bench, made, 1, "Awa D.", age="31")
    again = make(bench, twice, "Biba")
    assert bench.send(again).status in (201, 202)
    make(bench, twice, "Another with her number")
    for key in (stale, hard, uneven):
        make(bench, key, age="30", job="nurse")
        change(bench, key, 1, age="31")
    change(bench, stale, 1, job="clerk")
    change(bench, hard, 1, age="32")
    change(bench, uneven, "x", age="33")
    change(bench, new(), 1, age="1")
    for attributes in (
        'dataset="people" id="no-uuid" create="1"',
        f'dataset="people" id="{new()}" create="yes"',
        f'dataset="nowhere" id="{new()}" create="1"',
        f'dataset="people" id="{new()}" create="1"',
    ):
        send(bench, attributes)
    found = bench.entities("people")
    assert set(found) == {made, stale, hard, uneven, twice}
    assert found[made] == {
        "uuid": made, "label": "Awa D.", "version": 2, "props": {"age": "31", "job": "nurse"}, "conflict": None,
    }  # fmt: skip
    assert (found[twice]["label"], found[twice]["version"]) == ("Biba", 1)
    assert (found[stale]["version"], found[stale]["conflict"]) == (3, "soft")
    assert found[stale]["props"] == {"age": "31", "job": "clerk"}
    assert (found[hard]["version"], found[hard]["conflict"], found[hard]["props"]["age"]) == (3, "hard", "32")
    assert (found[uneven]["version"], found[uneven]["props"]["age"]) == (3, "33")
    assert found[uneven]["conflict"]


def test_changes_made_offline_are_carried_out_in_order(bench):
    key, branch = new(), new()
    for base in (3, 1, 2):
        change(bench, key, base, branch=branch, age=str(30 + base))
    make(bench, key, age="30")
    other, line = new(), new()
    make(bench, other, age="1")
    change(bench, other, 2, trunk=1, branch=line, age="3")
    held = bench.entities("people")
    assert (held[key]["version"], held[key]["props"]["age"], held[key]["conflict"]) == (4, "33", None)
    assert held[other]["version"] == 1, "held until the one before it comes"
    change(bench, other, 1, trunk=1, branch=line, age="2")
    found = bench.entities("people")[other]
    assert (found["version"], found["props"]["age"], found["conflict"]) == (3, "3", None)


def test_each_turn_of_a_repeat_makes_its_own(bench):
    keys, parent = [new(), new()], new()
    turns = "".join(
        f'<child><height>{number}</height><meta><entity dataset="children" id="{key}" create="1">'
        f"<label>Enfant {number}</label></entity></meta></child>"
        for number, key in enumerate(keys)
    )
    entity = f'dataset="people" id="{parent}" create="1"><label>M</label>'
    xml = record("census", instance=new_id(), entity=entity, age="40")
    assert bench.send(xml.replace(b"<orx:meta>", turns.encode() + b"<orx:meta>", 1)).status == 201
    found = bench.entities("children")
    assert [found[key]["props"] for key in keys] == [{"height": "0"}, {"height": "1"}]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_the_list_on_the_phone_and_its_hash_follow(bench):
    """Central's hash is not that of the file."""
    key = new()
    before = bench.media("visit")["people.csv"]
    make(bench, key, 'A "b", é', age="7")
    bench.entities("people")  # waits until it is carried out
    entry = bench.media("visit")["people.csv"]
    assert entry["type"] == "entityList"
    assert entry["hash"] != before["hash"]
    data = bench.get(entry["downloadUrl"]).body
    assert entry["hash"] == md5(data)
    row = next(row for row in rows(data) if row["name"] == key)
    assert list(row)[:3] == ["name", "label", "__version"]
    assert (row["label"], row["__version"], row["age"]) == ('A "b", é', "1", "7")
    assert bench.media("census")["people.csv"]["hash"] == entry["hash"]
    answer = bench.get(f"{entry['integrityUrl']}?id={key},{new()}&deviceID=a")
    assert (answer.status, answer.header("X-OpenRosa-Version")) == (200, "1.0")
    assert answer.header("Content-Type").startswith("text/xml")
    said = [
        (each.get("id"), each.find("deleted").text)
        for each in ElementTree.fromstring(answer.body).iter("entity")
    ]
    assert said[0] == (key, "false")
    assert {deleted for _id, deleted in said} <= {"true", "false"}


def test_an_xlsform_makes_entities_too(bench):
    key = new()
    entity = f'dataset="things" id="{key}" create="1"><label>Puits</label>'
    assert bench.send(record("sheet", "7", name="Puits", entity=entity)).status == 201
    found = bench.entities("things")[key]
    assert (found["label"], found["props"]) == ("Puits", {"name_said": "Puits"})

"""Records make and change the entities of lists; what fails is noted and the record stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.intake.entities import publish, record
from vigie.access import NodeActor
from vigie.intake.acts import (
    carry_out_entities,
    carry_out_held_entities,
    delete_entity,
    require_approval,
    settle_entity,
)
from vigie.intake.lists import deleted, entities, is_made, listed
from vigie.intake.models import Entity, EntityFault, EntityList, EntityVersion, FormFile, Submission
from vigie.intake.receiving.working import tend
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node

ONE = "11111111-1111-4111-8111-111111111111"
TWO = ONE.replace("1", "2")
MAKE = f'dataset="people" id="{ONE}" create="1"><label>Awa</label>'
NODE = NodeActor()


def change(base: int, *, trunk: int | str = "", branch: str = "", label: str = "") -> str:
    return (
        f'dataset="people" id="{ONE}" update="1" baseVersion="{base}" trunkVersion="{trunk}" '
        f'branchId="{branch}"><label>{label}</label>'
    )


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Undone tests use the keys of lists again, which a node never does."""
    entities._table.cache_clear()


@pytest.fixture
def census(organisation):
    return publish(organisation)


@pytest.fixture
def sent(census):
    """Send a record and carry it out."""

    def sending(number: str, entity: str, **answers) -> Submission:
        submission = record(census, number, entity, **answers)
        carry_out_entities(NODE, submission)
        return submission

    return sending


def standing() -> tuple:
    entity = Entity.objects.get(uuid=ONE)
    return entity.label, entity.version, entity.properties, entity.conflict


def test_a_record_makes_and_another_changes(sent):
    sent("1", MAKE, age="30", job="nurse")
    sent("2", change(1), age="31")
    assert standing() == ("Awa", 2, {"age": "31", "job": "nurse"}, "")
    versions = EntityVersion.objects.order_by("number")
    assert [(each.number, each.properties["age"]) for each in versions] == [(1, "30"), (2, "31")]


def test_the_same_record_twice_makes_nothing_twice(sent):
    submission = sent("1", MAKE, age="30")
    carry_out_entities(NODE, submission)
    assert (Entity.objects.count(), EntityVersion.objects.count()) == (1, 1)


def test_what_fails_is_noted_on_the_record_and_the_record_stands(sent):
    sent("1", MAKE)
    again = sent("2", MAKE)
    wrong = sent("3", 'dataset="people" id="x" create="1"><label>B</label>')
    assert [(each.submission, each.code) for each in EntityFault.objects.order_by("pk")] == [
        (again, "exists"), (wrong, "not_a_uuid"),
    ]  # fmt: skip
    assert Submission.objects.filter(state="faulty").count() == 0
    assert Entity.objects.count() == 1


def test_conflicts_are_marked_until_somebody_has_looked(sent, people):
    sent("1", MAKE, age="30", job="nurse")
    sent("2", change(1), age="31")
    sent("3", change(1), job="clerk")
    assert standing()[3] == "soft"
    sent("4", change(1), age="32")
    assert standing() == ("Awa", 4, {"age": "32", "job": "clerk"}, "hard")
    with pytest.raises(Refused):
        settle_entity(people["analyst"], Entity.objects.get())
    settle_entity(people["coordinator"], Entity.objects.get())
    assert standing()[3] == ""


def test_offline_changes_that_come_in_any_order_end_the_same(sent):
    sent("4", change(3, trunk="", branch="b"), age="33")
    sent("3", change(2, trunk="", branch="b"), age="32")
    assert not Entity.objects.exists()
    sent("2", change(1, trunk="", branch="b"), age="31")
    assert EntityVersion.objects.filter(number=None).count() == 3
    sent("1", MAKE, age="30")
    assert standing() == ("Awa", 4, {"age": "33"}, "")
    assert list(EntityVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_what_waits_too_long_is_carried_out_as_it_stands(sent):
    sent("1", MAKE, age="30")
    sent("2", change(3, trunk=1, branch="b"), age="33")
    here = Node.here()
    soon, late = timezone.now() + timedelta(6), timezone.now() + timedelta(8)
    assert carry_out_held_entities(NODE, here, now=soon) == 0
    assert standing()[1] == 1
    assert carry_out_held_entities(NODE, here, now=late) == 1
    assert standing()[1:3] == (2, {"age": "33"})
    assert carry_out_held_entities(NODE, here, now=late) == 0


def test_only_the_installation_carries_out(sent, census, people):
    submission = record(census, "1", MAKE)
    for each in people.values():
        with pytest.raises(Refused):
            carry_out_entities(each, submission)
        with pytest.raises(Refused):
            carry_out_held_entities(each, Node.here())
    assert Entity.objects.count() == 0


def test_where_approval_is_asked_a_record_makes_nothing_before(census, people):
    require_approval(people["coordinator"], EntityList.objects.get(), required="yes")
    submission = record(census, "1", MAKE, age="30")
    carry_out_entities(NODE, submission)
    assert not Entity.objects.exists()
    submission.review = "approved"
    submission.save()
    carry_out_entities(NODE, submission)
    carry_out_entities(NODE, submission)
    assert (standing()[1], EntityVersion.objects.count()) == (1, 1)


def test_an_edit_of_a_record_makes_nothing_twice(sent):
    submission = sent("1", MAKE, age="30")
    source = submission.versions.get()
    source.is_current = False
    source.save(update_fields=["is_current"])
    source.pk, source.instance_id, source.number, source.is_current = None, "uuid:1b", 2, True
    source.save()
    carry_out_entities(NODE, submission)
    assert (standing()[1], EntityFault.objects.count()) == (1, 0)


def test_each_organisation_has_its_own_lists(sent, neighbour):
    sent("1", MAKE)
    other = publish(neighbour, "theirs")
    carry_out_entities(NODE, record(other, "1", MAKE.replace("Awa", "Biba")))
    assert [each.label for each in Entity.objects.order_by("list__organisation__slug")] == ["Awa", "Biba"]
    data = listed(NODE, FormFile.objects.get(version=other)).data
    assert b"Biba" in data
    assert b"Awa" not in data


def test_the_list_is_served_as_csv_and_its_hash_follows_each_change(sent, census, people):
    file = FormFile.objects.get()
    assert is_made(file)
    seen = [listed(NODE, file)]
    assert seen[0].data == b"name,label,__version,age,job\n"
    sent("1", MAKE, age='3"0', job="a,b")
    seen.append(listed(NODE, file))
    assert seen[-1].data.decode() == f'name,label,__version,age,job\n{ONE},Awa,1,"3""0","a,b"\n'
    sent("2", change(1, label="Awa D."), age="")
    seen.append(listed(NODE, file))
    delete_entity(people["coordinator"], Entity.objects.get(), because="moved away")
    seen.append(listed(NODE, file))
    assert seen[-1].data == seen[0].data
    assert len({each.md5 for each in seen}) == 3
    assert all(each.is_entities for each in seen)
    assert Entry.objects.filter(act="delete_entity", because="moved away").exists()


def test_a_list_that_comes_after_the_form_that_shows_it(organisation):
    shows = publish(organisation, "visit", dataset="other", files=("people.csv", "photo.png"))
    file = shows.files.get(name="people.csv")
    assert not is_made(file)
    publish(organisation, "census")
    file.refresh_from_db()
    assert is_made(file)
    assert not is_made(shows.files.get(name="photo.png"))


def test_bytes_that_somebody_brought_come_first(organisation):
    version = publish(organisation, files=())
    file = FormFile.objects.create(version=version, name="people.csv", sha256="0" * 64, md5="0" * 32)
    assert not is_made(file)
    assert listed(NODE, file) is None


def test_integrity_tells_what_is_gone_and_nothing_of_what_never_came(sent, people):
    sent("1", MAKE)
    sent("2", MAKE.replace(ONE, TWO))
    delete_entity(people["coordinator"], Entity.objects.get(uuid=TWO))
    file = FormFile.objects.get()
    unknown = ONE.replace("1", "3")
    asked = [ONE, TWO, unknown, "no uuid"]
    assert deleted(file, asked) == [(ONE, False), (TWO, True), (unknown, False), ("no uuid", False)]


def test_a_deleted_entity_is_not_changed_and_the_record_says_so(sent, people):
    sent("1", MAKE)
    delete_entity(people["coordinator"], Entity.objects.get())
    sent("2", change(1), age="3")
    assert EntityFault.objects.get().code == "deleted"


def test_a_node_without_maps_gives_no_list_of_places(organisation):
    version = publish(organisation, files=("places.csv", "incidents.csv"))
    assert {file.name: is_made(file) for file in version.files.all()} == {
        "places.csv": False,
        "incidents.csv": True,
    }


def test_the_filer_tends_to_what_has_waited_long_enough(sent):
    sent("1", MAKE, age="30")
    sent("2", change(3, trunk=1, branch="b"), age="33")
    sent("3", change(5, trunk=1, branch="c"), age="35")
    EntityVersion.objects.filter(base_version=3).update(received_at=timezone.now() - timedelta(8))
    tend()
    assert standing()[1:3] == (2, {"age": "33"})
    assert EntityVersion.objects.filter(number=None).count() == 1

"""Conformance §6: corrections of what was sent."""

from __future__ import annotations

from tests.intake.openrosa.field import Filled
from vigie.intake.models import SetAside, Submission, SubmissionVersion
from vigie.intake.receiving import stored


def edit_of(filled: Filled, **other) -> Filled:
    return Filled(deprecated_id=filled.instance_id, **other)


def test_6_1_an_edit_is_a_version_of_the_same_record(phone):
    first = Filled()
    phone.send(first)
    Submission.objects.update(state="filed")
    second = edit_of(first, place="Mieux dit")
    assert phone.send(second).status_code == 201
    record = Submission.objects.get()
    assert (record.root, record.review, record.state) == (first.instance_id, "edited", "waiting")
    told = record.versions.order_by("number")
    assert [(each.instance_id, each.is_current) for each in told] == [
        (first.instance_id, False), (second.instance_id, True),
    ]  # fmt: skip
    assert bytes(told[0].xml) == first.xml()


def test_6_2_the_edit_and_its_original_may_both_come_again(phone):
    first = Filled()
    second = edit_of(first)
    third = edit_of(second)
    for each in (first, second, third):
        phone.send(each)
    assert [phone.send(each).status_code for each in (first, second, third)] == [201, 201, 201]
    assert SubmissionVersion.objects.count() == 3


def test_5_3_an_edit_of_what_is_not_here(phone):
    answer = phone.send(Filled(deprecated_id="uuid:inconnu"))
    assert answer.status_code == 404
    assert SetAside.objects.get().code == "unknown-original"
    assert not Submission.objects.exists()


def test_6_3_an_edit_of_what_was_edited_already(phone):
    first = Filled()
    for each in (first, edit_of(first)):
        assert phone.send(each).status_code == 201
    assert phone.send(edit_of(first, place="Trop tard")).status_code == 409
    assert SetAside.objects.get().code == "not-current"
    assert SubmissionVersion.objects.count() == 2


def test_6_3_an_edit_under_a_number_that_is_taken(phone):
    first, other = Filled(), Filled()
    phone.send(first)
    phone.send(other)
    assert phone.send(edit_of(first, instance_id=other.instance_id)).status_code == 409


def test_6_4_files_that_the_edit_names_and_does_not_bring_are_those_of_before(phone):
    first = Filled(photo="a.jpg", faces=("b.jpg",))
    phone.send(first, {"a.jpg": b"A", "b.jpg": b"B"})
    second = edit_of(first, photo="a.jpg", faces=("neu.jpg",))
    assert phone.send(second).status_code == 201
    held = {each.name: each for each in Submission.objects.get().versions.get(number=2).attachments.all()}
    assert set(held) == {"a.jpg", "neu.jpg"}
    assert stored.read(held["a.jpg"].sha256) == b"A" and not held["neu.jpg"].sha256
    assert phone.send(second, {"neu.jpg": b"N"}).status_code == 201
    held["neu.jpg"].refresh_from_db()
    assert stored.read(held["neu.jpg"].sha256) == b"N"


def test_an_edit_by_another_organisation_finds_nothing(phone, neighbour):
    first = Filled()
    phone.send(first)
    Submission.objects.update(organisation=neighbour)
    assert phone.send(edit_of(first)).status_code == 404


def test_an_edit_of_a_record_that_is_held_apart_stays_apart(phone):
    first = Filled()
    phone.send(first)
    Submission.objects.update(state="held")
    assert phone.send(edit_of(first)).status_code == 201
    assert Submission.objects.get().state == "held"

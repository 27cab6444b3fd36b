"""Conformance §5: what a phone sends, and what it is answered."""

from __future__ import annotations

import errno
import os

import pytest

from tests.intake.openrosa.field import BOUNDARY, CONTENT_TYPE, Filled, body_of, published
from tests.intake.openrosa.test_1_requests import message
from vigie.intake.models import Attachment, SetAside, Submission, SubmissionVersion
from vigie.intake.models.form import FORM_ID_LENGTH
from vigie.intake.receiving import standing, stored
from vigie.ledger.models import Entry


def names(**about) -> dict[str, bool]:
    """Attachment → whether it is here, of those that are current."""
    found = Attachment.objects.filter(is_current=True, **about)
    return {each.name: bool(each.sha256) for each in found.order_by("name")}


def nothing_is_stored() -> bool:
    return not Submission.objects.exists() and not SubmissionVersion.objects.exists()


def test_5_1_and_6_a_record_is_stored_byte_for_byte(phone):
    filled = Filled(photo="p 1é.jpg")
    answer = phone.send(filled, {"p 1é.jpg": b"JPEG"})
    assert answer.status_code == 201 and message(answer)
    assert answer["X-OpenRosa-Accept-Content-Length"]
    kept = SubmissionVersion.objects.get()
    assert bytes(kept.xml) == filled.xml()
    assert (kept.submission.state, kept.submission.filed_by) == ("waiting", phone.phone.account)
    assert stored.read(Attachment.objects.get(name="p 1é.jpg").sha256) == b"JPEG"
    assert Entry.objects.filter(act="receive").count() == 1


def test_5_1_the_order_of_parts_is_free(phone):
    filled = Filled(photo="a.jpg")
    ahead = body_of(None, {"a.jpg": b"A"}).removesuffix(f"--{BOUNDARY}--\r\n".encode())
    assert phone.post(ahead + body_of(filled.xml())).status_code == 201
    assert names() == {"a.jpg": True}


def test_5_3_an_unknown_form_or_version_or_a_closed_one(phone, organisation):
    published(organisation, "fermé", state="closed")
    published(organisation, "essai", "9", state="draft")
    assert phone.send(Filled(form_id="inconnu")).status_code == 404
    assert phone.send(Filled(version="8")).status_code == 404
    assert phone.send(Filled(version="9")).status_code == 404
    assert phone.send(Filled(form_id="fermé")).status_code == 409
    assert nothing_is_stored()
    kept = SetAside.objects.order_by("id").values_list("code", flat=True)
    assert list(kept) == ["unknown-form", "unknown-version", "unknown-version", "closed"]


def test_5_3_a_form_that_closes_between_two_records_is_closed(phone, form):
    assert phone.send(Filled()).status_code == 201
    type(form).objects.filter(pk=form.pk).update(state="closed")
    assert phone.send(Filled()).status_code == 409
    assert Submission.objects.count() == 1


def test_5_3_an_identical_record_sent_again_is_one_record(phone):
    filled = Filled()
    assert [phone.send(filled).status_code for _time in range(3)] == [201, 201, 201]
    assert Submission.objects.count() == SubmissionVersion.objects.count() == 1
    assert Entry.objects.filter(act="receive").count() == 1


def test_5_3_and_9_the_same_number_with_other_content_is_a_conflict(phone):
    first = Filled(photo="a.jpg")
    phone.send(first)
    other = Filled(instance_id=first.instance_id, place="Autre", photo="a.jpg")
    assert phone.send(other, {"a.jpg": b"OTHER"}).status_code == 409
    assert bytes(SubmissionVersion.objects.get().xml) == first.xml()
    assert names() == {"a.jpg": False}  # its files are not those of the record …
    kept = {each.about["name"]: stored.read(each.sha256) for each in SetAside.objects.all()}
    assert kept == {"a.jpg": b"OTHER", "xml_submission_file": other.xml()}  # … and are not thrown away


def test_5_3_the_number_of_another_organisation_is_a_conflict(phone, neighbour, form):
    filled = Filled()
    phone.send(filled)
    Submission.objects.update(organisation=neighbour)
    assert phone.send(filled, {"x.jpg": b"X"}).status_code == 409
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("length", [65, FORM_ID_LENGTH])
def test_5_4_a_long_number_is_fine(phone, length):
    assert phone.send(Filled(instance_id="x" * length)).status_code == 201
    assert SubmissionVersion.objects.get().instance_id == "x" * length


def test_5_4_too_long_is_told(phone):
    assert phone.send(Filled(instance_id="x" * (FORM_ID_LENGTH + 1))).status_code == 400


def test_5_4_the_same_number_under_another_form_is_another_record(phone, organisation):
    published(organisation, "autre")
    filled = Filled()
    assert phone.send(filled).status_code == 201
    assert phone.send(Filled(form_id="autre", instance_id=filled.instance_id)).status_code == 201
    assert Submission.objects.count() == 2


def test_5_5_meta_is_known_by_its_local_name(phone):
    plain = b'<data id="essai" version="1"><meta><instanceID>uuid:1</instanceID></meta></data>'
    odd = b'<d id="essai" version="1"><z:meta xmlns:z="urn:z"><z:instanceID> uuid:2 </z:instanceID></z:meta></d>'
    by_namespace = b'<data xmlns="essai" version="1"><meta><instanceID>uuid:3</instanceID></meta></data>'
    for xml in (plain, odd, by_namespace):
        assert phone.send(xml).status_code == 201
    assert {each.instance_id for each in SubmissionVersion.objects.all()} == {"uuid:1", "uuid:2", "uuid:3"}


def test_5_7_and_8_attachments_come_in_pieces_in_any_order_and_again(phone):
    filled = Filled(photo="a.jpg", audit="audit.csv", faces=("b.jpg", "c.jpg"))
    flag = ("*isIncomplete*", "yes")
    answer = phone.send(filled, None, flag)
    assert answer.status_code == 201 and "4" in message(answer)
    assert names(is_named=True) == {"a.jpg": False, "audit.csv": False, "b.jpg": False, "c.jpg": False}
    assert phone.send(filled, {"c.jpg": b"C"}, flag).status_code == 201
    assert phone.send(filled, {"a.jpg": b"A", "c.jpg": b"C"}, flag).status_code == 201
    assert phone.send(filled, {"b.jpg": b"B", "audit.csv": b"event"}).status_code == 201
    assert all(names().values()) and Attachment.objects.count() == 4
    assert Submission.objects.count() == 1


def test_5_8_what_no_question_names_is_kept_and_marked(phone):
    assert phone.send(Filled(), {"reste.jpg": b"R"}).status_code == 201
    left = Attachment.objects.get()
    assert not left.is_named and stored.read(left.sha256) == b"R"


def test_5_10_other_bytes_under_the_same_name_stand_beside_the_first(phone):
    filled = Filled(photo="a.jpg")
    for content in (b"ONE", b"TWO", b"ONE"):
        assert phone.send(filled, {"a.jpg": content}).status_code == 201
    kept = Attachment.objects.order_by("id")
    assert [(stored.read(each.sha256), each.is_current) for each in kept] == [(b"ONE", False), (b"TWO", True)]


def test_5_11_an_old_version_can_still_be_sent(phone, organisation):
    published(organisation, "essai", "2")
    assert phone.send(Filled(version="1")).status_code == 201
    assert phone.send(Filled(version="2")).status_code == 201


@pytest.mark.parametrize(
    ("query", "kept"), [("?deviceID=collect%3Aabc", "collect:abc"), ("", ""), ("?deviceID=", "")]
)
def test_5_12_the_device_is_stored_with_the_record_and_nowhere_else(phone, query, kept):
    body = body_of(Filled().xml())
    phone.post(body, f"/submission{query}", **{"User-Agent": "Collect"})
    version = SubmissionVersion.objects.get()
    assert (version.device, version.user_agent) == (kept, "Collect")
    assert "abc" not in str(list(Entry.objects.values()))


SPOILT = {
    "not-xml": (b"<data id='essai' version='1'><place>", 400),
    "null-byte": (b"<data id='essai'>\0</data>", 400),
    "doctype": (b"<!DOCTYPE data><data id='essai'/>", 400),
    "no-form-id": (b"<data><meta><instanceID>uuid:1</instanceID></meta></data>", 400),
    "no-instance-id": (b"<data id='essai' version='1'><meta/></data>", 400),
    "wrong-namespace": (b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", 400),
    "empty": (b"", 400),
    "too-deep": (b"<data id='essai'>" + b"<a>" * 200 + b"</a>" * 200 + b"</data>", 400),
}
BOMB = b"<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>]><d id='essai'>&b;</d>"


@pytest.mark.parametrize("code", SPOILT)
def test_5_13_what_is_spoilt_is_refused_in_words_and_set_aside(phone, code):
    xml, status = SPOILT[code]
    answer = phone.send(xml)
    assert answer.status_code == status and message(answer)
    assert nothing_is_stored()
    if xml:
        kept = SetAside.objects.get()
        assert (kept.code, stored.read(kept.sha256)) == (code, xml)


def test_5_13_a_bomb_of_entities_is_not_unfolded(phone):
    assert phone.send(BOMB).status_code == 400
    assert SetAside.objects.get().code == "doctype"


def test_5_13_the_same_rubbish_is_set_aside_once(phone):
    for _time in range(3):
        phone.send(BOMB)
    assert SetAside.objects.count() == 1


def test_5_13_what_is_set_aside_has_bounds(phone, monkeypatch):
    monkeypatch.setattr("vigie.intake.acts.submission.SET_ASIDE_BYTES", 10)
    assert phone.send(BOMB).status_code == 400
    assert phone.send(BOMB + b" ").status_code == 400
    assert SetAside.objects.count() <= 1


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"<data/>", "text/xml", "not-multipart"),
        (b"a=1", "application/x-www-form-urlencoded", "not-multipart"),
        (body_of(None, {"a.jpg": b"A"}), CONTENT_TYPE, "no-xml-part"),
        (body_of(Filled().xml())[:-9], CONTENT_TYPE, "broken-multipart"),
        (body_of(Filled().xml(), {"a.jpg": b"A" * 999})[:-99], CONTENT_TYPE, "broken-multipart"),
        (body_of(Filled().xml()).removesuffix(f"--{BOUNDARY}--\r\n".encode()) + body_of(b"<b/>"), CONTENT_TYPE,
         "two-xml-parts"),
    ],
)  # fmt: skip
def test_5_3_a_broken_body_is_refused_and_what_came_is_set_aside(phone, body, kind, code):
    answer = phone.post(body, kind=kind)
    assert answer.status_code == 400 and message(answer)
    assert nothing_is_stored()
    assert set(SetAside.objects.values_list("code", flat=True)) <= {code}
    assert SetAside.objects.exists() == (code != "not-multipart")
    assert not list(stored.arriving().iterdir())


def test_5_13_large_answers_and_files_are_fine(phone):
    assert phone.send(Filled(place="x" * 1_000_000)).status_code == 201
    filled = Filled(photo="a.jpg")
    content = os.urandom(1000) * 20_000
    assert phone.send(filled, {"a.jpg": content}).status_code == 201
    assert stored.read(Attachment.objects.get(name="a.jpg").sha256) == content
    assert phone.send(Filled(photo="leer.jpg"), {"leer.jpg": b""}).status_code == 201
    assert names(name="leer.jpg") == {"leer.jpg": True}


def test_5_3_what_is_beyond_the_limit_is_413(phone, settings):
    settings.PHONE_LIMIT_BYTES = 1000
    assert phone.send(Filled(place="x" * 2000)).status_code == 413


def test_5_13_names_never_become_paths(phone, kept):
    assert phone.send(Filled(), {"../../a.jpg": b"A", "c:\\b.jpg": b"B"}).status_code == 201
    assert set(names()) == {"a.jpg", "b.jpg"}
    assert {each.name for each in kept.glob("??/*")} == set(
        Attachment.objects.values_list("sha256", flat=True)
    )


def test_received_files_are_for_the_serving_user_alone(phone, kept):
    phone.send(Filled(), {"a.jpg": b"A"})
    folders = [kept, *(each for each in kept.iterdir() if each.is_dir())]
    assert all(each.stat().st_mode & 0o077 == 0 for each in folders)
    assert all(each.stat().st_mode & 0o077 == 0 for each in kept.glob("??/*"))


def test_a_full_disk_stores_nothing_by_half(phone, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stored.os, "fsync", full)
    answer = phone.send(Filled(photo="a.jpg"), {"a.jpg": b"A"})
    assert answer.status_code == 507 and message(answer)
    monkeypatch.undo()
    assert nothing_is_stored() and not Attachment.objects.exists()
    assert not list(stored.arriving().iterdir())


def test_a_nearly_full_disk_is_full(phone, monkeypatch):
    monkeypatch.setattr(stored, "RESERVE_BYTES", 2**62)
    assert phone.send(Filled()).status_code == 507
    assert nothing_is_stored()


def test_a_clock_years_off_is_taken_and_remarked(phone):
    assert phone.send(Filled(start="1999-12-31T23:00:00.000-01:00")).status_code == 201
    (remark,) = Submission.objects.get().remarks
    assert (remark["code"], remark["field"]) == ("clock-off", "start")


def test_7_7_without_a_right_nothing_is_stored(phone, neighbour):
    published(neighbour, "voisin")
    answer = phone.send(Filled(form_id="voisin"), {"a.jpg": b"A"})
    assert answer.status_code == 403 and message(answer)
    assert nothing_is_stored() and not SetAside.objects.exists()
    assert not [each for each in stored.folder().rglob("*") if each.is_file()]


def test_7_7_a_right_that_was_taken_back_a_moment_ago_is_gone(phone, form):
    assert phone.send(Filled()).status_code == 201
    form.form.fillers.clear()
    assert phone.send(Filled()).status_code == 403
    assert Submission.objects.count() == 1


def test_a_revoked_phone_is_refused_at_its_next_request(phone):
    assert phone.send(Filled()).status_code == 201
    type(phone.phone).objects.update(revoked_at="2026-01-01T00:00:00Z")
    assert phone.send(Filled()).status_code == 403
    assert phone.get("/formList").status_code == 403
    assert Submission.objects.count() == 1


def test_a_closed_account_sends_nothing_more(phone, monitor):
    assert phone.send(Filled()).status_code == 201
    type(monitor).objects.filter(pk=monitor.pk).update(is_active=False)
    assert phone.send(Filled()).status_code in (401, 403)
    assert Submission.objects.count() == 1


@pytest.fixture(autouse=True)
def nothing_remembered():
    standing.forget()

"""Conformance §8 and §9: encrypted records at the door, and the record of how a form was filled."""

from __future__ import annotations

import pytest

from tests.core.xforms import sealing
from tests.intake.openrosa.field import Filled, published
from vigie.intake.models import Attachment, SetAside, Submission
from vigie.intake.receiving import stored

KEY = "MIIBIjANBgkq"  # only the recipient needs a whole one


def manifest(
    instance_id: str = "uuid:s", files: tuple[str, ...] = ("a.jpg.enc",), ns: str = sealing.OF_COLLECT
) -> bytes:
    media = "".join(f"<media><file>{each}</file></media>" for each in files)
    return (
        f'<data xmlns="{ns}" encrypted="yes" id="scellé" version="1">'
        f"<base64EncryptedKey>AAAA</base64EncryptedKey>{media}<encryptedXmlFile>submission.xml.enc</encryptedXmlFile>"
        "<base64EncryptedElementSignature>BBBB</base64EncryptedElementSignature>"
        f'<orx:meta xmlns:orx="{sealing.OPENROSA}"><orx:instanceID>{instance_id}</orx:instanceID></orx:meta></data>'
    ).encode()


@pytest.fixture
def sealed(organisation):
    return published(organisation, "scellé", public_key=KEY)


@pytest.mark.parametrize("ns", [sealing.OF_COLLECT, sealing.SPECIFIED])
def test_8_5_and_8_the_files_of_the_manifest_are_awaited_in_any_order(phone, sealed, ns):
    assert phone.send(manifest(ns=ns), {"submission.xml.enc": b"S"}).status_code == 201
    record = Submission.objects.get()
    assert record.state == "sealed"
    awaited = {each.name: bool(each.sha256) for each in Attachment.objects.all()}
    assert awaited == {"a.jpg.enc": False, "submission.xml.enc": True}
    assert phone.send(manifest(ns=ns), {"a.jpg.enc": b"A", "strange.enc": b"?"}).status_code == 201
    assert all(Attachment.objects.values_list("sha256", flat=True))  # also what nobody expected is kept


def test_8_7_without_a_number_it_is_refused_and_kept(phone, sealed):
    spoilt = manifest().replace(b"uuid:s", b"")
    assert phone.send(spoilt, {"submission.xml.enc": b"S"}).status_code == 400
    assert {stored.read(each.sha256) for each in SetAside.objects.all()} == {spoilt, b"S"}


def test_8_7_a_second_sealing_of_the_same_record_is_a_conflict(phone, sealed):
    assert phone.send(manifest()).status_code == 201
    assert phone.send(manifest().replace(b"AAAA", b"CCCC"), {"submission.xml.enc": b"T"}).status_code == 409
    assert b"T" in {stored.read(each.sha256) for each in SetAside.objects.all()}


def test_8_9_clear_answers_to_a_form_that_demands_sealing_are_refused_loudly(phone, sealed):
    answer = phone.send(Filled(form_id="scellé"))
    assert answer.status_code == 400 and "chiffr" in answer.content.decode()
    assert not Submission.objects.exists()
    assert SetAside.objects.get().code == "plain-for-sealed"


def test_9_1_the_audit_is_kept_verbatim(phone):
    audit = b'event,node,start,end,old-value,new-value\nquestion,/data/place,1763,1764,"a ""b""",c\r\n'
    assert phone.send(Filled(audit="audit.csv"), {"audit.csv": audit}).status_code == 201
    kept = Attachment.objects.get()
    assert kept.is_named and stored.read(kept.sha256) == audit

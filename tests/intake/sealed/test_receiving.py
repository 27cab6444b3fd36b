"""Encrypted records over HTTP: any order, several requests, nothing in clear, nothing deleted."""

from __future__ import annotations

import hashlib
import itertools
import os

import pytest

from tests.intake.openrosa.field import Filled
from tests.intake.sealed.conftest import sealed
from vigie.core.xforms.sealed import open_sealed, read_manifest
from vigie.intake.models import Attachment, SetAside, Submission, SubmissionVersion
from vigie.intake.receiving import stored

MEDIA = {"photo.jpg": b"JPEG" * 9, "audit.csv": b"event,node,start,end\n"}


def held() -> dict[str, bytes]:
    """The current files of the one record, by name."""
    rows = Attachment.objects.filter(is_current=True, is_named=True).exclude(sha256="")
    return {each.name: stored.read(each.sha256) for each in rows}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_files_come_in_any_order_over_several_requests(phone, key, order):
    made = sealed(key, media=MEDIA)
    names = list(made.files)
    for number in order:
        name = names[number]
        assert phone.send(made.manifest, {name: made.files[name]}).status_code == 201
    submission = Submission.objects.get()
    assert submission.state == "sealed"
    assert held() == made.files
    assert open_sealed(read_manifest(bytes(SubmissionVersion.objects.get().xml)), held(), key).media == MEDIA


def test_the_manifest_alone_tells_what_is_awaited(phone, key):
    made = sealed(key, media=MEDIA)
    assert phone.send(made.manifest).status_code == 201
    awaited = set(Attachment.objects.filter(sha256="").values_list("name", flat=True))
    assert awaited == set(made.files)


def test_the_digest_of_everything_received_is_kept(phone, key):
    made = sealed(key, media=MEDIA)
    phone.send(made.manifest, made.files)
    assert SubmissionVersion.objects.get().sha256 == hashlib.sha256(made.manifest).hexdigest()
    kept = dict(Attachment.objects.values_list("name", "sha256"))
    assert kept == {name: hashlib.sha256(data).hexdigest() for name, data in made.files.items()}


def test_plaintext_is_refused_where_the_form_is_encrypted_and_said_loudly(phone):
    answer = phone.send(Filled("secret"), **{"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "must be sent encrypted" in answer.content.decode()
    assert not Submission.objects.exists()
    assert SetAside.objects.get().code == "plain-for-sealed"


def test_a_second_encryption_of_one_record_is_other_content(phone, key):
    made, again = sealed(key), sealed(key)
    assert phone.send(made.manifest, made.files).status_code == 201
    assert phone.send(again.manifest, again.files).status_code == 409
    assert held() == made.files
    assert SetAside.objects.filter(code="other-content").count() == 2  # the manifest and its file, kept apart


def test_a_manifest_without_number_or_key_is_refused_and_kept(phone, key):
    made = sealed(key)
    for part in (b"<instanceID>uuid:s1</instanceID>", b"base64EncryptedKey"):
        broken = made.manifest.replace(part, b"" if part.startswith(b"<") else b"other")
        assert phone.send(broken, made.files).status_code == 400
    assert not Submission.objects.exists()
    assert SetAside.objects.exists()


def test_ciphertext_is_never_deleted(phone, key):
    """Neither what nobody asked for, nor what comes again with other bytes, nor by the sweep of old files."""
    made = sealed(key)
    name = "submission.xml.enc"
    phone.send(made.manifest, {**made.files, "extra.jpg.enc": b"unasked"})
    phone.send(made.manifest, {name: b"other bytes under the name"})
    kept = set(Attachment.objects.values_list("name", "is_named"))
    assert kept == {(name, True), ("extra.jpg.enc", False)}
    digests = [each.sha256 for each in Attachment.objects.all()]
    assert hashlib.sha256(made.files[name]).hexdigest() in digests
    for each in stored.folder().glob("[0-9a-f][0-9a-f]/*"):
        os.utime(each, (0, 0))
    stored.sweep()
    assert all(stored.path_of(digest).exists() for digest in digests)
    assert len(digests) == 3


def test_an_edit_under_a_new_key_waits_for_its_own_files(phone, key):
    """The names are the same and the key is not: the files of the version before would never open."""
    first = sealed(key, media=MEDIA)
    phone.send(first.manifest, first.files)
    second = sealed(key, "uuid:s2", media=MEDIA)
    edited = second.manifest.replace(b"</instanceID>", b"</instanceID><deprecatedID>uuid:s1</deprecatedID>")
    assert phone.send(edited).status_code == 201
    awaited = Attachment.objects.filter(version__is_current=True, sha256="").values_list("name", flat=True)
    assert set(awaited) == set(second.files)
    assert phone.send(edited, second.files).status_code == 201
    assert not Attachment.objects.filter(sha256="").exists()
    assert SubmissionVersion.objects.count() == 2


def test_the_same_record_again_is_known(phone, key):
    made = sealed(key, media=MEDIA)
    for _time in range(3):
        assert phone.send(made.manifest, made.files).status_code == 201
    assert Submission.objects.count() == 1
    assert Attachment.objects.count() == 3

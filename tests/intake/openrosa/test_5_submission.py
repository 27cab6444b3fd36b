"""Conformance §5: what a phone sends, and what it is answered."""

from __future__ import annotations

from tests.intake.openrosa.field import Filled
from vigie.intake import stored
from vigie.intake.models import Attachment, Submission, SubmissionVersion


def test_a_record_is_stored_byte_for_byte(phone):
    filled = Filled(photo="p 1é.jpg")
    answer = phone.send(filled, {"p 1é.jpg": b"JPEG"})
    assert answer.status_code == 201
    assert answer["X-OpenRosa-Version"] == "1.0"
    kept = SubmissionVersion.objects.get()
    assert bytes(kept.xml) == filled.xml()
    assert Submission.objects.get().state == "waiting"
    photo = Attachment.objects.get(name="p 1é.jpg")
    assert stored.read(photo.sha256) == b"JPEG"

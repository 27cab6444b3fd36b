"""What nobody sends on purpose: spoilt records and bodies. A few at each run, VIGIE_FUZZ of them at night."""

from __future__ import annotations

import io
import os
import random

import pytest

from tests.intake.openrosa.field import BOUNDARY, Filled, body_of
from vigie.core.xforms.instance import BadInstance, read_instance
from vigie.intake.models import SetAside, Submission
from vigie.intake.openrosa.multipart import BrokenBody, boundary_of, parts
from vigie.intake.receiving.refusals import REFUSALS

TIMES = int(os.environ.get("VIGIE_FUZZ", "2000"))
PIECES = (
    b"<", b">", b"&", b"]]>", b"<!DOCTYPE a>", b"<!ENTITY x 'y'>", b"<![CDATA[", b"<?x ?>", b"\0", b"\xff\xfe",
    b"&#0;", b"&amp;", b"--", f"--{BOUNDARY}".encode(), b"\r\n", b"\r\n\r\n", b'name="xml_submission_file"', b"=",
    b"<data id='essai'>", b"</data>", b"xmlns:a=''", "é".encode(), b"\xc3", b" " * 999,
)  # fmt: skip


def spoilt(chance: random.Random, whole: bytes) -> bytes:
    """One to six random hurts: a byte changed, a piece put in, cut out, doubled, moved, or all cut off."""
    content = bytearray(whole)
    for _hurt in range(chance.randint(1, 6)):
        at, other = sorted(chance.randrange(len(content) + 1) for _end in range(2))
        hurt = chance.randrange(6)
        if hurt == 0 and at < len(content):
            content[at] = chance.randrange(256)
        elif hurt == 1:
            content[at:at] = chance.choice(PIECES)
        elif hurt == 2:
            del content[at:other]
        elif hurt == 3:
            content[at:at] = content[at:other]
        elif hurt == 4:
            content[:0] = content[at:other]
        else:
            del content[other:]
    return bytes(content)


def test_no_spoilt_record_breaks_the_reader():
    chance, whole = random.Random(5), Filled(photo="a.jpg", faces=("b.jpg",), audit="audit.csv").xml()
    codes = set()
    for _time in range(TIMES):
        try:
            read_instance(spoilt(chance, whole))
        except BadInstance as fault:
            codes.add(fault.code)
    assert codes <= set(REFUSALS) and {"not-xml", "null-byte"} <= codes


def test_no_spoilt_body_breaks_the_reader():
    chance, whole = (
        random.Random(6),
        body_of(Filled().xml(), {"a.jpg": bytes(range(256))}, ("*isIncomplete*", "yes")),
    )
    broken = 0
    for _time in range(TIMES):
        try:
            for part in parts(io.BytesIO(spoilt(chance, whole)), BOUNDARY.encode()):
                assert sum(map(len, part.pieces)) <= 10 * len(whole) + 6000
        except BrokenBody:
            broken += 1
    assert broken


@pytest.mark.parametrize("size", [1, 7, 50, 64 * 1024])
def test_a_body_is_the_same_however_it_is_cut(size, monkeypatch):
    monkeypatch.setattr("vigie.intake.openrosa.multipart.PIECE_BYTES", size)
    content = b"\r\n--almost" * 400 + b"\r\n"
    read = [
        (part.name, part.file_name, b"".join(part.pieces))
        for part in parts(
            io.BytesIO(b"before\r\n" + body_of(b"<a/>", {"é.jpg": content, "b": b""})), BOUNDARY.encode()
        )
    ]
    assert read == [
        ("xml_submission_file", "essai.xml", b"<a/>"), ("é.jpg", "é.jpg", content), ("b", "b", b""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "boundary"),
    [
        ("multipart/form-data; boundary=abc", b"abc"), ('Multipart/Form-Data; charset=utf-8; boundary="a b"', b"a b"),
        ("multipart/form-data", None), ("text/xml; boundary=abc", None), ("", None),
    ],
)  # fmt: skip
def test_the_boundary_is_read_from_the_header(header, boundary):
    if boundary:
        assert boundary_of(header) == boundary
        return
    with pytest.raises(BrokenBody):
        boundary_of(header)


def test_no_spoilt_request_breaks_the_door(phone):
    """Each gets an answer of the protocol; what is refused is either set aside or was nothing."""
    chance, whole = random.Random(7), body_of(Filled().xml(), {"a.jpg": b"JPEG"})
    for _time in range(max(40, TIMES // 100)):
        answer = phone.post(spoilt(chance, whole))
        assert answer.status_code in (201, 400, 404, 409, 413), answer.content
        assert b"OpenRosaResponse" in answer.content
    assert SetAside.objects.exists() or Submission.objects.exists()

"""Conformance §4 to §6: what is sent, sent again, sent in pieces, cut off, or corrected."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bench.client import content, multipart, new_id, record


def test_before_sending_a_phone_asks(bench):
    for method in ("HEAD", "GET"):
        answer = bench.ask(method, f"{bench.said['openrosa']}/submission?deviceID=a")
        assert (answer.status, answer.body) == (204, b"")
        assert answer.header("X-OpenRosa-Version") == "1.0"
        announced = int(answer.header("X-OpenRosa-Accept-Content-Length"))
        assert 500_000 <= announced <= 5_000_000, (
            "small, so that phones send in pieces that need not be sent again"
        )
        assert answer.header("Location") is None


def test_what_is_sent_is_stored_byte_for_byte_and_dumped(bench):
    root = new_id()
    xml = record(version="2", instance=root, photo="p 1é.jpg") + b"  \n<!-- a remark -->\n"
    answer = bench.send(xml, {"p 1é.jpg": b"JPEG\x00\xff"}, query="?deviceID=collect%3Aabc")
    assert answer.status in (201, 202)
    assert answer.message
    assert answer.header("X-OpenRosa-Version") == "1.0"
    assert answer.header("X-OpenRosa-Accept-Content-Length")
    stored = bench.dump("simple")[root]
    assert stored["xml"].encode() == xml
    assert stored["device"] == "collect:abc"
    assert (stored["root"], stored["current"], stored["versions"], stored["review"]) == (
        root,
        root,
        [root],
        None,
    )
    assert stored["attachments"]["p 1é.jpg"]["present"] is True
    assert content(stored, "p 1é.jpg") == b"JPEG\x00\xff"


def test_files_come_in_pieces_in_any_order_and_leftovers_do_no_harm(bench):
    root = new_id()
    xml = record(instance=root, photo="a.jpg", name="x").replace(
        b"<orx:meta>", b"<people><face>b.jpg</face></people><people><face>c.jpg</face></people><orx:meta>"
    )
    more = (("*isIncomplete*", "yes"),)
    assert bench.send(xml, {"c.jpg": b"C"}, fields=more).status in (201, 202)
    half = bench.dump("simple")[root]
    assert {name: each["present"] for name, each in half["attachments"].items()} == {
        "a.jpg": False, "b.jpg": False, "c.jpg": True,
    }  # fmt: skip
    assert half["attachments"]["a.jpg"]["b64"] is None
    assert bench.send(xml, {"b.jpg": b"B", "c.jpg": b"C", "leftover.jpg": b"L"}, fields=more).status in (
        201,
        202,
    )
    assert bench.send(xml, {"a.jpg": b""}).status in (201, 202)
    stored = bench.dump("simple")[root]
    assert set(stored["attachments"]) == {"a.jpg", "b.jpg", "c.jpg"}
    assert [content(stored, name) for name in ("a.jpg", "b.jpg", "c.jpg")] == [b"", b"B", b"C"]


def test_the_same_again_is_one_record_and_other_words_are_409(bench):
    root = new_id()
    xml = record(instance=root)
    assert [bench.send(xml).status for _time in range(3)] == [201, 201, 201]
    other = bench.send(record(instance=root, name="autre"), {"late.jpg": b"L"})
    assert other.status == 409
    assert other.message
    assert bench.dump("simple")[root]["xml"].encode() == xml
    assert bench.send(record("un & é", "", instance=root)).status == 201, "the number belongs to the form"


def test_the_same_eight_times_at_once_is_one_record(bench):
    """Central tells some of these phones that their report was deleted."""
    for _round in range(4):
        xml = record(instance=new_id())
        with ThreadPoolExecutor(8) as phones:
            answers = list(phones.map(lambda _one, xml=xml: bench.send(xml).status, range(8)))
        assert set(answers) <= {201, 202}


def test_a_number_of_249_characters_and_without_scheme_is_taken(bench):
    """Central takes 64."""
    for root in ("x" * 249, "n° 7/é", "urn:a:b"):
        assert bench.send(record(instance=root)).status == 201
        assert bench.send(record(instance=root)).status == 201


TRUNCATED = record()[:-20]
BOMB = b'<!DOCTYPE data [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + record().replace(b"Ville", b"&b;")
BAD = {
    "truncated": (TRUNCATED, 400),
    "malformed": (b"<data id='simple'", 400),
    "empty": (b"", 400),
    "no XML": (b"\x89PNG", 400),
    "null byte": (record(name="a\0b"), 400),
    "doctype": (BOMB, 400),
    "no number": (record(instance=""), 400),
    "no form": (record().replace(b' id="simple"', b""), 400),
    "long number": (record(instance="x" * 251), 400),
    "unknown form": (record("nope"), 404),
    "unknown version": (record(version="99"), 404),
    "closed": (record("closed"), 409),
    "unknown original": (record(deprecated="uuid:never-came"), 404),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_sentence_and_is_no_record(bench, case):
    xml, status = BAD[case]
    answer = bench.send(xml, {"a.jpg": b"A"}, Accept_Language="en")
    assert answer.status == status
    assert len(answer.message) > 20
    assert answer.header("X-OpenRosa-Version") == "1.0"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (multipart(None, {"a.jpg": b"A"}), "multipart/form-data; boundary=----boundary-of-a-foreign-client"),
        (record(), "text/xml"),
        (multipart(record(), {})[:-40], "multipart/form-data; boundary=----boundary-of-a-foreign-client"),
        (b"x", "multipart/form-data"),
    ],
)
def test_a_broken_body_gets_a_sentence(bench, body, kind):
    answer = bench.ask("POST", f"{bench.said['openrosa']}/submission", body, Content_Type=kind)
    assert answer.status == 400
    assert answer.message


def test_file_names_never_become_paths(bench):
    root, name = new_id(), "../../../etc/é passwd"
    xml = record(instance=root, photo=name)
    assert bench.send(xml, {name: b"X"}).status in (201, 400)


def test_large_records_and_photographs_are_taken(bench):
    root = new_id()
    xml = record(instance=root, name="é" * 500_000, photo="big.bin")
    assert bench.send(xml, {"big.bin": b"\xff" * 20_000_000}).status == 201


def test_a_body_of_unknown_length_is_taken(bench):
    body = multipart(record(), {})
    pieces = b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in (body[:100], body[100:])) + b"0\r\n\r\n"
    answer = bench.ask(
        "POST", f"{bench.said['openrosa']}/submission", pieces, Transfer_Encoding="chunked",
        Content_Type="multipart/form-data; boundary=----boundary-of-a-foreign-client",
    )  # fmt: skip
    assert answer.status == 201


def test_versions_in_the_field_can_still_be_sent(bench):
    assert [bench.send(record(version=each)).status for each in ("1", "2")] == [201, 201]


def test_a_correction_keeps_what_was_before_it_and_its_files(bench):
    first, second, third = new_id(), new_id(), new_id()
    assert bench.send(record(instance=first, photo="a.jpg"), {"a.jpg": b"A"}).status == 201
    edit = record(instance=second, deprecated=first, photo="a.jpg", name="mieux")
    assert [bench.send(edit).status for _time in range(2)] == [201, 201]
    late = record(instance=third, deprecated=first)
    assert bench.send(late).status in (409, 410), "what it corrects was corrected already"
    assert bench.send(record(instance=first, photo="a.jpg")).status in (201, 202), "Central: 409 for ever"
    stored = bench.dump("simple")
    kept = stored[first]
    assert (kept["current"], kept["versions"], kept["review"]) == (second, [first, second], "edited")
    assert content(kept, "a.jpg") == b"A"
    assert "mieux" in kept["xml"]
    assert second not in stored
    assert third not in stored


def test_a_form_named_by_its_namespace_and_a_meta_without_prefix_are_read(bench):
    root = new_id()
    xml = f'<f xmlns="simple" version="1"><name>x</name><meta><instanceID>{root}</instanceID></meta></f>'
    assert bench.send(xml.encode()).status == 201

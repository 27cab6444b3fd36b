"""Conformance §1: what every request may be and every answer says."""

from __future__ import annotations

import gzip
from xml.etree import ElementTree

import pytest

from tests.intake.openrosa.field import Filled, body_of
from vigie.intake.receiving import stored

RESPONSE = "{http://openrosa.org/http/response}"


def message(response) -> str:
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{RESPONSE}OpenRosaResponse"
    return root.find(f"{RESPONSE}message").text


def test_1_1_the_version_header_is_not_asked_for(phone):
    assert phone.get("/formList").status_code == 200
    assert phone.get("/formList", **{"X-OpenRosa-Version": "1.0"}).status_code == 200


@pytest.mark.parametrize("path", ["/formList", "/submission"])
def test_1_2_every_answer_says_openrosa(phone, path):
    assert phone.get(path)["X-OpenRosa-Version"] == "1.0"
    assert phone.client.get(f"/odk{path}")["X-OpenRosa-Version"] == "1.0"  # a refusal, too


def test_1_3_the_clock_of_the_phone_is_not_believed(phone):
    answer = phone.send(Filled(), Date="Mon, 31 Dec 2001 11:59:61 GMT+00:00")
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("wish", "spoken", "word"),
    [
        ("", "fr", "abîmé"), ("fr-BF,fr;q=0.9", "fr", "abîmé"), ("en-GB,en;q=0.8", "en", "damaged"),
        ("ff", "fr", "abîmé"), ("mos,en", "en", "damaged"),
    ],
)  # fmt: skip
def test_1_4_and_5_it_speaks_the_language_of_the_phone(phone, wish, spoken, word):
    answer = phone.send(b"<data id='essai'><place>", **{"Accept-Language": wish})
    assert answer["Content-Language"] == spoken
    assert word in message(answer)


def test_1_5_the_message_is_escaped(phone):
    answer = phone.send(Filled(form_id="a<b&c>"))
    assert answer.status_code == 404
    assert "a<b&c>" in message(answer)


def test_1_6_a_foreign_device_id_is_tolerated_everywhere(phone):
    listed = phone.get("/formList?deviceID=x&verbose=true").content.decode()
    address = listed.partition("<downloadUrl>")[2].partition("</")[0].partition("testserver")[2]
    assert phone.client.get(f"{address}?deviceID=x").status_code == 200
    assert phone.get("/submission?deviceID=x").status_code == 204


def test_1_7_what_the_phone_has_is_not_sent_again(phone):
    first = phone.get("/formList")
    again = phone.get("/formList", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    packed = phone.get("/formList", **{"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == first.content
    assert phone.get("/formList", **{"If-None-Match": packed["ETag"]}).status_code == 304


def test_no_answer_sets_a_cookie_or_may_act_in_a_browser(phone):
    for answer in (phone.get("/formList"), phone.send(Filled())):
        assert not answer.cookies
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_no_token_stands_in_the_log(phone, caplog):
    phone.send(b"no form")
    phone.get("/formList")
    phone.client.get("/odk/" + "w" * 64 + "/formList")
    assert phone.token not in caplog.text and "w" * 64 not in caplog.text


def test_a_method_that_means_nothing_here_is_refused_in_words(phone):
    answer = phone.client.put(f"{phone.root}/submission")
    assert answer.status_code == 405 and message(answer)


def test_what_breaks_on_our_side_is_told_as_such(phone, monkeypatch):
    monkeypatch.setattr(stored, "check_room", lambda size: 1 / 0)
    answer = phone.post(body_of(Filled().xml()))
    assert answer.status_code == 500 and "téléphone" in message(answer)

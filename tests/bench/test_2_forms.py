"""Conformance §1 to §3: headers, the list of forms, forms, manifests and media."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.bench.client import md5
from tests.bench.conftest import PICTURE, PLACES


def test_one_line_of_json_with_the_keys_as_named(bench):
    assert set(bench.said) == {"openrosa", "openrosa_plain", "openrosa_noaccess", "user", "password"}
    plain = urlsplit(bench.said["openrosa_plain"])
    assert plain.hostname == "127.0.0.1"
    assert bench.said["openrosa"].startswith(f"{bench.said['openrosa_plain']}/")


def test_the_list_has_the_newest_published_version_of_each_form(bench):
    answer = bench.get("/formList?deviceID=a%20b&unknown=1")
    assert answer.status == 200
    assert answer.header("Content-Type") == "text/xml; charset=utf-8"
    assert answer.header("X-OpenRosa-Version") == "1.0"
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", answer.header("Date"))
    assert ElementTree.fromstring(answer.body).tag == "{http://openrosa.org/xforms/xformsList}xforms"
    forms = bench.forms()
    assert {form: each["version"] for form, each in forms.items()} == {
        "simple": "2", "un & é": "", "secret": "1", "visit": "1", "census": "1", "sheet": "7",
    }  # fmt: skip
    assert forms["simple"]["name"] == 'Simple "é"'
    assert not any("description" in name for each in forms.values() for name in each)
    assert {form for form, each in forms.items() if "manifestUrl" in each} == {"simple", "visit", "census"}
    assert answer.body == bench.get("/formList").body, "the same state gives the same bytes"


@pytest.mark.parametrize(
    ("asked", "found"), [("simple", {"simple"}), ("un%20%26%20%C3%A9", {"un & é"}), ("nope", set())]
)
def test_one_form_may_be_asked_for(bench, asked, found):
    assert set(bench.forms(f"?formID={asked}")) == found


def test_forms_written_by_hand_are_served_byte_for_byte(bench, folder):
    forms = bench.forms()
    for form, name in (("simple", "simple_v2.xml"), ("un & é", "unversioned.xml"), ("census", "census.xml")):
        answer = bench.get(forms[form]["downloadUrl"] + "?deviceID=x")
        assert answer.status == 200
        assert answer.body == (folder / name).read_bytes()
        assert forms[form]["hash"] == md5(answer.body)
    compiled = bench.get(forms["sheet"]["downloadUrl"]).body
    assert forms["sheet"]["hash"] == md5(compiled)
    assert b'dataset="things"' in compiled


def test_the_manifest_names_what_there_is_with_the_hash_of_its_bytes(bench):
    answer = bench.get(bench.forms()["simple"]["manifestUrl"])
    assert (answer.status, answer.header("X-OpenRosa-Version")) == (200, "1.0")
    assert answer.header("Content-Type").startswith("text/xml")
    media = bench.media("simple")
    assert set(media) == {"places.csv", "carte 1.png"}, "absent.csv was not brought"
    for name, data in (("places.csv", PLACES), ("carte 1.png", PICTURE)):
        got = bench.get(media[name]["downloadUrl"])
        assert (got.status, got.body, media[name]["hash"]) == (200, data, md5(data))
        assert media[name]["type"] == ""


def test_a_download_that_broke_off_resumes(bench):
    address = bench.media("simple")["places.csv"]["downloadUrl"]
    part = bench.get(address, Range="bytes=5-8")
    assert (part.status, part.body) == (206, PLACES[5:9])
    assert part.header("Content-Range") == f"bytes 5-8/{len(PLACES)}"
    assert bench.get(address, Range="bytes=900-").status == 416


def test_what_a_phone_has_it_need_not_fetch_again(bench):
    forms = bench.forms()
    for address in (
        "/formList", forms["simple"]["downloadUrl"], forms["simple"]["manifestUrl"],
        bench.media("simple")["places.csv"]["downloadUrl"], bench.media("census")["people.csv"]["downloadUrl"],
    ):  # fmt: skip
        etag = bench.get(address).header("ETag")
        assert etag
        again = bench.get(address, If_None_Match=etag)
        assert (again.status, again.body) == (304, b"")


def test_answers_are_compressed_for_who_asks(bench):
    packed = bench.get("/formList", Accept_Encoding="gzip")
    assert packed.header("Content-Encoding") == "gzip"
    assert gzip.decompress(packed.body) == bench.get("/formList").body


def test_words_are_in_the_phones_language(bench):
    french, english = (bench.send(b"<data/>", Accept_Language=each) for each in ("fr-FR,fr;q=0.9", "en"))
    assert (french.header("Content-Language"), english.header("Content-Language")) == ("fr", "en")
    assert french.message != english.message


@pytest.mark.parametrize("path", ["/formList", "/submission"])
def test_clients_without_the_version_header_are_answered(bench, path):
    assert bench.get(path, X_OpenRosa_Version="").status in (200, 204)

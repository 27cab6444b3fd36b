"""Conformance §3: the manifest and the files that go with a form (lists of entities: test_3_lists.py)."""

from __future__ import annotations

import hashlib
from xml.etree import ElementTree

import pytest

from tests.intake.openrosa.field import published
from tests.intake.openrosa.test_2_form_list import entries
from vigie.intake.models import FormFile

MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def manifest(phone, organisation):
    version = published(organisation, "avec", files={"carte é.png": CONTENT, "b.csv": b"name,label\n1,Un\n"})
    FormFile.objects.create(version=version, name="pas encore.png")
    entry = next(each for each in entries(phone.get("/formList")) if each["formID"] == "avec")
    return phone.client.get(entry["manifestUrl"])


def files(response) -> list[dict[str, str]]:
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{MANIFEST}manifest"
    return [{each.tag.removeprefix(MANIFEST): each.text for each in file} for file in root]


def test_3_1_to_3_a_manifest_names_each_file_with_its_hash(phone, manifest):
    assert manifest["X-OpenRosa-Version"] == "1.0"
    found = files(manifest)
    assert [each["filename"] for each in found] == ["b.csv", "carte é.png"]  # §3.9: one is not there yet
    for each in found:
        served = b"".join(phone.client.get(each["downloadUrl"]).streaming_content)
        assert each["hash"] == "md5:" + hashlib.md5(served).hexdigest()


def test_3_6_the_manifest_keeps_its_bytes(phone, manifest):
    assert phone.client.get(manifest.request["PATH_INFO"]).content == manifest.content


def test_3_7_a_download_resumes_where_it_broke_off(phone, manifest):
    address = files(manifest)[1]["downloadUrl"]
    whole = phone.client.get(address)
    assert whole["Accept-Ranges"] == "bytes" and whole["Content-Length"] == str(len(CONTENT))
    rest = phone.client.get(address, headers={"Range": "bytes=1000-", "If-Range": whole["ETag"]})
    assert (rest.status_code, rest["Content-Range"]) == (206, f"bytes 1000-{len(CONTENT) - 1}/{len(CONTENT)}")
    assert b"".join(rest.streaming_content) == CONTENT[1000:]
    assert (
        b"".join(phone.client.get(address, headers={"Range": "bytes=-7"}).streaming_content) == CONTENT[-7:]
    )
    some = phone.client.get(address, headers={"Range": "bytes=5-9"})
    assert b"".join(some.streaming_content) == CONTENT[5:10]
    changed = phone.client.get(address, headers={"Range": "bytes=1000-", "If-Range": '"other"'})
    assert changed.status_code == 200
    assert phone.client.get(address, headers={"Range": f"bytes={len(CONTENT)}-"}).status_code == 416
    assert phone.client.get(address, headers={"If-None-Match": whole["ETag"]}).status_code == 304

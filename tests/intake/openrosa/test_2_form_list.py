"""Conformance §2: the list of forms."""

from __future__ import annotations

import hashlib
from xml.etree import ElementTree

from tests.intake.openrosa.field import published

LIST = "{http://openrosa.org/xforms/xformsList}"


def entries(response) -> list[dict[str, str]]:
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{LIST}xforms"
    return [{each.tag.removeprefix(LIST): each.text or "" for each in form} for form in root]


def test_2_1_to_5_an_entry_says_all_that_collect_needs(phone, form):
    answer = phone.get("/formList")
    assert answer.status_code == 200 and answer["Content-Type"] == "text/xml; charset=utf-8"
    (entry,) = entries(answer)
    assert (entry["formID"], entry["name"], entry["version"]) == ("essai", "Essai & suite", "1")
    assert entry["downloadUrl"].startswith(f"http://testserver/odk/{phone.token}/forms/")
    served = phone.client.get(entry["downloadUrl"])
    assert served.content == bytes(form.xml) and served["Content-Type"] == "text/xml; charset=utf-8"
    assert entry["hash"] == "md5:" + hashlib.md5(served.content).hexdigest()
    assert "descriptionText" not in entry and "manifestUrl" not in entry  # §2.9: no files go with it


def test_2_5_strange_names_are_text_and_no_address(phone, organisation):
    published(organisation, 'é "à" & <b> /1?', "v 2/3", title="Enquête « déjà » & co")
    entry = entries(phone.get("/formList"))[-1]
    assert (entry["formID"], entry["version"]) == ('é "à" & <b> /1?', "v 2/3")
    assert phone.client.get(entry["downloadUrl"]).status_code == 200


def test_2_5_an_empty_version_is_no_version(phone, organisation):
    published(organisation, "sans", "")
    assert entries(phone.get("/formList"))[-1]["version"] == ""


def test_2_6_one_form_is_asked_for_by_its_identifier(phone, organisation):
    published(organisation, "autre")
    assert [each["formID"] for each in entries(phone.get("/formList?formID=autre"))] == ["autre"]
    absent = phone.get("/formList?formID=absent")
    assert absent.status_code == 200 and entries(absent) == []
    assert len(entries(phone.get("/formList?strange=1"))) == 2


def test_2_7_only_what_may_be_filled_and_only_the_newest(phone, organisation, neighbour):
    published(organisation, "essai", "2")
    published(organisation, "essai", "3", state="draft")
    published(organisation, "fermé", state="closed")
    published(neighbour, "voisin")
    published(organisation, "pas à nous", fill=False)
    assert [(each["formID"], each["version"]) for each in entries(phone.get("/formList"))] == [("essai", "2")]


def test_2_8_the_unknown_is_asked_who_it_is(phone):
    assert phone.client.get("/odk/formList").status_code == 401


def test_2_10_the_same_state_is_the_same_bytes(phone, organisation):
    published(organisation, "b")
    assert phone.get("/formList").content == phone.get("/formList").content


def test_an_old_version_is_still_given_to_who_holds_its_address(phone, organisation):
    old = entries(phone.get("/formList"))[0]["downloadUrl"]
    published(organisation, "essai", "2")
    assert phone.client.get(old).status_code == 200


def test_a_form_of_others_is_absent(phone, neighbour):
    theirs = published(neighbour, "voisin")
    assert phone.get(f"/forms/{theirs.form.uuid}/{theirs.md5}.xml").status_code == 404

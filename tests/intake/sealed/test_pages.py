"""The coordinator's pages: encrypted records given out and taken back, and the lists that phones carry."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.intake.conftest import PASSWORD
from tests.intake.entities import publish, record
from tests.intake.sealed.test_opening import bundle, form, key, keys, opening, phone, send  # noqa: F401
from vigie.access import NodeActor
from vigie.intake.acts import carry_out_entities
from vigie.intake.models import Entity, EntityList, Opening
from vigie.ledger.models import Entry

ONE = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def visit(client, people):
    def visiting(role: str):
        client.login(username=role, password=PASSWORD)
        return client

    return visiting


def test_what_waits_is_downloaded_opened_elsewhere_and_brought_back(visit, send, form, keys, tmp_path):  # noqa: F811
    send("uuid:1")
    send("uuid:2", only=("submission.xml.enc",))
    browser = visit("coordinator")
    page = browser.get(reverse("sealed"))
    assert page.status_code == 200
    counts = browser.get(reverse("sealed", kwargs={"ending": "json"})).json()["items"][0]
    assert (counts["waiting"], counts["incomplete"], counts["opened"]) == (2, 1, 0)
    answer = browser.post(reverse("sealed-bundle", args=[form.uuid]))
    assert "attachment" in answer["Content-Disposition"]
    packed = tmp_path / "b.zip"
    packed.write_bytes(b"".join(answer.streaming_content))
    assert Entry.objects.filter(act="hand_over").count() == 1
    opening(packed, keys, tmp_path / "out")
    returned = (tmp_path / "out" / "for-the-register.json").read_bytes()
    page = browser.post(reverse("sealed-return"), {"file": SimpleUploadedFile("r.json", returned)})
    assert (page.status_code, Opening.objects.count()) == (200, 1)


@pytest.mark.parametrize("content", [None, b"{}", b"\xff"])
def test_a_wrong_file_is_told_on_the_page(visit, form, content):  # noqa: F811
    files = {} if content is None else {"file": io.BytesIO(content)}
    page = visit("coordinator").post(reverse("sealed-return"), files)
    assert page.status_code == 422
    assert "for-the-register.json" in page.content.decode()


@pytest.mark.parametrize("role", ["monitor", "analyst", "clerk", "operator"])
def test_ciphertext_is_given_to_coordinators_only(visit, send, form, role):  # noqa: F811
    send()
    browser = visit(role)
    assert browser.get(reverse("sealed")).status_code == 404
    assert browser.post(reverse("sealed-bundle", args=[form.uuid])).status_code == 404
    assert browser.post(reverse("sealed-return")).status_code == 404


def test_lists_show_conflicts_and_what_could_not_be_done(visit, organisation):
    census = publish(organisation)
    make = f'dataset="people" id="{ONE}" create="1"><label>Awa</label>'
    change = f'dataset="people" id="{ONE}" update="1" baseVersion="9"><label/>'
    for number, entity in enumerate((make, make, change)):
        carry_out_entities(NodeActor(), record(census, str(number), entity, age="3"))
    Entity.objects.update(conflict="soft")
    browser = visit("coordinator")
    page = browser.get(reverse("lists")).content.decode()
    assert "Awa" in page
    assert ONE in page
    browser.post(reverse("entity-settle", args=[Entity.objects.get().pk]))
    browser.post(reverse("list-approval", args=[EntityList.objects.get().pk]), {"required": "yes"})
    assert (Entity.objects.get().conflict, EntityList.objects.get().approval_required) == ("", True)


def test_an_analyst_reads_the_lists_and_changes_nothing(visit, organisation):
    publish(organisation)
    browser = visit("analyst")
    assert browser.get(reverse("lists")).status_code == 200
    answer = browser.post(reverse("list-approval", args=[EntityList.objects.get().pk]), {"required": "yes"})
    assert answer.status_code == 404
    assert visit("monitor").get(reverse("lists")).status_code == 404

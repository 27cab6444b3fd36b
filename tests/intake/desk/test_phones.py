"""Telephones: set up by a code that Collect reads, refused once revoked, held apart once seized."""

from __future__ import annotations

import base64
import json
import re
import zlib
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.intake.desk.conftest import set_up, signed_in
from tests.intake.openrosa.field import Filled
from vigie.intake.models import FieldPassword, Phone, Submission
from vigie.intake.openrosa.credentials import ha1
from vigie.ledger.models import Entry


@pytest.fixture
def phone(people, form, areas):
    return set_up(people["coordinator"], people["monitor"], area="Séno")


def row() -> Phone:
    return Phone.objects.get()


def test_the_code_is_what_the_app_reads_and_its_token_opens_the_forms(people, form, areas):
    asked = {"account": str(people["monitor"].uuid), "label": "Rouge", "area": "BF5602"}
    page = signed_in(people["coordinator"]).post("/terrain/telephones/nouveau", asked)
    assert "no-store" in page["Cache-Control"]
    shown = page.content.decode()
    text = re.search(r'translate="no">([A-Za-z0-9+/=]{100,})<', shown)[1]
    said = json.loads(zlib.decompress(base64.b64decode(text)))
    assert said["general"]["autosend"] == "wifi_and_cellular"
    assert said["general"]["delete_send"] is True
    assert "admin_pw" not in said["admin"]
    assert "Vigie" not in json.dumps(said)  # a checkpoint may read what the telephone shows
    token = said["general"]["server_url"].rpartition("/")[2]
    assert Client().get(f"/odk/{token}/formList").status_code == 200
    assert "<svg" in shown and "<script" not in shown
    assert row().area == areas["BF5602"]
    # Shown once, kept nowhere.
    assert (
        token
        not in signed_in(people["coordinator"]).get(f"/terrain/telephones/{row().uuid}").content.decode()
    )
    assert not Phone.objects.filter(token_hash=token).exists()
    assert not Entry.objects.filter(detail__icontains=token).exists()


def test_a_revoked_telephone_is_refused_at_its_next_request(people, phone):
    assert phone.send().status_code == 201
    answer = signed_in(people["coordinator"]).post(
        f"/terrain/telephones/{row().uuid}/revoquer", {"because": "Remplacé."}
    )
    assert answer.status_code == 302
    assert phone.send().status_code == 403
    assert phone.list().status_code == 403
    assert Submission.objects.get().state == "waiting"  # what it sent before stays as it is


def test_a_seized_telephone_is_refused_and_its_latest_records_are_held(people, phone):
    old, recent = Filled(), Filled()
    phone.send(old)
    Submission.objects.update(received_at=timezone.now() - timedelta(30), state="filed")
    phone.send(recent)
    FieldPassword.objects.create(account=people["monitor"], ha1="0" * 32)
    desk = signed_in(people["coordinator"])
    refused = desk.post(f"/terrain/telephones/{row().uuid}/saisir", {"days": "14", "because": ""})
    assert refused.status_code == 422
    desk.post(f"/terrain/telephones/{row().uuid}/saisir", {"days": "14", "because": "Prise à un barrage."})
    assert phone.send(Filled()).status_code == 403
    assert not FieldPassword.objects.exists()
    assert Submission.objects.get(root=old.instance_id).state == "filed"
    assert Submission.objects.get(root=recent.instance_id).state == "held"
    page = desk.get("/terrain").content.decode()
    assert "mise à part" in page


def test_what_the_same_person_sent_by_no_known_telephone_is_held_too(people, phone, form, organisation):
    Submission.objects.create(
        form=form.form, root="uuid:w", organisation=organisation, filed_by=people["monitor"], channel="web"
    )
    Submission.objects.create(
        form=form.form, root="uuid:f", organisation=organisation, filed_by=people["monitor"], channel="file"
    )
    other = set_up(people["coordinator"], people["monitor"], "Téléphone 8")
    other.send(Filled(instance_id="uuid:8"))
    desk = signed_in(people["coordinator"])
    seized = Phone.objects.get(label="Téléphone 7")
    desk.post(f"/terrain/telephones/{seized.uuid}/saisir", {"days": "2", "because": "Volé."})
    states = dict(Submission.objects.values_list("root", "state"))
    assert states == {"uuid:w": "held", "uuid:f": "waiting", "uuid:8": "waiting"}


def test_a_field_password_opens_forms_by_digest_and_is_shown_once(people, phone):
    desk = signed_in(people["coordinator"])
    page = desk.post(f"/terrain/telephones/{row().uuid}/mot-de-passe")
    password = re.search(r"<b>([a-z0-9-]{19})</b>", page.content.decode())[1]
    assert FieldPassword.objects.get().ha1 == ha1("monitor", password)
    assert "no-store" in page["Cache-Control"]
    assert password not in desk.get(f"/terrain/telephones/{row().uuid}").content.decode()
    login = base64.b64encode(f"monitor:{password}".encode()).decode()
    answer = Client().get("/odk/formList", headers={"authorization": f"Basic {login}"}, secure=True)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": " "},
        {"area": "Nulle Part"},
        {"area": "BF"},
        {"account": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(people, form, areas, wrong):
    asked = {"account": str(people["monitor"].uuid), "label": "X", "area": "", **wrong}
    page = signed_in(people["coordinator"]).post("/terrain/telephones/nouveau", asked)
    assert page.status_code == 422
    assert 'class="msg"' in page.content.decode() or "notice warn" in page.content.decode()
    assert not Phone.objects.exists()


def test_another_organisation_and_other_roles_find_nothing(people, phone, neighbour):
    address = f"/terrain/telephones/{row().uuid}"
    stranger = people["coordinator"].__class__.objects.create_user(
        "ailleurs", "un mot de passe assez long", role="coordinator", organisation=neighbour
    )
    assert signed_in(people["coordinator"]).get(address).status_code == 200
    for account in (stranger, people["analyst"], people["monitor"], people["clerk"]):
        assert signed_in(account).get(address).status_code == 404
        for doing in ("revoquer", "saisir", "mot-de-passe"):
            answer = signed_in(account).post(f"{address}/{doing}", {"because": "x", "days": "1"})
            assert answer.status_code == 404
    mine = {"account": str(people["monitor"].uuid), "label": "X"}
    assert signed_in(stranger).post("/terrain/telephones/nouveau", mine).status_code == 422
    assert Phone.objects.count() == 1
    assert row().revoked_at is None

"""The coordinator's page of text messages, through its address."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.intake.sms.conftest import NUMBER, OTHER_NUMBER, Phone, area
from vigie.directory.models import Account
from vigie.intake.models import Gateway, LocalWord, Message, Sender, Submission


@pytest.fixture
def desk(people) -> Client:
    browser = Client()
    browser.force_login(people["coordinator"])
    return browser


def page(desk: Client) -> str:
    return desk.get("/terrain/sms").content.decode()


def test_it_says_that_others_read(desk):
    assert "D’autres peuvent lire un SMS" in page(desk)


def test_a_token_is_shown_once_and_opens_the_door(desk):
    answer = desk.post(
        "/terrain/sms/passerelles", {"name": "nouvelle", "kind": "http", "calling_code": "+226"}
    )
    made = Gateway.objects.get(name="nouvelle")
    token = next(word for word in answer.content.decode().replace("<", " ").replace(">", " ").split()
                 if word.startswith(made.uuid.hex))  # fmt: skip
    assert token.partition(".")[2] not in page(desk)
    assert made.secret_hash not in token
    sent = Client().post("/sms/http", {"from": NUMBER, "text": "INC attaque Dorila 12/03 3", "token": token})
    assert "Bien recu" in sent.content.decode()


@pytest.mark.parametrize("fields", [
    {"name": "", "kind": "http"}, {"name": "Deux mots", "kind": "http"}, {"name": "http", "kind": "http"},
    {"name": "x", "kind": "pigeon"}, {"name": "x", "kind": "http", "calling_code": "zz"},
])  # fmt: skip
def test_a_gateway_that_cannot_be_says_why(desk, fields):
    answer = desk.post("/terrain/sms/passerelles", fields)
    assert answer.status_code == 422
    assert 'class="msg"' in answer.content.decode()
    assert Gateway.objects.count() == 2


def test_a_number_is_registered_and_never_shown(desk, people, gateway):
    fields = {"account": people["analyst"].uuid, "number": "+226 70 00 00 02", "code": "@awa", "area": "BF22"}
    assert desk.post("/terrain/sms/numeros", fields).status_code == 302
    made = Sender.objects.get(account=people["analyst"])
    assert (made.code, made.area) == ("AWA", area("BF22"))
    text = page(desk)
    assert "@AWA" in text
    assert "70000002" not in text.replace(" ", "")
    assert made.number_hash not in text
    Phone(gateway, OTHER_NUMBER).says("INC attaque Dorila 12/03 3")
    assert Submission.objects.get().filed_by == people["analyst"]
    assert desk.post(f"/terrain/sms/numeros/{made.uuid}/retirer").status_code == 302
    assert "@AWA" not in page(desk)


@pytest.mark.parametrize("change", [
    {"number": ""}, {"number": "abc"}, {"number": "12"}, {"account": ""}, {"area": "ZZ99"}, {"code": "a b"},
    {"number": NUMBER},  # it has somebody already
])  # fmt: skip
def test_a_number_that_cannot_be_says_why_and_is_not_repeated_elsewhere(desk, people, change):
    fields = {"account": people["analyst"].uuid, "number": OTHER_NUMBER, "code": "", "area": "", **change}
    answer = desk.post("/terrain/sms/numeros", fields)
    assert answer.status_code == 422
    assert 'class="msg"' in answer.content.decode()
    assert Sender.objects.count() == 1


def test_somebody_of_another_organisation_cannot_be_chosen(desk, neighbour):
    theirs = Account.objects.create_user("eux", "x" * 20, role="monitor", organisation=neighbour)
    assert (
        desk.post("/terrain/sms/numeros", {"account": theirs.uuid, "number": OTHER_NUMBER}).status_code == 422
    )


def test_messages_that_need_a_person_stand_there_until_they_are_settled(desk, phone):
    receipt = phone.says("INC attaque Dorila 12/03 3")[:5]
    phone.says(f"ANN {receipt}")
    Phone(phone.gateway, OTHER_NUMBER).says("Au secours <b>")
    text = page(desk)
    assert receipt in text
    assert "Au secours &lt;b&gt;" in text
    assert "Numéro inconnu" in text
    for message in Message.objects.for_a_person():
        assert desk.post(f"/terrain/sms/messages/{message.pk}/lu").status_code == 302
    assert "Aucun message ne vous attend" in page(desk)
    assert not Message.objects.for_a_person().exists()


def test_a_word_counts_once_it_is_confirmed(desk, phone):
    assert "sata" in page(desk)
    assert "Quoi ?" in phone.says("INC sata Dorila 12/03 0")
    fields = {"language": "hausa", "word": "Sata", "event_type": "looting"}
    assert desk.post("/terrain/sms/mots", fields).status_code == 302
    assert "Quoi ?" not in phone.says("INC sata Dorila 12/03 0 morts")
    (word,) = LocalWord.objects.all()
    assert desk.post(f"/terrain/sms/mots/{word.pk}/retirer").status_code == 302
    assert "Quoi ?" in phone.says("INC sata Dorila 13/03 0")


@pytest.mark.parametrize("fields", [
    {"language": "hausa", "word": "attaque", "event_type": "looting"},  # a French word stays what it is
    {"language": "hausa", "word": "INC", "event_type": "looting"},
    {"language": "hausa", "word": "", "event_type": "looting"},
    {"language": "latin", "word": "furtum", "event_type": "looting"},
    {"language": "hausa", "word": "mot", "event_type": "no-type"},
])  # fmt: skip
def test_a_word_that_cannot_be_says_why(desk, fields):
    assert desk.post("/terrain/sms/mots", fields).status_code == 422
    assert not LocalWord.objects.exists()


def test_the_card_is_for_those_who_report(people):
    for role, status in (("monitor", 200), ("coordinator", 200), ("clerk", 404)):
        browser = Client()
        browser.force_login(people[role])
        assert browser.get("/terrain/sms/carte").status_code == status

"""The calls that gateways make, as each of them makes it, and the door that is shut to everybody else."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from django.test import Client

from tests.intake.sms.conftest import NUMBER
from vigie.intake.models import Message, Submission

TEXT = "INC enlèvement Sanguélé 12/03 2"
# The default payload of a webhook in a RapidPro or TextIt flow, in its fields that matter, and some that don't.
RAPIDPRO = {
    "contact": {"name": "", "urn": f"tel:{NUMBER}", "uuid": "c-1"},
    "flow": {"name": "Vigie", "uuid": "f-1"},
    "input": {"attachments": [], "text": TEXT, "urn": f"tel:{NUMBER}", "uuid": "m-1"},
    "path": [{"node_uuid": "n-1"}], "results": {}, "run": {"uuid": "r-1"},
}  # fmt: skip


def kept() -> Message:
    return Message.objects.get()


def test_rapidpro_and_textit(client, gateway):
    answer = client.post(
        "/sms/http", RAPIDPRO, "application/json", headers={"Authorization": f"Token {gateway.token}"}
    )
    assert answer.json() == {"reply": kept().reply}
    assert kept().text == TEXT
    assert kept().outcome == "report"
    again = client.post(
        "/sms/http", RAPIDPRO, "application/json", headers={"Authorization": f"Token {gateway.token}"}
    )
    assert again.json() == answer.json()
    assert kept().times == 2


@pytest.mark.parametrize("fields", [
    {"from": NUMBER, "text": TEXT, "id": "1", "to": "123", "date": "2026-03-12"},  # as Africa's Talking names them
    {"From": NUMBER, "Body": TEXT, "MessageSid": "SM1"},  # as Twilio does
    {"sender": NUMBER.removeprefix("+"), "message": TEXT, "message_id": "1"},
    {"msisdn": "00" + NUMBER.removeprefix("+"), "content": TEXT},
    {"phone": NUMBER.removeprefix("+226"), "text": TEXT},  # the gateway knows the code of its country
])  # fmt: skip
def test_a_plain_call(client, gateway, fields):
    answer = client.post("/sms/http", {**fields, "token": gateway.token})
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == kept().reply
    assert (kept().text, kept().outcome) == (TEXT, "report")
    assert client.post("/sms/http", {**fields, "token": gateway.token}).content == answer.content
    assert (Submission.objects.count(), kept().times) == (1, 2)


@pytest.mark.parametrize(("encoding", "charset"), [
    ("utf-8", "UTF-8"), ("utf-8", ""), ("utf-16-be", "UTF-16BE"), ("latin-1", "ISO-8859-1"), ("cp1252", "8-BIT"),
    ("cp1252", "binary"), ("utf-8", "no such charset"),
])  # fmt: skip
def test_kannel_says_in_which_charset_the_text_is(client, kannel, encoding, charset):
    query = (
        f"token={kannel.token}&id=a-1&smsc=essai&sender={quote_plus(NUMBER)}"
        f"&text={quote_plus(TEXT.encode(encoding))}&charset={quote_plus(charset)}"
    )
    answer = client.get(f"/sms/kannel?{query}")
    assert kept().text == TEXT
    assert answer.content.decode() == kept().reply
    assert client.get(f"/sms/kannel?{query}").content == answer.content
    assert kept().times == 2


def calls(token: str):
    """The same message by every call, with this token in every place where it may stand."""
    fields = {"from": NUMBER, "text": TEXT}
    bearer = {"Authorization": f"Bearer {token}"}
    yield lambda: Client().post("/sms/http", {**fields, "token": token})
    yield lambda: Client().post("/sms/http", fields, headers=bearer)
    yield lambda: Client().post("/sms/http", {**RAPIDPRO, "token": token}, "application/json")
    yield lambda: Client().get("/sms/kannel", {**fields, "token": token})
    yield lambda: Client().get("/sms/kannel", fields, headers=bearer)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("wrong", ["", ".", "x", "0.0", "%s.", "%s.secret"])
def test_without_its_token_nothing_is_here(gateway, kannel, number, wrong):
    absent = Client().get("/nothing-here")
    for known in (gateway, kannel):
        answer = list(calls(wrong % known.uuid.hex if "%s" in wrong else wrong))[number]()
        assert answer.status_code == absent.status_code == 404
    assert not Message.objects.exists()


def test_a_gateway_opens_only_its_own_kind_of_door(client, gateway, kannel):
    fields = {"from": NUMBER, "text": TEXT}
    assert client.post("/sms/http", {**fields, "token": kannel.token}).status_code == 404
    assert client.get("/sms/kannel", {**fields, "token": gateway.token}).status_code == 404
    assert client.get("/sms/http", {**fields, "token": gateway.token}).status_code == 405
    assert client.post("/sms/kannel", {**fields, "token": kannel.token}).status_code == 405
    assert not Message.objects.exists()


def test_where_no_gateway_was_opened_the_door_is_shut(client, db):
    assert client.post("/sms/http", {"from": NUMBER, "text": TEXT, "token": "x.y"}).status_code == 404
    assert client.get("/sms/kannel", {"from": NUMBER, "text": TEXT}).status_code == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_a_broken_call_says_so(client, gateway, body):
    headers = {"Authorization": f"Token {gateway.token}"}
    answer = client.post("/sms/http", body, "application/json", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert not Message.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"from": NUMBER}, {"text": TEXT}, {"from": "", "text": TEXT}])
def test_a_call_without_sender_or_text_says_so(client, gateway, fields):
    assert client.post("/sms/http", {**fields, "token": gateway.token}).status_code == 400
    assert not Message.objects.exists()

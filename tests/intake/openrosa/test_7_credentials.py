"""Conformance §7: who is let in, by which credentials."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from django.test import Client

from tests.intake.openrosa.field import CONTENT_TYPE, FIELD_PASSWORD, Filled, body_of, field_password
from tests.intake.openrosa.test_2_form_list import entries
from vigie.intake.models import FieldPassword, Phone, Submission
from vigie.intake.openrosa.credentials import NONCE_SECONDS, NONCES, Nonces, NotLetIn, new_token

TLS = {"X-Forwarded-Proto": "https"}
LIST = "/odk/formList"


@pytest.fixture
def browser(monitor, form):
    field_password(monitor)
    return Client()


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def challenged(response) -> dict[str, str]:
    assert response.status_code == 401
    header = response["WWW-Authenticate"]
    assert header.startswith("Digest ")
    parts = (each.strip().partition("=") for each in header.removeprefix("Digest ").split(", "))
    return {name: value.strip('"') for name, _equals, value in parts}


def digest(
    monitor, said: dict, *, method="GET", uri=LIST, count=1, qop=True, password=FIELD_PASSWORD
) -> dict:
    """The Authorization header that a client makes of a challenge (RFC 2617, or RFC 2069 without qop)."""
    ha1, ha2 = md5(f"{monitor.username}:{said['realm']}:{password}"), md5(f"{method}:{uri}")
    fields = {"username": monitor.username, "realm": said["realm"], "nonce": said["nonce"], "uri": uri,
              "opaque": said["opaque"]}  # fmt: skip
    if qop:
        fields |= {
            "cnonce": "0a4f113b",
            "response": md5(f"{ha1}:{said['nonce']}:{count:08x}:0a4f113b:auth:{ha2}"),
        }
    else:
        fields["response"] = md5(f"{ha1}:{said['nonce']}:{ha2}")
    text = ", ".join(f'{name}="{value}"' for name, value in fields.items())
    return {"Authorization": f"Digest {text}" + (f", qop=auth, nc={count:08x}" if qop else "")}


def basic(monitor, password=FIELD_PASSWORD) -> dict:
    return {"Authorization": "Basic " + b64encode(f"{monitor.username}:{password}".encode()).decode()}


def test_7_1_and_2_the_challenge_says_all_that_digest_needs(browser):
    said = challenged(browser.get(LIST))
    assert set(said) >= {"realm", "domain", "nonce", "opaque", "qop", "algorithm"}
    assert (said["algorithm"], said["qop"]) == ("MD5", "auth") and "stale" not in said


@pytest.mark.parametrize("qop", [True, False])
def test_7_2_digest_with_and_without_qop(browser, monitor, qop):
    said = challenged(browser.get(LIST))
    answer = browser.get(LIST, headers=digest(monitor, said, qop=qop))
    assert answer.status_code == 200 and len(entries(answer)) == 1


def test_7_2_the_count_must_rise(browser, monitor):
    said = challenged(browser.get(LIST))
    for count in (1, 2, 5):
        assert browser.get(LIST, headers=digest(monitor, said, count=count)).status_code == 200
    again = challenged(browser.get(LIST, headers=digest(monitor, said, count=5)))
    assert again["stale"] == "true"  # right once: a new nonce will do, and nobody is asked
    assert browser.get(LIST, headers=digest(monitor, again)).status_code == 200


def test_7_2_without_counts_a_nonce_serves_once(browser, monitor):
    said = challenged(browser.get(LIST))
    header = digest(monitor, said, qop=False)
    assert browser.get(LIST, headers=header).status_code == 200
    assert challenged(browser.get(LIST, headers=header))["stale"] == "true"


def test_7_2_an_old_nonce_is_stale_and_a_made_up_one_too():
    nonces = Nonces()
    old = nonces.new(now=1000.0)
    nonces.use({"nonce": old, "nc": "1"}, now=1000.0 + NONCE_SECONDS)
    for nonce, moment in ((old, 1001.0 + NONCE_SECONDS), ("made.up", 1000.0), ("", 1000.0)):
        with pytest.raises(NotLetIn) as raised:
            nonces.use({"nonce": nonce, "nc": "2"}, now=moment)
        assert raised.value.stale


def test_7_2_what_is_proved_holds_for_this_request_only(browser, monitor):
    said = challenged(browser.get(LIST))
    assert browser.get("/odk/submission", headers=digest(monitor, said)).status_code == 401
    assert browser.head(LIST, headers=digest(monitor, said)).status_code == 401
    assert browser.get(LIST, headers=digest(monitor, said, password="faux")).status_code == 401
    other = digest(monitor, {**said, "opaque": "other"}, count=9)
    assert browser.get(LIST, headers=other).status_code == 401


def test_7_2_a_record_by_digest(browser, monitor):
    said = challenged(browser.head("/odk/submission"))
    uri = "/odk/submission?deviceID=x"
    header = digest(monitor, said, method="POST", uri=uri)
    answer = browser.generic("POST", uri, body_of(Filled().xml()), CONTENT_TYPE, headers=header)
    assert answer.status_code == 201
    assert Submission.objects.get().filed_by == monitor


def test_7_3_basic_only_where_nobody_can_listen(browser, monitor, settings):
    refused = browser.get(LIST, headers=basic(monitor))
    assert refused.status_code == 401 and "Basic" not in refused["WWW-Authenticate"]
    answer = browser.get(LIST, headers={**basic(monitor), **TLS})
    assert answer.status_code == 200
    assert entries(answer)[0]["downloadUrl"].startswith("https://testserver/odk/forms/")
    wrong = browser.get(LIST, headers={**basic(monitor, "faux"), **TLS})
    assert wrong.status_code == 401 and 'Basic realm="Vigie"' in wrong["WWW-Authenticate"]
    settings.SERVED_OVER_TLS = True
    assert browser.get(LIST, headers=basic(monitor)).status_code == 200


def test_the_password_of_the_account_opens_no_form(browser, monitor):
    monitor.set_password("le mot de passe du site")
    monitor.save()
    assert browser.get(LIST, headers={**basic(monitor, "le mot de passe du site"), **TLS}).status_code == 401


def test_no_password_is_kept_in_clear(browser):
    kept = str(FieldPassword.objects.values().get())
    assert FIELD_PASSWORD not in kept


@pytest.mark.parametrize(
    "header", ["Basic !!", "Basic", "Digest", "Digest nonce=", "Bearer x", "Basic YWJj", "é"]
)
def test_nonsense_is_asked_again(browser, header):
    assert browser.get(LIST, headers={"Authorization": header, **TLS}).status_code == 401


def test_wrong_tries_make_the_next_wait(browser, monitor):
    for _try in range(7):
        browser.get(LIST, headers={**basic(monitor, "faux"), **TLS})
    waiting = browser.get(LIST, headers={**basic(monitor), **TLS})
    assert waiting.status_code == 401 and "Attendez" in waiting.content.decode()


def test_7_4_a_token_is_long_and_kept_as_a_hash(phone):
    assert len(phone.token) == len(new_token()) == 64
    assert phone.token not in str(Phone.objects.values().get())


@pytest.mark.parametrize("token", ["x" * 64, "x", "essai"])
def test_7_4_a_wrong_token_is_403_without_a_prompt(phone, token):
    answer = phone.client.get(f"/odk/{token}/formList")
    assert answer.status_code == 403 and "WWW-Authenticate" not in answer


def test_7_4_the_token_leads_through_every_address(phone):
    assert entries(phone.get("/formList"))[0]["downloadUrl"].startswith(
        f"http://testserver/odk/{phone.token}/"
    )


def test_a_phone_is_seen_by_its_day_only(phone):
    phone.send(Filled())
    phone.phone.refresh_from_db()
    assert phone.phone.last_seen_on is not None


def test_nonces_do_not_pile_up(monkeypatch):
    monkeypatch.setattr("vigie.intake.openrosa.credentials.MOST_NONCES", 10)
    nonces = Nonces()
    for number in range(50):
        nonces.use({"nonce": nonces.new(now=1000.0 * number), "nc": "1"}, now=1000.0 * number)
    assert len(nonces._used) <= 11
    assert NONCES is not nonces

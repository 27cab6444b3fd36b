"""Coming in, wrong passwords, going out, and one's own account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from tests.directory.conftest import PASSWORD
from vigie.directory import throttle
from vigie.directory.models import Account, WrongTries
from vigie.ledger.models import Entry, Node


@pytest.fixture
def owner(accounts) -> Account:
    account = accounts["analyst"]
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(browser: Client, username: str, password: str, **more):
    return browser.post("/connexion", {"username": username, "password": password, **more})


def test_the_right_password_opens_and_renews_the_session(owner):
    browser = Client()
    session = browser.session
    session["before"] = 1
    session.save()
    before = session.session_key
    answer = sign_in(browser, owner.username, PASSWORD)
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert browser.session.session_key != before
    assert browser.get("/compte").status_code == 200


def test_a_refusal_says_nothing_about_the_name(owner):
    told = []
    for name in (owner.username, "personne-de-ce-nom"):
        answer = sign_in(Client(), name, "faux")
        assert answer.status_code == 403
        told.append(answer.content.decode().replace(name, "…"))
    assert _without_token(told[0]) == _without_token(told[1])


def _without_token(page: str) -> str:
    return "".join(line for line in page.splitlines(True) if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize("wanted", ["//ailleurs.example/", "https://ailleurs.example/", "javascript:alert(1)",
                                    "/\\ailleurs.example", ""])  # fmt: skip
def test_one_goes_on_only_within_this_site(wanted, owner):
    assert sign_in(Client(), owner.username, PASSWORD, next=wanted)["Location"] == "/"


def test_one_goes_back_to_where_one_was(owner):
    assert sign_in(Client(), owner.username, PASSWORD, next="/annuaire?q=x")["Location"] == "/annuaire?q=x"


def test_a_forged_form_is_refused(owner):
    browser = Client(enforce_csrf_checks=True)
    assert sign_in(browser, owner.username, PASSWORD).status_code == 403
    assert browser.get("/compte").status_code == 302


def test_a_closed_account_stays_outside(owner):
    Account.objects.filter(pk=owner.pk).update(is_active=False)
    assert sign_in(Client(), owner.username, PASSWORD).status_code == 403


def test_signing_out_is_asked_for_by_a_form(visitor):
    browser = visitor("analyst")
    assert browser.get("/deconnexion").status_code == 405
    assert browser.get("/compte").status_code == 200
    browser.post("/deconnexion")
    assert browser.get("/compte").status_code == 302


def test_the_delay_grows_and_never_passes_a_quarter_of_an_hour():
    delays = [throttle.delay(count) for count in range(1, 1001)]
    assert delays[:5] == [timedelta(0)] * 5
    assert delays == sorted(delays) and delays[5] == timedelta(seconds=2)
    assert max(delays) == timedelta(minutes=15)


def test_a_thousand_wrong_tries_shut_nobody_out(owner, monkeypatch):
    """A thousand tries, one a second by a clock of our own: few are looked at, and then the owner gets in."""
    clock = [timezone.now()]
    monkeypatch.setattr(throttle.timezone, "now", lambda: clock[0])
    key, looked_at = throttle.key_of(owner.username), 0
    for _n in range(1000):
        looked_at += not throttle.take_turn(key)
        clock[0] += timedelta(seconds=1)
    assert 10 <= looked_at < 20, "in a quarter of an hour, a guesser gets few tries"
    assert sign_in(Client(), owner.username, PASSWORD).status_code == 429, "nor is the owner let in meanwhile"
    assert WrongTries.objects.get().waits_until - clock[0] <= timedelta(minutes=15)
    clock[0] += timedelta(minutes=15)
    assert sign_in(Client(), owner.username, PASSWORD).status_code == 302
    assert not WrongTries.objects.exists()


def test_the_owner_s_own_browser_is_not_kept_waiting_by_a_guesser(owner):
    own = Client()
    sign_in(own, owner.username, PASSWORD)
    own.post("/deconnexion")
    for _n in range(throttle.FREE_TRIES + 2):
        sign_in(Client(), owner.username, "faux")
    assert sign_in(Client(), owner.username, PASSWORD).status_code == 429, "a strange browser waits"
    assert sign_in(own, owner.username, PASSWORD).status_code == 302


def test_a_browser_s_token_serves_one_name_and_waits_too(owner):
    cookie = throttle.cookie_for(owner.username)
    assert owner.username not in cookie
    shared = throttle.key_of(owner.username)
    assert throttle.key_of(owner.username, cookie) != shared
    assert throttle.key_of("autre", cookie) == throttle.key_of("autre")
    assert throttle.key_of(owner.username, cookie[:-1] + "x") == shared
    assert throttle.key_of(f" {owner.username.upper()} ") == shared
    for _n in range(throttle.FREE_TRIES + 1):
        waits = throttle.take_turn(throttle.key_of(owner.username, cookie))
        assert not waits
    assert throttle.take_turn(throttle.key_of(owner.username, cookie))


def test_unknown_names_wait_alike_and_nothing_tells_which_were_tried(owner):
    for _n in range(throttle.FREE_TRIES + 1):
        sign_in(Client(), "personne-de-ce-nom", "faux")
    assert sign_in(Client(), "personne-de-ce-nom", "faux").status_code == 429
    kept = " ".join(str(value) for row in WrongTries.objects.values() for value in row.values())
    assert "personne" not in kept and "127.0.0.1" not in kept


def test_old_counts_are_forgotten(owner):
    long_ago = timezone.now() - timedelta(days=3)
    WrongTries.objects.create(key="old", count=9, last_at=long_ago)
    sign_in(Client(), owner.username, "faux")
    assert not WrongTries.objects.filter(key="old").exists()


def test_a_fictional_node_offers_every_role_and_a_real_one_none(accounts):
    Account.objects.update(password=make_password("vigie-demo-2026"))
    page = Client().get("/connexion").content.decode()
    assert "analyst-1" not in page and "vigie-demo-2026" not in page
    Node.objects.update(fictional=True)
    page = Client().get("/connexion").content.decode()
    assert all(f'value="{each.username}"' in page for each in accounts.values())
    assert sign_in(Client(), "clerk-1", "vigie-demo-2026").status_code == 302


def test_preferences_are_kept_and_the_account_s_language_holds(visitor, accounts):
    browser = visitor("analyst")
    browser.cookies["langue"] = "fr"
    assert browser.post("/compte/preferences", {"language": "en"}).status_code == 302
    kept = Account.objects.get(pk=accounts["analyst"].pk)
    assert (kept.language, kept.shortcuts) == ("en", False)
    assert 'lang="en"' in browser.get("/compte").content.decode()
    assert browser.post("/compte/preferences", {"language": "xx"}).status_code == 400


def test_a_password_is_changed_by_who_knows_it(owner):
    browser, other = Client(), Client()
    browser.force_login(owner)
    other.force_login(owner)
    new = "cinq autres mots bien choisis"
    wrong = {"present": "faux", "password": new, "again": new}
    assert browser.post("/compte/mot-de-passe", wrong).status_code == 400
    for again, word in (("autre", new), ("court", "court"), ("password1234", "password1234")):
        data = {"present": PASSWORD, "password": word, "again": again}
        assert browser.post("/compte/mot-de-passe", data).status_code == 400
    data = {"present": PASSWORD, "password": new, "again": new}
    assert browser.post("/compte/mot-de-passe", data).status_code == 302
    assert browser.get("/compte").status_code == 200, "this session stays"
    assert other.get("/compte").status_code == 302, "the others end"
    assert Account.objects.get(pk=owner.pk).check_password(new)
    line = Entry.objects.newest_first().first()
    assert line.act == "change_password" and line.actor == str(owner.uuid) and line.detail == {}


@pytest.mark.parametrize("address", ["/compte", "/compte/preferences", "/compte/mot-de-passe"])
def test_an_account_is_shown_to_nobody_else(address, accounts):
    browser = Client()
    answer = browser.get(address) if address == "/compte" else browser.post(address)
    assert answer.status_code == 302 and answer["Location"].startswith("/connexion?next=")

"""Words outlive a session for the one who typed them, and a form sent twice does one thing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from vigie.directory.models import Account, Organisation
from vigie.ledger.models import Node
from vigie.web.models import KeptWords, SentForm
from vigie.web.typed import keeping, token

PASSWORD = "quatre mots sans suite"
STORY = "Une longue histoire : « vue » le 12 mars & après <b>"
TYPED = {"kind": "a", "text": STORY, "title": "Le titre", "secret": "mot", "line": ["un", "deux"],
         "choice": "y", "place": "2"}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    with override_settings(ROOT_URLCONF="tests.web.typed.pages"):
        yield


@pytest.fixture
def body():
    Node.objects.create(name="Essai", fictional=False)
    return Organisation.objects.create(slug="aube", name="Aube", classification="observatory")


@pytest.fixture
def account(body):
    return Account.objects.create_user("aube-1", PASSWORD, role="analyst", organisation=body)


@pytest.fixture
def browser(account):
    found = Client(enforce_csrf_checks=False, raise_request_exception=False)
    found.force_login(account)
    return found


def token_in(response) -> str:
    return re.search(r'name="once" value="([^"]+)"', response.content.decode())[1]


def sign_in(browser, name="aube-1"):
    return browser.post("/connexion", {"username": name, "password": PASSWORD, "next": "/essai"})


def lapsed(browser, once: str, **changed):
    """The session ends, and then the form is sent."""
    browser.cookies.pop("sessionid", None)
    return browser.post("/essai/faire", {**TYPED, **changed, "once": once})


def made() -> int:
    return Organisation.objects.filter(slug__startswith="fait-").count()


def test_words_come_back_after_signing_in(browser):
    response = lapsed(browser, token_in(browser.get("/essai")))
    assert (response.status_code, response.url) == (302, "/connexion?next=%2Fessai")
    asked = browser.get(response.url).content.decode()
    assert re.search(r"Votre brouillon de \d+\sh\s\d\d est gardé", asked), asked
    assert sign_in(browser).url == "/essai"
    page = browser.get("/essai").content.decode()
    assert "Une longue histoire : « vue » le 12 mars &amp; après &lt;b&gt;</textarea>" in page
    assert 'name="title" value="Le titre"' in page
    assert 'name="line" value="un"' in page and 'name="line" value="deux"' in page
    assert '<input type="radio" name="choice" value="y" checked>' in page
    assert '<input type="radio" name="choice" value="x">' in page
    assert '<option value="2" selected>' in page and '<option value="1">' in page
    assert "mot" not in re.search(r'<input type="password"[^>]*>', page)[0]
    assert "Autre formulaire</textarea>" in page and 'value="autre"' in page
    assert "&eacute; &#233; &amp;" in page
    assert made() == 0


def test_what_was_sent_is_no_draft_any_more(browser):
    lapsed(browser, token_in(browser.get("/essai")))
    sign_in(browser)
    again = token_in(browser.get("/essai"))
    assert browser.post("/essai/faire", {**TYPED, "once": again}).url == "/essai/fait-1"
    assert STORY not in browser.get("/essai").content.decode() and not KeptWords.objects.exists()


def test_another_account_reads_nothing(browser, body):
    Account.objects.create_user("autre-1", PASSWORD, role="analyst", organisation=body)
    lapsed(browser, token_in(browser.get("/essai")))
    sign_in(browser, "autre-1")
    assert "Une longue histoire" not in browser.get("/essai").content.decode()
    browser.cookies.pop("sessionid")
    sign_in(browser)
    assert "Une longue histoire" in browser.get("/essai").content.decode()


def test_another_browser_reads_nothing(browser):
    lapsed(browser, token_in(browser.get("/essai")))
    other = Client()
    sign_in(other)
    assert "Une longue histoire" not in other.get("/essai").content.decode()


def test_the_node_alone_cannot_read_them(browser):
    lapsed(browser, token_in(browser.get("/essai")))
    row = KeptWords.objects.get()
    assert b"histoire" not in bytes(row.sealed) and "aube" not in f"{row.nonce}{row.browser}"


def test_a_form_of_another_account_does_nothing(browser, body):
    """Two people at one browser: what one typed is never done in the name of the other."""
    once = token_in(browser.get("/essai"))
    other = Account.objects.create_user("autre-1", PASSWORD, role="analyst", organisation=body)
    browser.force_login(other)
    response = browser.post("/essai/faire", {**TYPED, "once": once})
    assert response.status_code == 403 and "Un autre compte" in response.content.decode()
    assert made() == 0 and KeptWords.objects.count() == 1


def test_a_stale_token_against_forgery_loses_nothing(account):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    once = token_in(browser.get("/essai"))
    response = browser.post("/essai/faire", {**TYPED, "once": once, "csrfmiddlewaretoken": "x" * 64})
    assert (response.status_code, response.url) == (302, "/essai") and made() == 0
    page = browser.get("/essai").content.decode()
    assert "Une longue histoire" in page
    fresh = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    sent = {**TYPED, "once": re.search(r'name="once" value="([^"]+)"', page)[1], "csrfmiddlewaretoken": fresh}
    assert browser.post("/essai/faire", sent).url == "/essai/fait-1"


def test_without_a_token_a_stale_form_says_so(account):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    assert browser.post("/essai/faire", TYPED).status_code == 403 and not KeptWords.objects.exists()


def test_sent_twice_it_is_done_once(browser):
    once = token_in(browser.get("/essai"))
    first, second = (browser.post("/essai/faire", {**TYPED, "once": once}) for _each in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, "/essai/fait-1")
    assert made() == 1


def test_two_forms_are_two_things(browser):
    for _each in range(2):
        browser.post("/essai/faire", {**TYPED, "once": token_in(browser.get("/essai"))})
    assert made() == 2


def test_what_was_refused_may_be_sent_again(browser):
    once = token_in(browser.get("/essai"))
    refused = browser.post("/essai/faire", {**TYPED, "title": "", "once": once})
    assert refused.status_code == 422 and made() == 0
    assert browser.post("/essai/faire", {**TYPED, "once": once}).url == "/essai/fait-1"
    # The page that shows a form again leads back to the page on which it stood.
    assert token.read(token_in(refused)).page == "/essai"


def test_what_failed_leaves_nothing_and_may_be_sent_again(browser):
    once = token_in(browser.get("/essai"))
    assert browser.post("/essai/faire", {**TYPED, "title": "Panne", "once": once}).status_code == 500
    assert made() == 0 and not SentForm.objects.exists()
    assert browser.post("/essai/faire", {**TYPED, "once": once}).url == "/essai/fait-1"


@pytest.mark.parametrize("said", ["", "x", "YWJj.x.y"])
def test_a_token_that_is_not_ours_keeps_nothing(browser, said):
    response = lapsed(browser, said)
    assert response.url == "/connexion" and not KeptWords.objects.exists()


def test_words_are_purged_after_a_day(browser):
    lapsed(browser, token_in(browser.get("/essai")))
    KeptWords.objects.update(at=timezone.now() - timedelta(hours=25))
    sign_in(browser)
    assert "Une longue histoire" not in browser.get("/essai").content.decode()
    keeping.purge()
    assert not KeptWords.objects.exists()


def test_too_much_is_not_kept_and_a_browser_keeps_few(browser):
    lapsed(browser, token_in(browser.get("/essai")), text="x" * (keeping.MOST_BYTES + 1))
    assert not KeptWords.objects.exists()
    for _each in range(keeping.MOST_FORMS + 2):
        sign_in(browser)
        lapsed(browser, token_in(browser.get("/essai")))
    assert KeptWords.objects.count() == keeping.MOST_FORMS


def test_the_public_gets_no_token(body):
    assert 'name="once"' not in Client().get("/essai").content.decode()

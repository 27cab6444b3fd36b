"""Digests through a real mail server: taken, refused, cut off, silent, gone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from tests.alerts.test_digests import NOON, register
from vigie.alerts.models import Sent, Subscription
from vigie.alerts.sending import send_due
from vigie.command.digests import digests

pytestmark = pytest.mark.django_db
__all__ = ["register"]
AT = {"mailbox": "greffe@example.org", "rhythm": "weekly", "weekday": "0", "hour": "7", "language": "fr"}


def test_a_digest_is_taken_by_the_server(world, register, follows, server):
    follows(world.clerk), follows(world.analyst)
    assert send_due(NOON) == {"sent": 2}
    assert [mailboxes for mailboxes, _mail in server.taken] == [
        ["clerk@example.org"],
        ["analyst@example.org"],
    ]
    mail = server.mails()[0]
    assert mail.get_content_type() == "text/plain" and register["open"].ref in mail.get_content()
    assert mail["Content-Language"] == "fr" and mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("mood", ["busy", "mute"])
def test_what_a_server_does_not_take_is_tried_again_and_tells_the_same(
    world, register, follows, server, mood
):
    subscription = follows(world.clerk)
    server.mood = mood
    assert send_due(NOON) == {"failed": 1} and not server.taken
    assert send_due(NOON + timedelta(hours=1)) == {"failed": 1}
    server.mood = "well"
    assert send_due(NOON + timedelta(hours=2)) == {"sent": 1}
    assert send_due(NOON + timedelta(hours=3)) == {}
    assert [register["open"].ref in mail.get_content() for mail in server.mails()] == [True]
    sent = Sent.objects.get(subscription=subscription)
    assert (sent.state, sent.tries) == ("sent", 3)


def test_a_server_that_is_gone_loses_nothing_even_overnight(world, register, follows, server, settings):
    follows(world.clerk)
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nobody listens there
    assert send_due(NOON) == {"failed": 1}
    settings.EMAIL_PORT = right
    assert send_due(NOON + timedelta(days=1)) == {"sent": 1}
    assert register["open"].ref in server.mails()[0].get_content()


def test_a_line_cut_after_the_message_was_taken_sends_nothing_twice(world, register, follows, server):
    follows(world.clerk)
    server.mood = "cut"
    assert send_due(NOON) == {"sent": 1}
    server.mood = "well"
    assert send_due(NOON + timedelta(hours=1)) == {} and len(server.taken) == 1


def test_the_command_says_what_is_left(world, register, follows, server):
    follows(world.clerk)
    server.mood = "busy"
    said = CliRunner().invoke(digests, ["send"])
    assert said.exit_code == 1 and not server.taken
    assert "example.org" not in said.output


@pytest.fixture
def browser(world) -> Client:
    client = Client()
    client.force_login(world.clerk)
    return client


def asked(browser, capture):
    with capture(execute=True):
        return browser.post("/alertes/courriel", AT, follow=True)


def link(mail, name: str) -> str:
    """The path of a link in the text of a mail."""
    return re.search(rf"/alertes/courriel/{name}/\S+", mail.get_content()).group()


def test_asked_confirmed_and_left_by_the_links_of_the_mails(
    world, register, server, browser, django_capture_on_commit_callbacks
):
    """As the person does it: nothing comes before the click, and after the click that ends it."""
    page = asked(browser, django_capture_on_commit_callbacks).content.decode()
    assert "greffe@example.org" in page
    (asking,) = server.mails()
    assert register["open"].ref not in asking.get_content()
    anybody = Client()
    assert anybody.get(link(asking, "confirmer")).status_code == 200
    assert Subscription.objects.get().confirmed_at is None, "a program that looks at links confirms nothing"
    assert anybody.post(link(asking, "confirmer")).status_code == 200
    assert Subscription.objects.get().confirmed_at is not None
    browser.post("/alertes/recherches/nouvelle/register", {"name": "Registre", "in_mail": "on", "asked": ""})
    world.incident(world.report(world.a, key="77"), world.report(world.b, key="78"))
    assert send_due(timezone.now() + timedelta(days=8)) == {"sent": 1}
    digest = server.mails()[-1]
    assert anybody.post(link(digest, "desabonnement"), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (
        not Subscription.objects.exists() and anybody.post(link(digest, "desabonnement")).status_code == 404
    )
    assert send_due(timezone.now() + timedelta(days=16)) == {} and len(server.taken) == 2


def test_a_mailbox_that_could_not_be_asked_is_asked_with_the_next_digests(
    server, browser, django_capture_on_commit_callbacks
):
    server.mood = "mute"
    page = asked(browser, django_capture_on_commit_callbacks)
    assert page.status_code == 200 and Subscription.objects.get().written_at is None
    server.mood = "well"
    send_due(NOON), send_due(NOON + timedelta(hours=1))
    assert [mailboxes for mailboxes, _mail in server.taken] == [["greffe@example.org"]]
    assert Subscription.objects.get().written_at is not None

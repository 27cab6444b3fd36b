"""A small register, a clerk who follows it, and a folder of mails."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.alerts.server import Box, MailServer
from tests.monitoring.world import World
from vigie.alerts import acts
from vigie.alerts.models import Subscription
from vigie.ledger.models import Node

HOW = {"rhythm": "daily", "weekday": 0, "hour": 7, "language": "fr", "reminders": True}


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.VAR = tmp_path
    return World.made()


@pytest.fixture
def mails(settings):
    """Read what lies in the folder of mails, oldest first, as a mail program would."""

    def read() -> list[email.message.EmailMessage]:
        files = sorted((settings.VAR / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        rule = b"\n" + b"-" * 79 + b"\n"
        each = [piece for path in files for piece in path.read_bytes().split(rule) if piece.strip()]
        return [email.message_from_bytes(piece, policy=email.policy.default) for piece in each]

    return read


@pytest.fixture(scope="session")
def mail_server():
    with MailServer() as server:
        yield server


@pytest.fixture
def server(mail_server, world, settings) -> Box:
    """A real node with a mail server, to which Django writes as it does in a parliament."""
    Node.objects.update(fictional=False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", mail_server.port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    mail_server.box = Box()
    return mail_server.box


@pytest.fixture
def follows(world, django_capture_on_commit_callbacks):
    """Let somebody follow the whole register by mail, since two days ago."""

    def follow(account, query: str = "", **how) -> Subscription:
        search = acts.keep_search(
            account, account, kind="register", query=query, name="Ma recherche", in_mail=True
        )
        mail = acts.subscribe(account, account, mailbox=f"{account.username}@example.org", **{**HOW, **how})
        acts.confirm(account, mail)
        long_ago = timezone.now() - timedelta(days=2)
        type(search).objects.filter(pk=search.pk).update(made_at=long_ago)
        Subscription.objects.filter(pk=mail.pk).update(confirmed_at=long_ago)
        mail.refresh_from_db()
        return mail

    return follow

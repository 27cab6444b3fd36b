"""Digests: what they say and leave out, and that each goes once."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from django.core import mail as outbox
from django.utils import timezone

from vigie.access import NodeActor
from vigie.alerts import acts
from vigie.alerts.faces import Digest
from vigie.alerts.mailing import NoMail
from vigie.alerts.models import SavedSearch, Sent, Subscription
from vigie.alerts.sending import send_due
from vigie.command.digests import digests
from vigie.core.statement import Origin
from vigie.directory.acts import close_account
from vigie.ledger.models import Entry, Node

pytestmark = pytest.mark.django_db
NOON = (timezone.localtime() + timedelta(days=1)).replace(hour=12)


@pytest.fixture
def register(world):
    """One incident that committees may read, told by two; one that its own organisation keeps."""
    open_to_all = world.incident(
        world.report(world.a, text="Zqrecit du marché"),
        world.report(world.b, origins=(Origin("radio", "Radio X"),)),
    )
    kept = world.incident(world.report(world.alone, key="9"))
    return {"open": open_to_all, "kept": kept}


def text_of(mail) -> str:
    return mail.get_content()


def test_a_digest_says_what_its_reader_may_read(world, register, follows, mails):
    follows(world.clerk)
    assert send_due(NOON) == {"sent": 1}
    (mail,) = mails()
    said = text_of(mail)
    assert mail["To"] == "clerk@example.org"
    assert register["open"].ref in said and register["kept"].ref not in said
    assert "http://127.0.0.1:8000/incidents/" + register["open"].ref in said
    assert "Ma recherche".upper() in said and "mars 2026" in said


def test_no_narrative_no_place_no_day_no_name_goes_by_mail(world, register, follows, mails):
    """Also to those who may read all of it on the page: a mail travels open."""
    follows(world.analyst)
    send_due(NOON)
    said = text_of(mails()[0])
    assert register["open"].ref in said
    for word in ("Zqrecit", "Dori", "12 mars", "Groupe G-1"):
        assert word not in said


def test_what_is_marked_amber_is_counted_and_red_is_not_even_that(world, follows, mails):
    world.incident(world.report(world.a, key="2", tlp="TLP:AMBER"))
    world.incident(world.report(world.a, key="3", tlp="TLP:RED"))
    follows(world.analyst)
    send_due(NOON)
    (mail,) = mails()
    assert "1 élément marqué TLP:AMBER" in text_of(mail) and "RED" not in mail.as_string()
    assert "1 nouveauté" in mail["Subject"] and "TLP" not in mail["Subject"]
    assert "/incidents/" not in text_of(mail)


def test_only_red_is_news_for_nobody(world, follows, mails):
    world.incident(world.report(world.a, key="3", tlp="TLP:RED"))
    follows(world.analyst)
    assert send_due(NOON) == {"nothing": 1} and mails() == []


def test_two_runs_send_once_and_the_next_tells_only_what_is_newer(world, register, follows, mails):
    follows(world.clerk)
    now = NOON
    assert send_due(now) == {"sent": 1}
    assert send_due(now) == {} and send_due(now + timedelta(minutes=5)) == {}
    assert send_due(now + timedelta(days=1)) == {"nothing": 1}
    assert len(mails()) == 1


def test_one_mailbox_that_fails_silences_nobody_else(world, register, follows, mails):
    follows(world.clerk), follows(world.analyst)
    with patch("vigie.alerts.sending.digest_of", side_effect=[RuntimeError, Digest()]):
        assert send_due(NOON) == {"failed": 1, "nothing": 1}


def test_a_digest_in_another_hand_is_left_alone_until_it_was_surely_cut_off(world, register, follows, mails):
    subscription = follows(world.clerk)
    now = NOON
    send_due(now)
    Sent.objects.filter(subscription=subscription).update(state="sending", until=None)
    assert send_due(now + timedelta(minutes=30)) == {}
    Sent.objects.filter(subscription=subscription).update(tried_at=now - timedelta(hours=2))
    assert send_due(now) == {"sent": 1}
    first, second = mails()
    assert first["Message-ID"] == second["Message-ID"]


def test_what_is_no_longer_open_is_not_in_it(world, register, follows, mails):
    """The law is asked at the moment of sending, for the reader as they are then."""
    follows(world.clerk)
    world.clerk.role = "ministry"
    world.clerk.save(update_fields=["role"])
    assert send_due(NOON) == {"nothing": 1} and mails() == []


def test_nothing_is_sent_before_the_mailbox_confirmed(world, register, follows, mails):
    subscription = follows(world.clerk)
    Subscription.objects.filter(pk=subscription.pk).update(confirmed_at=None, written_at=timezone.now())
    assert send_due(NOON) == {} and mails() == []


def test_a_mailbox_that_never_confirmed_is_forgotten(world, follows):
    subscription = follows(world.clerk)
    old = timezone.now() - timedelta(days=4)
    Subscription.objects.filter(pk=subscription.pk).update(confirmed_at=None, written_at=old)
    send_due(NOON)
    assert not Subscription.objects.exists()


def test_a_closed_account_leaves_nothing(world, register, follows, mails):
    follows(world.clerk)
    acts.open_feed(world.clerk, world.clerk)
    close_account(NodeActor(), world.clerk)
    assert not Subscription.objects.exists() and not SavedSearch.objects.exists()
    assert send_due(NOON) == {} and mails() == []


def test_the_mail_can_be_left_by_one_click_and_names_no_other_reader(world, register, follows, mails):
    follows(world.clerk), follows(world.analyst)
    send_due(NOON)
    for mail in mails():
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert (
            mail["List-Unsubscribe"]
            .strip()
            .startswith("<http://127.0.0.1:8000/alertes/courriel/desabonnement/")
        )
        assert len(mail["To"].addresses) == 1 and not mail["Cc"] and not mail["Bcc"]


def test_the_ledger_never_holds_a_mailbox(world, register, follows, mails):
    follows(world.clerk)
    send_due(NOON)
    lines = list(Entry.objects.filter(label="alerts.Subscription"))
    assert lines and not any("example.org" in f"{line.detail} {line.because}" for line in lines)


def test_a_filter_narrows_the_digest(world, register, follows, mails):
    follows(world.clerk, query="country=NE")
    assert send_due(NOON) == {"nothing": 1}


def test_a_digest_in_english(world, register, follows, mails):
    follows(world.clerk, language="en")
    send_due(NOON)
    (mail,) = mails()
    assert "1 thing new or changed" in mail["Subject"] and "March 2026" in text_of(mail)


def test_the_command_says_what_it_did(world, register, follows, mails):
    follows(world.clerk)
    said = CliRunner().invoke(digests, ["send"])
    assert said.exit_code == 0 and "1" in said.output and str(len(mails())) == "1"


def test_without_a_mail_server_the_command_says_so_and_sends_nothing(world, register, follows):
    follows(world.clerk)
    Node.objects.update(fictional=False)
    with pytest.raises(NoMail):
        send_due()
    said = CliRunner().invoke(digests, ["send"])
    assert said.exit_code == 1 and "VIGIE_SMTP_HOST" in said.output
    assert not Sent.objects.exists()


def test_a_fictional_node_never_uses_a_server(world, register, follows, settings, mails):
    settings.EMAIL_HOST = "mail.example.org"
    follows(world.clerk)
    send_due(NOON)
    assert len(mails()) == 1 and not outbox.outbox

"""Every list followed by everybody in the drawn world: no mail and no feed says a word that is not for its reader."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.oversight.conftest import world as drawn_world
from tests.oversight.drawn import parts
from tests.oversight.world import VISITORS
from vigie.alerts import acts
from vigie.alerts.feeding import as_atom
from vigie.alerts.kinds import open_kinds
from vigie.alerts.mailing import digest_mail, digest_of
from vigie.alerts.models import Feed, SavedSearch, Sent, Subscription

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=3650)
SOON = timezone.now() + timedelta(days=1)

world = drawn_world


def follow_everything(account) -> tuple[Subscription, Feed]:
    """Every list that is open to somebody, by mail and by feed."""
    SavedSearch.objects.filter(account=account).delete()
    for kind in open_kinds(account):
        acts.keep_search(account, account, kind=kind.code, query="", name=f"Suivi {kind.code}", in_mail=True)
    SavedSearch.objects.filter(account=account).update(made_at=LONG_AGO)
    mail = acts.subscribe(
        account, account, mailbox="lecteur@example.org", rhythm="weekly", weekday=0, hour=7, language="fr",
        reminders=True,
    )  # fmt: skip
    acts.open_feed(account, account)
    return mail, Feed.objects.select_related("account__organisation").get(account=account)


@pytest.fixture(scope="module")
def told(world) -> dict[str, str]:
    """Visitor → the text of their mail and of their feed."""
    found = {}
    for visitor in VISITORS:
        mail, feed = follow_everything(world.accounts[visitor])
        with translation.override("fr"):
            digest = digest_of(mail, LONG_AGO, SOON)
        sent = Sent(subscription=mail, due_at=SOON)
        message = digest_mail(mail, sent, digest)
        found[visitor] = (
            f"{message.subject}\n{message.body}\n" + as_atom(feed, lambda path: f"http://v{path}").decode()
        )
    return found


@pytest.fixture(scope="module")
def words(world) -> dict[str, tuple[str, ...]]:
    return {
        word: who for part in parts() if hasattr(part, "words") for word, who in part.words(world).items()
    }


def test_nobody_is_told_a_word_that_is_not_for_them(told, words):
    assert words
    for word, readers in words.items():
        for visitor, text in told.items():
            if visitor not in readers:
                assert word not in text, f"{visitor} is told {word}"


def test_something_is_told_at_all(told):
    """A digest that says nothing would pass every test above."""
    assert "/recommandations/" in told["clerk"] and "/recommandations/" in told["ministry"]


def test_no_mark_above_green_is_quoted(world, told):
    """The title of what is marked RED or AMBER, of an embargo, of an own draft, of a sitting in camera: for nobody."""
    for title in ("Zqhuis", "Zqrouge", "Zqembargo", "Zqbrouillon"):
        for visitor, text in told.items():
            assert title not in text, f"{visitor} is told {title}"


def test_red_is_not_even_counted(told):
    for visitor, text in told.items():
        assert "TLP:RED" not in text, visitor

"""Every list followed by everybody in the drawn world: no mail and no feed says a word that is not for its reader."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import Q
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.oversight.conftest import undone
from tests.oversight.conftest import world as drawn_world
from tests.oversight.drawn import parts
from tests.oversight.world import VISITORS
from vigie.alerts import acts
from vigie.alerts.feeding import as_atom
from vigie.alerts.kinds import KINDS, open_kinds
from vigie.alerts.mailing import digest_mail, digest_of
from vigie.alerts.models import Feed, SavedSearch, Sent, Subscription

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=3650)
SOON = timezone.now() + timedelta(days=1)

world = drawn_world
__all__ = ["undone"]


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


def not_for_the_open(label: str) -> list[str]:
    """Titles of what is marked above GREEN, or whose terms have not begun, have ended, or were withdrawn."""
    now, on = timezone.now(), "terms__"
    open_marks = Q(**{on + "tlp__in": ("TLP:CLEAR", "TLP:GREEN")})
    ended = Q(**{on + "expires_at__lte": now}) | Q(**{on + "embargo_until__gt": now})
    closed = ~open_marks | ended | ~Q(**{on + "withdrawn_at": None})
    rows = apps.get_model(label).objects.filter(closed)
    return list(rows.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("label", "least"),
    [
        ("sharing.Item", 5), ("followup.Recommendation", 5), ("parliament.Question", 2), ("parliament.Report", 2),
        ("sharing.InformationRequest", 2),
    ],
)  # fmt: skip
def test_what_is_not_for_the_open_is_quoted_to_nobody(world, told, label, least):
    """Also not to its originator, nor to those it is shared with: what they may read stands in Vigie, not in a mail."""
    titles = not_for_the_open(label)
    assert len(titles) >= least
    for title in titles:
        for visitor, text in told.items():
            assert title not in text, f"{visitor} is told {title}"


def test_no_mark_above_green_is_quoted(world, told):
    """The title of what is marked RED or AMBER, of an embargo, of an own draft, of a sitting in camera: for nobody."""
    for title in ("Zqhuis", "Zqrouge", "Zqembargo", "Zqbrouillon"):
        for visitor, text in told.items():
            assert title not in text, f"{visitor} is told {title}"


def news(world, visitor: str, code: str, asked: str = "") -> set[str]:
    """Titles of what is new for a visitor in a list, as they filtered it."""
    kind, actor = KINDS[code], world.accounts[visitor]
    return {told.title for told in kind.news(actor, QueryDict(asked), LONG_AGO, SOON)}


def test_a_list_is_followed_as_it_was_filtered(world):
    everything = news(world, "clerk_ml", "recommendations")
    of_ml = news(world, "clerk_ml", "recommendations", "addressee=ministere-ml")
    assert of_ml == {"Zqautre"} and "Zqpublique" in everything
    assert "Zqclose" in news(world, "clerk", "recommendations", "state=closed")
    assert "Zqpublique" not in news(world, "clerk", "recommendations", "state=closed")
    hearings = news(world, "clerk", "sittings", "kind=hearing")
    assert hearings <= news(world, "clerk", "sittings") and "Zqhuis" not in hearings
    assert news(world, "clerk", "questions", "state=withdrawn") < news(world, "clerk", "questions")


def test_an_answer_is_told_once_when_its_day_has_passed(world, undone):
    """In the first digest after that day, to those who may know of it, and not once it came."""
    asked, today = world.things["asked-own"], timezone.localdate()
    type(asked).objects.filter(pk=asked.pk).update(response_due=today - timedelta(days=3))
    overdue, clerk, now = KINDS["overdue"], world.accounts["clerk"], timezone.now()

    def titles(since, until, query="", actor=clerk):
        return {told.title for told in overdue.news(actor, QueryDict(query), since, until)}

    assert "Zqpropre" in titles(now - timedelta(days=7), now)
    assert "Zqpropre" not in titles(now - timedelta(days=1), now)
    assert "Zqpropre" not in titles(now - timedelta(days=7), now, "country=ML")
    assert "Zqpropre" not in titles(now - timedelta(days=7), now, actor=world.accounts["clerk_ml"])


PAGES = {kind.page: code for code, kind in KINDS.items()}


@pytest.mark.parametrize("visitor", ["clerk", "ministry", "researcher", "programme"])
def test_each_list_offers_to_be_followed_to_those_who_may(world, visitor):
    """The link keeps the filter, and leads to a page that opens."""
    client = Client()
    client.force_login(world.accounts[visitor])
    offered = {kind.code for kind in open_kinds(world.accounts[visitor])}
    for page, code in PAGES.items():
        answer = client.get(reverse(page), {"kind": "oral"} if code == "questions" else {})
        link = reverse("alert-new", kwargs={"code": code})
        assert (f'href="{link}' in answer.content.decode()) == (code in offered), page
        assert client.get(link).status_code == (200 if code in offered else 404)
    assert (
        f'{reverse("alert-new", kwargs={"code": "questions"})}?kind=oral"'
        in client.get(reverse("asked-questions"), {"kind": "oral"}).content.decode()
    )


@pytest.mark.parametrize(("visitor", "at_least"), [
    ("clerk", ("/recommandations", "/partages/demandes")),
    ("ministry", ("/recommandations/a-repondre", "/parlement/a-repondre")), ("programme", ()), ("operator", ()),
])  # fmt: skip
def test_the_first_page_gathers_what_waits_for_each_role(world, visitor, at_least):
    client = Client()
    client.force_login(world.accounts[visitor])
    page = client.get("/").content.decode()
    listed = page.split('class="todo"')[-1].split("</ol>")[0] if 'class="todo"' in page else ""
    for address in at_least:
        assert f'href="{address}' in listed, address
    assert bool(listed) == bool(at_least)


def test_red_is_not_even_counted(told):
    for visitor, text in told.items():
        assert "TLP:RED" not in text, visitor

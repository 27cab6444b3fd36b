"""Each way by which something shared could be read, tried by everybody: every one obeys the one law of marks."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.alerts.test_told import LONG_AGO, SOON, follow_everything
from tests.oversight.drawn.sharing import WHO, WITH_FILE
from tests.oversight.world import EVERYBODY, PUBLIC, VISITORS
from tests.visits import text_of
from vigie import access
from vigie.alerts.feeding import as_atom
from vigie.alerts.kinds.shared import news_of_items
from vigie.alerts.mailing import digest_mail, digest_of
from vigie.alerts.models import Sent
from vigie.exchange.marking import may_travel
from vigie.sharing import mail
from vigie.sharing.models import Item
from vigie.sharing.waiting import unopened

pytestmark = pytest.mark.django_db
LAW = {visitor: {thing for thing, who in WHO.items() if visitor in who} for visitor in EVERYBODY}
# The six kinds that leak elsewhere, by what makes them so.
KINDS = {
    "own": "unshared", "shared": "shared", "unshared": "unshared", "embargoed": "embargoed", "expired": "expired",
    "held": "held",
}  # fmt: skip
# Of what one may read: what may be told where others could look on, since its mark is open and it is in force.
IN_THE_OPEN = {"published", "held", "answered", "redacted", "closed"}


def met(text: str, part: str = "titre") -> set[str]:
    """The things of which this text says a word."""
    return {thing for thing in WHO if re.search(rf"Zq{part}{thing}(?![a-z_])", text)}


@pytest.fixture(params=EVERYBODY)
def visitor(request):
    return request.param


@pytest.fixture
def read(visitor, visitors):
    return lambda address, **asked: text_of(visitors[visitor].get(address, asked))


def test_the_world_holds_each_kind_of_thing(world):
    now = timezone.now()
    terms = {kind: world.things[thing].terms for kind, thing in KINDS.items()}
    circles = {kind: found.circles.count() for kind, found in terms.items()}
    assert circles == {"own": 0, "unshared": 0, "shared": 1, "embargoed": 1, "expired": 1, "held": 1}
    assert terms["embargoed"].embargo_until > now > terms["expired"].expires_at
    held = access.rows(world.accounts["clerk"], "see", "sharing.Hold").in_force()
    assert terms["held"].originator.country in held.values_list("country", flat=True)
    assert len(LAW["clerk"]) > len(LAW["clerk_ml"]) > len(LAW["analyst"]) > 0


def test_list(visitor, read):
    assert met(read("/partages")) == met(read("/partages.json")) == LAW[visitor]


def test_count(visitor, read):
    said = re.search(r"<h2>(\d+) (?:pièce|item)", read("/partages"))
    assert int(said[1]) == len(LAW[visitor])


def test_search(visitor, read):
    """Neither by a title nor by a word of the text or of a file's name is anything found that is not for the reader."""
    assert met(read("/partages.json", words="zqtitre")) == LAW[visitor]
    for words, thing in (
        ("zqtenéurSHARED", "shared"), ("zqteneurembargoed", "embargoed"), ("zqfichierred_named.txt", "red_named"),
    ):  # fmt: skip
        assert met(read("/partages.json", words=words)) == {thing} & LAW[visitor]


def test_export(visitor, read):
    assert met(read("/partages.csv")) == met(read("/partages.xlsx")) == LAW[visitor]


def test_file(world, visitor, visitors):
    """A file opens with its item, and by no other item's page; pages are tried in tests/oversight."""
    for thing, other in zip(WITH_FILE, (*WITH_FILE[1:], WITH_FILE[0]), strict=True):
        number = world.things[thing].files.get().pk
        answer = visitors[visitor].get(f"/partages/{world.things[thing].uuid}/fichiers/{number}")
        assert answer.status_code == (200 if thing in LAW[visitor] else 404)
        assert met(text_of(answer), "contenu") == {thing} & LAW[visitor]
        by_another = f"/partages/{world.things[other].uuid}/fichiers/{number}"
        assert visitors[visitor].get(by_another).status_code == 404


def test_count_beside_the_link(world, visitor):
    """What others gave one's body, in force, and nobody there has opened yet."""
    if visitor == PUBLIC:
        return
    actor = world.accounts[visitor]
    given = {
        thing for thing in LAW[visitor]
        if actor.role in access.BODIES and world.things[thing].terms.originator_id != actor.organisation_id
    }  # fmt: skip
    opened = {"shared"} if actor.organisation.slug == "commission-ml" else set()
    assert unopened(actor) == len(given - opened)


def test_mail_digest_and_feed(world, visitor):
    if visitor == PUBLIC:
        return
    account = world.accounts[visitor]
    subscription, feed = follow_everything(account)
    digest = digest_mail(
        subscription, Sent(subscription=subscription, due_at=SOON), digest_of(subscription, LONG_AGO, SOON)
    )
    atom = as_atom(feed, lambda path: f"http://v{path}").decode()
    expected = LAW[visitor] & IN_THE_OPEN
    assert met(f"{digest.subject}\n{digest.body}") == met(atom) == expected
    for text in (digest.body, atom):
        assert not met(text, "texte") and not met(text, "contenu") and "TLP:RED" not in text
    news = news_of_items(account, QueryDict(), LONG_AGO, SOON)
    shared = {thing for thing in LAW[visitor] if world.things[thing].shared_at}
    assert {each.key for each in news} == {str(world.things[thing].uuid) for thing in shared}


def test_notification(world, visitor):
    if visitor == PUBLIC:
        return
    for thing in WHO:
        said = mail.told(world.accounts[visitor], world.things[thing].terms, f"Zqtitre{thing}")
        assert bool(said) == (thing in LAW[visitor] and world.things[thing].terms.tlp != "TLP:RED")
        assert not said or (thing in said) == (world.things[thing].terms.tlp in ("TLP:GREEN", "TLP:CLEAR"))


def test_package_to_another_installation(world):
    """What travels to a body is what a circle gives that body, and nothing that is RED, ended, held or its own."""
    peer = world.things["confirmed"]
    kept = peer.organisation
    for slug, visitor in (
        ("commission-ml", "clerk_ml"),
        ("commission-ne", "clerk_ne"),
        ("institut", "researcher"),
    ):
        peer.organisation = world.bodies[slug]
        travels = {item.pk for item in may_travel(peer)}
        assert travels
        for thing in WHO:
            # An embargo travels with the item, and binds over there.
            may = thing in LAW[visitor] or (
                thing in ("embargoed", "to_be_published") and slug == "commission-ml"
            )
            if world.things[thing].pk in travels:
                assert may and world.things[thing].terms.tlp != "TLP:RED", (slug, thing)
    peer.organisation = kept


def test_data_of_what_was_given_and_got_counts_nothing_else(world, visitor, visitors):
    answer = visitors[visitor].get("/partages/reciprocite.json")
    if answer.status_code != 200:
        return
    mine = Item.objects.filter(pk__in=[world.things[thing].pk for thing in LAW[visitor]]).exclude(
        shared_at=None
    )
    gave = sum(each["gave"] for each in answer.json()["items"])
    assert gave <= mine.count()


def test_every_visitor_is_tried():
    assert {PUBLIC, *VISITORS} == set(EVERYBODY)

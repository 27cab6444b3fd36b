"""What people do with circles and with what is shared: what moves, what is refused, and with which sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from vigie import access
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry
from vigie.sharing import acts, mail, receipts, terms
from vigie.sharing.acts.consent import members
from vigie.sharing.acts.item import UNDO
from vigie.sharing.models import Circle, Consent, Item, Receipt, Terms
from vigie.sharing.said import Given

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def reads(world, visitor: str, item: Item) -> bool:
    return access.rows(world.actor(visitor), "see", "sharing.Item").filter(pk=item.pk).exists()


def share(world, said, by: str = "clerk") -> Item:
    return acts.share(world.accounts[by], world.accounts[by].organisation, said=said)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"national": ""}, "national"),
        ({"national": "secret"}, "national"),
        ({"national": "declassified"}, "declassified_by"),
        ({"legal_basis": " "}, "legal_basis"),
        ({"expires_at": None}, "expires_at"),
        ({"expires_at": timezone.now() - DAY}, "expires_at"),
        ({"text": " "}, "text"),
        ({"title": ""}, "title"),
        ({"tlp": "SECRET"}, "tlp"),
        ({"published_at": timezone.now()}, "published_at"),
        ({"embargo_until": timezone.now() + 40 * DAY}, "expires_at"),
        ({"tlp": "TLP:CLEAR", "embargo_until": timezone.now() + DAY, "published_at": timezone.now()}, "published_at"),
        ({"tlp": "TLP:RED"}, "circles"),
    ],
)  # fmt: skip
def test_what_contradicts_the_rules_is_refused_with_a_sentence_and_nothing_is_written(
    world, said, changes, field
):
    before = Item.objects.count(), Terms.objects.count()
    with pytest.raises(ValidationError) as refusal:
        share(world, said(**changes))
    assert field in refusal.value.message_dict and refusal.value.message_dict[field][0].endswith(".")
    assert (Item.objects.count(), Terms.objects.count()) == before


def test_the_database_itself_refuses_what_is_classified_or_published_above_clear(world, said):
    item = share(world, said())
    for rows, change in (
        (Item.objects.filter(pk=item.pk), {"national": "secret"}),
        (Item.objects.filter(pk=item.pk), {"national": "declassified", "declassified_by": ""}),
        (Terms.objects.filter(pk=item.terms_id), {"published_at": timezone.now()}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_an_audience_without_the_originator_is_refused(world, said):
    for circle in ("alone", "beyond"):
        with pytest.raises(ValidationError, match="Nom de commission-bf"):
            share(world, said(circles=(world.things[circle],)))
    with pytest.raises(ValidationError, match="Zqferme"):
        share(world, said(circles=(world.things["closed_circle"],)))


def test_only_those_who_share_in_its_name_share_for_a_body(world, said):
    for visitor in ("member", "second", "analyst", "operator", "programme"):
        with pytest.raises(Refused):
            share(world, said(circles=()), by=visitor)
    with pytest.raises(Refused):
        acts.share(world.accounts["clerk_ml"], world.bodies["commission-bf"], said=said())


def test_no_circle_means_nobody_else(world, said):
    item = share(world, said(circles=()))
    assert [each for each in ("clerk", "second", "clerk_ml", "ministry") if reads(world, each, item)] == [
        "clerk",
        "second",
    ]
    assert item.shared_at is None


def test_an_empty_circle_is_nobodys(world, said):
    world.things["committees"].bodies.clear()
    item = world.things["shared"]
    assert reads(world, "clerk", item) and not reads(world, "clerk_ml", item)


def test_a_thing_taken_back_is_as_if_it_had_not_been_shared(world, said):
    item = share(world, said())
    assert reads(world, "clerk_ml", item)
    acts.undo(world.accounts["clerk"], item)
    assert not reads(world, "clerk_ml", item) and reads(world, "second", item)
    acts.address(world.accounts["clerk"], item, circles=[world.things["committees"]])
    assert reads(world, "clerk_ml", item)
    item.shared_at -= UNDO
    with pytest.raises(ValidationError, match="Retirez"):
        acts.undo(world.accounts["clerk"], item)


def test_red_taken_back_is_withdrawn_and_stays_with_those_named(world, said):
    item = share(world, said(tlp="TLP:RED", circles=(world.things["persons"],)))
    acts.undo(world.accounts["clerk"], item)
    assert item.terms.withdrawn_at and reads(world, "clerk", item) and not reads(world, "second", item)


def test_withdrawing_is_for_good_and_says_why_in_the_ledger(world, said):
    item = share(world, said())
    with pytest.raises(ValidationError):
        acts.withdraw(world.accounts["clerk"], item, because=" ")
    acts.withdraw(world.accounts["clerk"], item, because="Erreur de date")
    assert not reads(world, "clerk_ml", item) and reads(world, "second", item)
    assert Entry.objects.about(item).get(act="withdraw").because == "Erreur de date"
    for act, more in (
        (acts.withdraw, {"because": "encore"}), (acts.address, {"circles": [world.things["committees"]]}),
        (acts.extend, {"expires_at": timezone.now() + DAY}),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            act(world.accounts["clerk"], item, **more)


def test_extending_opens_again_what_had_expired(world):
    item = world.things["expired"]
    assert not reads(world, "clerk_ml", item)
    with pytest.raises(ValidationError):
        acts.extend(world.accounts["clerk"], item, expires_at=None)
    acts.extend(world.accounts["clerk"], item, expires_at=timezone.now() + DAY)
    assert reads(world, "clerk_ml", item)


def test_an_embargo_ends_by_itself_and_publishes_only_what_was_chosen(world):
    chosen, other = world.things["to_be_published"], world.things["embargoed"]
    assert not reads(world, "clerk_ml", chosen) and not reads(world, "operator", chosen)
    for item in (chosen, other):
        past = {
            name: getattr(item.terms, name) and getattr(item.terms, name) - 2 * DAY
            for name in ("embargo_until", "published_at")
        }
        Terms.objects.filter(pk=item.terms_id).update(**past)
    assert reads(world, "clerk_ml", chosen) and reads(world, "operator", chosen)
    assert reads(world, "clerk_ml", other) and not reads(world, "operator", other)


def test_clear_is_not_public_before_it_is_published(world, said):
    item = share(world, said(tlp="TLP:CLEAR"))
    assert reads(world, "clerk_ml", item) and not reads(world, "operator", item)


def test_a_receipt_is_the_first_opening_of_a_body_and_never_of_the_originator(world):
    item = world.things["from_ml"]
    for visitor in ("second", "clerk", "chair_ml", "operator", "second"):
        receipts.opened(world.accounts[visitor], item.terms)
    found = Receipt.objects.filter(terms=item.terms)
    assert [(each.body.slug, each.account.username) for each in found] == [("commission-bf", "second-1")]
    assert (
        access.rows(world.accounts["clerk_ml"], "see", "sharing.Receipt").filter(terms=item.terms).count()
        == 1
    )
    assert (
        not access.rows(world.accounts["second"], "see", "sharing.Receipt").filter(terms=item.terms).exists()
    )


class TestConsent:
    def ask(self, world, item: str = "shared", by: str = "clerk_ml", circle: str = "three") -> Consent:
        return acts.ask(
            world.accounts[by], world.things[item], circle=world.things[circle], purpose="Débat en séance"
        )

    def test_nothing_goes_further_before_the_originator_agrees(self, world):
        item, consent = world.things["shared"], self.ask(world)
        assert not reads(world, "clerk_ne", item)
        acts.agree(world.accounts["chair"], consent, as_shown=members(consent.circle))
        assert reads(world, "clerk_ne", item)

    def test_who_joins_the_circle_later_has_not_been_agreed_to(self, world):
        item, consent = world.things["shared"], self.ask(world)
        acts.agree(world.accounts["chair"], consent, as_shown=members(consent.circle))
        world.things["three"].bodies.add(world.bodies["ministere-ml"])
        assert not reads(world, "ministry_ml", item)

    def test_who_joins_before_the_answer_must_be_looked_at(self, world):
        consent = self.ask(world)
        shown = members(consent.circle)
        world.things["three"].bodies.add(world.bodies["ministere-ml"])
        with pytest.raises(ValidationError, match="a changé"):
            acts.agree(world.accounts["chair"], consent, as_shown=shown)

    def test_a_refusal_says_why_and_moves_nothing(self, world):
        consent = self.ask(world)
        with pytest.raises(ValidationError):
            acts.refuse(world.accounts["chair"], consent, reason="")
        acts.refuse(world.accounts["chair"], consent, reason="Enquête en cours")
        assert not reads(world, "clerk_ne", world.things["shared"])
        with pytest.raises(Refused):  # it is answered: nobody may answer it again
            acts.agree(world.accounts["chair"], consent, as_shown=members(consent.circle))

    def test_only_recipients_ask_and_only_the_originator_answers(self, world):
        with pytest.raises(Refused):
            self.ask(world, by="clerk")
        with pytest.raises(Refused):
            self.ask(world, by="ministry_ml")
        consent = self.ask(world)
        for visitor in ("clerk_ml", "member", "second", "clerk_ne"):
            with pytest.raises(Refused):
                acts.agree(world.accounts[visitor], consent, as_shown=members(consent.circle))

    def test_the_same_ask_twice_is_one(self, world):
        self.ask(world)
        with pytest.raises(ValidationError):
            self.ask(world)

    def test_red_goes_on_to_persons_named_and_to_no_body(self, world, said):
        circle = Circle.objects.create(name="x", kind="persons", keeper=world.bodies["cadre"])
        circle.persons.set([world.accounts["clerk"], world.accounts["clerk_ml"]])
        item = share(world, said(tlp="TLP:RED", circles=(circle,)))
        wider = world.things["three"]
        with pytest.raises(ValidationError, match="TLP:RED"):
            acts.ask(world.accounts["clerk_ml"], item, circle=wider, purpose="x")
        wider.persons.add(world.accounts["chair_ml"])
        consent = acts.ask(world.accounts["clerk_ml"], item, circle=wider, purpose="x")
        acts.agree(world.accounts["clerk"], consent, as_shown=members(wider))
        assert reads(world, "chair_ml", item) and not reads(world, "clerk_ne", item)
        assert not reads(world, "second", item)

    def test_readdressing_keeps_what_was_agreed(self, world):
        consent = self.ask(world)
        acts.agree(world.accounts["chair"], consent, as_shown=members(consent.circle))
        acts.address(world.accounts["clerk"], world.things["shared"], circles=[world.things["answer"]])
        item = world.things["shared"]
        assert reads(world, "clerk_ne", item) and reads(world, "ministry", item)
        acts.close_circle(world.accounts["clerk"], consent.granted, because="Mandat achevé")
        assert not reads(world, "clerk_ne", item)


class TestHold:
    def seen(self, world) -> dict[str, set[int]]:
        visitors = ("clerk", "second", "clerk_ml", "chair_ml", "clerk_ne", "ministry", "operator")
        return {
            each: set(access.rows(world.accounts[each], "see", "sharing.Item").values_list("pk", flat=True))
            for each in visitors
        }

    def test_what_a_country_gave_vanishes_beyond_its_border_at_once_and_lifting_restores_exactly(self, world):
        before = self.seen(world)
        held = acts.hold(
            world.accounts["chair"],
            world.bodies["commission-bf"],
            country="BF",
            reach="given",
            reason="Rupture",
        )
        during = self.seen(world)
        ours = set(Item.objects.filter(terms__originator__country="BF").values_list("pk", flat=True))
        for visitor in ("clerk", "second", "ministry"):  # inside the country nothing changes
            assert during[visitor] == before[visitor]
        for visitor in ("clerk_ml", "chair_ml", "clerk_ne", "operator"):
            assert during[visitor] == before[visitor] - ours and before[visitor] & ours
        acts.lift(world.accounts["clerk"], held)
        assert self.seen(world) == before

    def test_both_ways_the_country_reads_nothing_from_beyond_either(self, world):
        before = self.seen(world)
        acts.hold(
            world.accounts["chair_ml"],
            world.bodies["commission-ml"],
            country="ML",
            reach="both",
            reason="Rupture",
        )
        during = self.seen(world)
        own = set(Item.objects.filter(terms__originator__country="ML").values_list("pk", flat=True))
        public = {world.things["published"].pk}
        assert during["clerk_ml"] == before["clerk_ml"] & (own | public)
        assert world.things["from_ml"].pk not in during["clerk"]

    def test_who_may_set_and_lift_it(self, world):
        clerk, body = world.accounts["clerk"], world.bodies["commission-bf"]
        with pytest.raises(ValidationError):  # another country's is not theirs to stop
            acts.hold(clerk, body, country="ML", reach="given", reason="x")
        for visitor in ("member", "ministry", "researcher", "operator"):
            actor = world.accounts[visitor]
            with pytest.raises(Refused):
                acts.hold(actor, actor.organisation, country="BF", reach="given", reason="x")
        bureau = acts.hold(
            world.actor("node"), world.bodies["cadre"], country="BF", reach="given", reason="x"
        )
        with pytest.raises(Refused):  # the bureau's hold is the bureau's to lift
            acts.lift(clerk, bureau)
        own = acts.hold(clerk, body, country="BF", reach="given", reason="x")
        with pytest.raises(ValidationError):
            acts.hold(clerk, body, country="BF", reach="both", reason="x")
        acts.lift(clerk, own)
        assert not reads(world, "clerk_ml", world.things["shared"])  # the bureau's stays in force


class TestCircle:
    def test_who_joined_and_left_is_a_line_of_the_ledger(self, world):
        circle = world.things["committees"]
        acts.change_circle(
            world.accounts["clerk"], circle, name="Nouveau", persons=[world.accounts["member"]],
            bodies=[world.bodies["commission-bf"], world.bodies["institut"]],
        )  # fmt: skip
        assert Entry.objects.about(circle).get(act="change_circle").detail == {
            "joined_bodies": ["institut"], "joined_persons": [str(world.accounts["member"].uuid)],
            "left_bodies": ["commission-ml"],
        }  # fmt: skip
        assert not reads(world, "clerk_ml", world.things["shared"])
        assert reads(world, "researcher", world.things["shared"])

    def test_its_keeper_alone_changes_it(self, world):
        circle = world.things["committees"]
        for visitor in ("clerk_ml", "member", "clerk_ne"):
            with pytest.raises(Refused):
                acts.close_circle(world.accounts[visitor], circle, because="x")
            with pytest.raises(Refused):
                acts.change_circle(world.accounts[visitor], circle, name="x", bodies=[], persons=[])

    def test_a_closed_circle_reaches_nobody(self, world):
        acts.close_circle(world.accounts["chair"], world.things["committees"], because="Fin de mandat")
        item = world.things["shared"]
        assert reads(world, "second", item) and not reads(world, "clerk_ml", item)
        with pytest.raises(ValidationError):
            acts.close_circle(world.accounts["chair"], world.things["committees"], because="x")

    def test_a_circle_of_a_consent_is_closed_and_never_changed(self, world):
        granted = Circle.objects.get(kind="onward")
        with pytest.raises(ValidationError):
            acts.change_circle(
                world.accounts["clerk"], granted, name="x", bodies=[world.bodies["institut"]], persons=[]
            )

    def test_what_makes_no_circle(self, world):
        body = world.bodies["commission-bf"]
        for more in ({"name": " "}, {"kind": "onward"}, {"kind": "persons", "bodies": [body]}):
            with pytest.raises(ValidationError):
                acts.make_circle(world.accounts["clerk"], body, **{"name": "x", "kind": "bureau", **more})
        made = acts.make_circle(world.accounts["clerk"], body, name="Seuls", kind="bureau")
        assert made.keeper == body and Entry.objects.about(body).get(act="make_circle").detail == {
            "circle": str(made.uuid)
        }


class TestRedacted:
    def test_each_has_terms_of_its_own_and_only_who_reads_both_sees_that_they_belong_together(self, world):
        links = lambda visitor: access.rows(world.accounts[visitor], "see", "sharing.Derivative")  # noqa: E731
        assert links("second").count() == 1 and links("clerk_ml").count() == 0
        acts.address(world.accounts["clerk"], world.things["original"], circles=[world.things["committees"]])
        assert links("clerk_ml").count() == 1
        acts.withdraw(world.accounts["clerk"], world.things["original"], because="x")
        assert links("clerk_ml").count() == 0 and reads(world, "clerk_ml", world.things["redacted"])

    def test_a_copy_word_for_word_is_no_redaction(self, world, said):
        item = share(world, said(files=(Given("a.txt", [b"a"]),)))
        same = said(files=(Given("b.txt", [b"a"]),))
        with pytest.raises(ValidationError), transaction.atomic():
            acts.redact(world.accounts["clerk"], item, said=same, removed="rien")
        assert acts.redact(world.accounts["clerk"], item, said=replace(same, files=()), removed="le fichier")


class TestMail:
    def test_nothing_of_red_travels_and_no_content_above_green(self, world):
        told = {
            name: mail.told(world.accounts["clerk"], world.things[name].terms, "Zqtitre")
            for name in ("red_named", "shared", "answered", "published")
        }
        assert told["red_named"] == "" and "Zqtitre" not in told["shared"] and "TLP:AMBER" in told["shared"]
        assert told["answered"] == told["published"] == "Zqtitre"
        assert [
            mark
            for mark in ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
            if mail.sayable(Terms(tlp=f"TLP:{mark}"))
        ] == ["CLEAR", "GREEN"]

    def test_what_the_reader_may_not_read_now_is_not_told(self, world):
        for name in ("embargoed", "expired", "withdrawn", "held", "closed", "unshared"):
            visitor = "clerk" if name == "held" else "clerk_ml"
            assert mail.told(world.accounts[visitor], world.things[name].terms, "Zqtitre") == ""


def test_terms_of_other_rooms_are_moved_and_ended_alike(world):
    own = terms.make(world.bodies["commission-bf"], "TLP:GREEN", [world.things["committees"]])
    with pytest.raises(ValidationError):
        terms.address(own, [world.things["alone"]])
    terms.extend(own, expires_at=timezone.now() + DAY)
    terms.withdraw(own)
    assert not access.readable_terms(world.accounts["clerk_ml"]).filter(pk=own.pk).exists()

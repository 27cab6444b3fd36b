"""Blind readings: who is asked, what an answer does and does not do, and what follows from disagreement."""

from __future__ import annotations

import pytest

from tests.counting.test_deciding import pair_of
from tests.monitoring.world import World
from vigie.access import NodeActor, rows
from vigie.counting import rereading
from vigie.counting.acts import answer, draw_sample, read, settle, take_back_reading, undo
from vigie.counting.acts.reading import draw_if_due
from vigie.counting.models import Decision, Pair, Question, Reading, Sample
from vigie.directory.models import Account
from vigie.ledger.act import Refused
from vigie.ledger.models import Entry, Node
from vigie.monitoring.models import Incident
from vigie.monitoring.unfit import Unfit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World.made()


@pytest.fixture
def always(monkeypatch):
    """Every answer is read a second time."""
    monkeypatch.setattr(rereading, "LEAST", 1.0)
    monkeypatch.setattr(rereading, "MOST", 1.0)


@pytest.fixture
def apart(world):
    one, other = world.report(world.a), world.report(world.b)
    world.incident(one)
    world.incident(other)
    return pair_of(one, other)


def asked(left, right, *, wanted: int = 1, together: bool = True, probability: float = 0.9) -> Question:
    left, right = sorted((left, right), key=lambda report: report.pk)
    return Question.objects.create(
        left=left, right=right, stratum="joined_sure", together=together, probability=probability, wanted=wanted
    )  # fmt: skip


def someone(world, name: str, role: str = "analyst", organisation=None) -> Account:
    return Account.objects.create(username=name, role=role, organisation=organisation or world.b)


def waiting(account) -> list[Question]:
    return list(rows(account, "read", "counting.Question").blind_for(account))


def test_a_reading_changes_no_incident_and_its_answer_is_not_in_the_ledger(world, apart):
    question = asked(apart.left, apart.right)
    before = list(Incident.objects.values())
    read(world.analyst, question, answer="same")
    question.refresh_from_db()
    assert question.verdict == "same"
    assert list(Incident.objects.values()) == before and not Decision.objects.exists()
    assert "same" not in str(Entry.objects.get(act="read").detail)


def test_nobody_is_asked_twice_and_who_answered_in_the_review_is_not_blind(world, apart):
    question = asked(apart.left, apart.right, wanted=2)
    assert waiting(world.analyst) == waiting(world.other_analyst) == [question]
    read(world.analyst, question, answer="same")
    answer(world.other_analyst, apart, answer="unsure")
    assert waiting(world.analyst) == waiting(world.other_analyst) == []
    with pytest.raises(Unfit):
        read(world.analyst, question, answer="different")
    undo(world.other_analyst, apart)
    assert waiting(world.other_analyst) == [], "who took an answer back has still seen the reckoning"


@pytest.mark.parametrize(("answers", "wanted", "verdict"), [
    (["same"], 1, "same"), (["same"], 2, ""), (["same", "same"], 2, "same"), (["same", "different"], 2, "disputed"),
    (["unsure"], 1, ""), (["unsure", "different"], 1, "different"), (["unsure", "unsure"], 1, "unsure"),
    (["same", "unsure"], 2, ""),
])  # fmt: skip
def test_the_verdict_of_several(world, apart, answers, wanted, verdict):
    question = asked(apart.left, apart.right, wanted=wanted)
    for reader, said in zip((world.analyst, world.other_analyst), answers, strict=False):
        read(reader, question, answer=said)
    question.refresh_from_db()
    assert question.verdict == verdict


def test_a_reading_can_be_taken_back(world, apart):
    question = asked(apart.left, apart.right)
    read(world.analyst, question, answer="different")
    take_back_reading(world.analyst, question)
    question.refresh_from_db()
    assert question.verdict == "" and waiting(world.analyst) == [question]
    read(world.analyst, question, answer="same")
    assert Reading.objects.filter(undone_at=None).count() == 1


@pytest.mark.parametrize("who", ["clerk", "monitor", "lone_analyst"])
def test_who_may_not_read_both_reports_is_not_asked(world, who):
    one, other = world.report(world.a, tlp="TLP:AMBER+STRICT"), world.report(world.a, "2", "TLP:AMBER+STRICT")
    question = asked(one, other)
    assert waiting(getattr(world, who)) == []
    with pytest.raises(Refused):
        read(getattr(world, who), question, answer="same")
    assert waiting(world.analyst) == [question]


def test_an_answer_of_the_review_is_read_a_second_time_by_somebody_else(world, apart, always):
    answer(world.analyst, apart, answer="same")
    question = Question.objects.get()
    assert question.first.account == world.analyst and question.stratum == "second"
    assert waiting(world.analyst) == [] and waiting(world.other_analyst) == [question]
    read(world.other_analyst, question, answer="same")
    question.refresh_from_db()
    assert question.verdict == "same"


def test_unsure_is_not_read_again_and_an_undone_answer_is_forgotten(world, apart, always):
    answer(world.analyst, apart, answer="unsure")
    assert not Question.objects.exists()
    answer(world.other_analyst, apart, answer="different")
    undo(world.other_analyst, apart)
    assert Question.objects.get().verdict == "void"
    assert waiting(someone(world, "third")) == []


def test_what_is_worth_much_is_read_again_more_often(world):
    """By the node's secret: nobody can foresee it, but the share is as stated."""
    drawn = {0.0: 0, 2.0: 0}
    decisions = [Decision(pk=key, answer="same") for key in range(1, 2001)]
    chances = [rereading._chance_of(each) for each in decisions]
    for worth in drawn:
        share = min(rereading.LEAST + rereading.BY_WORTH * worth, rereading.MOST)
        drawn[worth] = sum(chance < share for chance in chances) / len(chances)
    assert drawn[0.0] == pytest.approx(0.1, abs=0.03) and drawn[2.0] == pytest.approx(0.7, abs=0.04)


def test_a_dispute_goes_to_coordination_and_the_incidents_follow(world, apart, always):
    answer(world.analyst, apart, answer="same")
    question = Question.objects.get()
    assert Incident.objects.live().count() == 1
    read(world.other_analyst, question, answer="different", because="Autre village.")
    assert [each.pk for each in rows(world.coordinator, "settle", "counting.Question")] == [question.pk]
    assert not rows(world.analyst, "settle", "counting.Question").exists()
    settle(world.coordinator, question, answer="different", because="Deux heures différentes.")
    question.refresh_from_db()
    assert question.verdict == "different"
    assert Incident.objects.live().count() == 2, "what the third person found is carried out"
    assert not rows(world.coordinator, "settle", "counting.Question").exists()


def test_who_settles_is_neither_of_the_two(world, apart):
    question = asked(apart.left, apart.right, wanted=2)
    read(world.coordinator, question, answer="same")
    read(world.other_analyst, question, answer="different")
    with pytest.raises(Refused):
        settle(world.coordinator, question, answer="same")
    other = someone(world, "third", "coordinator")
    settle(other, question, answer="same")
    question.refresh_from_db()
    assert question.verdict == "same"
    with pytest.raises(Unfit, match=r"third|troisième"):
        take_back_reading(world.coordinator, question)


def test_readers_see_their_own_readings_only_until_there_is_a_dispute(world, apart):
    question = asked(apart.left, apart.right, wanted=2)
    read(world.analyst, question, answer="same")
    seen = {who: rows(who, "see", "counting.Reading").count() for who in (world.analyst, world.other_analyst)}
    assert seen == {world.analyst: 1, world.other_analyst: 0}
    assert rows(world.coordinator, "see", "counting.Reading").count() == 0
    read(world.other_analyst, question, answer="different")
    assert rows(world.coordinator, "see", "counting.Reading").count() == 2


def test_a_fault_of_the_machine_is_asked_about_in_the_review(world):
    one, other = world.report(world.a), world.report(world.b)
    world.incident(one, other)
    pair = pair_of(one, other, 6.0)
    Pair.objects.update(standing="accepted")
    read(world.analyst, asked(one, other, together=True), answer="different")
    pair.refresh_from_db()
    assert pair.standing == "to_review"


def test_a_month_is_drawn_once(world):
    for number in range(4):
        world.incident(world.report(world.a, str(number)), world.report(world.b, str(number)))
    first = draw_sample(world.analyst, Node.here())
    again = draw_sample(NodeActor(), Node.here())
    assert first == again == Sample.objects.get()
    drawn = {each["name"]: each["drawn"] for each in first.strata}
    assert first.questions.count() == sum(drawn.values()) > 0
    draw_if_due()
    assert Sample.objects.count() == 1
    with pytest.raises(Refused):
        draw_sample(world.clerk, Node.here())


def test_an_almost_empty_register_is_not_drawn_from(world):
    world.incident(world.report(world.a), world.report(world.b))
    draw_if_due()
    assert not Sample.objects.exists()

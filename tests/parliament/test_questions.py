"""A question from its draft to its late answer and what follows, through the pages of those who do it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.parliament.consulting import bodies, today
from tests.parliament.site import text
from vigie.ledger.models import Entry
from vigie.parliament import acts
from vigie.parliament.models import Question

pytestmark = pytest.mark.django_db
WRITTEN = {"kind": "written", "addressee": "ministere-bf", "tlp": "TLP:AMBER"}


@pytest.fixture
def of():
    return bodies()


def asked(of, days: int = 0, kind: str = "written") -> Question:
    """Asked so many days ago, of the ministry of BF."""
    made = acts.draft_question(
        of["clerk BF"], of["BF"], kind=kind, addressee=of["ministry of BF"], title="Primes de zone", tlp="TLP:AMBER",
        text="Depuis quand ?",
    )  # fmt: skip
    return acts.ask(of["clerk BF"], made, on=today(-days))


def do(client, who, question: Question, doing: str, **said):
    client.force_login(who)
    return client.post(reverse("question-do", kwargs={"uuid": question.uuid, "doing": doing}), said)


def page(client, who, question: Question) -> str:
    client.force_login(who)
    return text(client.get(reverse("asked-question", kwargs={"uuid": question.uuid})))


def test_a_member_writes_and_asks_a_question_which_gets_its_number_and_deadline(client, of):
    client.force_login(of["member BF"])
    sent = client.post(reverse("question-new"), {**WRITTEN, "title": "Primes", "text": "Où en est-on ?"})
    question = Question.objects.get()
    assert sent.url == reverse("asked-question", kwargs={"uuid": question.uuid}) and question.reference == ""
    client.force_login(of["ministry BF"])
    assert client.get(sent.url).status_code == 404  # a draft is seen at home only
    assert do(client, of["member BF"], question, "poser").status_code == 302
    question.refresh_from_db()
    assert question.reference == f"QE-{today().year}-001" and question.due_on > today() and question.due_rule
    assert "Une réponse est attendue pour le" in page(client, of["ministry BF"], question)
    assert list(Entry.objects.filter(label="parliament.Question").values_list("act", flat=True)) == ["ask"]


def test_numbers_run_by_kind_and_no_draft_takes_one(of):
    first, second, oral = asked(of), asked(of), asked(of, kind="oral")
    year = today().year
    assert [each.reference for each in (first, second, oral)] == [
        f"QE-{year}-001",
        f"QE-{year}-002",
        f"QO-{year}-001",
    ]


def test_a_ministry_answers_late_and_the_clerk_follows_up(client, of):
    question = asked(of, days=90)
    client.force_login(of["ministry BF"])
    waiting = text(client.get(reverse("questions-to-answer")))
    assert "1 question attend votre réponse" in waiting and "jours de retard" in waiting
    assert (
        do(
            client, of["ministry BF"], question, "repondre", text="Elles sont versées.", by="Le cabinet"
        ).status_code
        == 302
    )
    assert "0 question" not in waiting and "Aucune question" in text(
        client.get(reverse("questions-to-answer"))
    )
    question.refresh_from_db()
    late = question.days_overdue(today())
    assert late == (today() - question.due_on).days > 0
    seen = page(client, of["clerk BF"], question)
    assert f"avec {late} jours de retard" in seen and "Elles sont versées." in seen
    follow = f"{reverse('question-new')}?suite={question.uuid}"
    assert follow in seen
    assert client.post(follow, {**WRITTEN, "title": "Suites", "text": "Pour qui ?"}).status_code == 302
    after = Question.objects.get(title="Suites")
    assert after.follows == question and question.reference in page(client, of["clerk BF"], after)
    assert "Suites" in page(client, of["clerk BF"], question)


@pytest.mark.parametrize(("doing", "said", "told"), [
    ("repondre", {}, "Écrivez la réponse, ou nommez la lettre"),
    ("repondre", {"text": "Oui.", "on": "2031-01-01"}, "Une réponse ne se donne pas dans l’avenir"),
    ("repondre", {"text": "Oui.", "on": "2001-01-01"}, "antérieure à la question"),
])  # fmt: skip
def test_an_answer_that_makes_no_sense_is_shown_again_as_typed(client, of, doing, said, told):
    response = do(client, of["ministry BF"], asked(of), doing, by="Le cabinet", **said)
    assert response.status_code == 422 and told in text(response) and "Le cabinet" in text(response)


@pytest.mark.parametrize(("said", "told"), [
    ({"due_on": "2001-01-01", "due_because": "Urgence"}, "antérieur au jour de la question"),
    ({"due_on": "2031-01-01"}, "Dites pourquoi un autre délai"),
    ({"on": "2031-01-01"}, "ne se pose pas dans l’avenir"),
])  # fmt: skip
def test_a_deadline_that_makes_no_sense_is_refused(client, of, said, told):
    draft = acts.draft_question(
        of["clerk BF"],
        of["BF"],
        kind="oral",
        addressee=of["ministry of BF"],
        title="Q",
        text="Q ?",
        tlp="TLP:AMBER",
    )
    response = do(client, of["clerk BF"], draft, "poser", **said)
    assert response.status_code == 422 and told in text(response)
    draft.refresh_from_db()
    assert draft.asked_on is None and draft.number is None


def test_a_withdrawn_question_stays_struck_out_and_is_not_answered(client, of):
    question = asked(of)
    assert do(client, of["clerk BF"], question, "retirer", because="Réponse lue en séance").status_code == 302
    assert "Réponse lue en séance" in page(client, of["clerk BF"], question)
    response = do(client, of["ministry BF"], question, "repondre", text="Voici.")
    assert response.status_code == 422 and "on ne peut plus y répondre" in text(response)


def test_who_is_not_asked_does_not_answer_and_who_is_not_home_does_not_record(client, of):
    question = asked(of)
    for who, doing in (("ministry ML", "repondre"), ("clerk ML", "consigner"), ("clerk BF", "repondre")):
        assert do(client, of[who], question, doing, text="Non.", on="2026-01-01").status_code == 404
    assert not question.answers.exists()


def test_a_published_question_is_open_to_everybody_with_its_answer(client, of):
    question = asked(of)
    acts.answer(of["ministry BF"], question, text="Voici.")
    address = reverse("asked-question", kwargs={"uuid": question.uuid})
    client.logout()
    assert client.get(address).status_code == 404
    assert do(client, of["clerk BF"], question, "publier").status_code == 302
    client.logout()
    assert "Voici." in text(client.get(address))


def test_the_list_is_narrowed_by_state_and_counted_as_overdue(client, of):
    asked(of, days=90), asked(of)
    client.force_login(of["clerk BF"])
    listed = text(client.get(reverse("asked-questions"), {"state": "overdue"}))
    assert "2 questions attendent une réponse" in listed and "1 a dépassé son délai" in listed
    assert listed.count("Primes de zone") == 1
    home = text(client.get(reverse("home")))
    assert "questions de votre part sans réponse" in home and "1 en retard." in home

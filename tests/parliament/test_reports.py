"""A committee's report: drafted, voted on, differed from, tabled, published, and what it recommends."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.parliament.consulting import bodies, today
from tests.parliament.site import text
from vigie.followup.models import Recommendation
from vigie.parliament import acts
from vigie.parliament.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return bodies()


@pytest.fixture
def report(of) -> Report:
    return acts.draft_report(
        of["clerk BF"], of["BF"], title="Rapport sur les primes", summary="Ce qui a été vu.", tlp="TLP:AMBER",
        circles=[of["circle"]], gender_note="Les femmes entendues sont comptées à part.",
    )  # fmt: skip


def do(client, who, report: Report, doing: str, **said):
    client.force_login(who)
    return client.post(reverse("report-do", kwargs={"uuid": report.uuid, "doing": doing}), said)


def vote(votes: str = "9 2 1", **said) -> dict:
    names = ("votes_for", "votes_against", "abstained")
    return {**dict(zip(names, votes.split(), strict=True)), "on": today().isoformat(), **said}


def address(report: Report) -> str:
    return reverse("committee-report", kwargs={"uuid": report.uuid})


def test_a_report_goes_from_its_draft_to_the_public(client, of, report):
    client.force_login(of["clerk ML"])
    assert client.get(address(report)).status_code == 404  # a draft is seen at home only
    note = {"by": "Deux membres", "text": "Le délai est trop court.", "on": today().isoformat()}
    for who, doing, said in (
        ("member BF", "divergence", note), ("chair BF", "adopter", vote()),
        ("clerk BF", "deposer", {"on": today().isoformat()}),
    ):  # fmt: skip
        assert do(client, of[who], report, doing, **said).status_code == 302, doing
    client.force_login(of["clerk ML"])
    seen = text(client.get(address(report)))
    for told in ("9 pour, 2 contre, 1 abstention", "Le délai est trop court.", "Les femmes entendues", "RC-"):
        assert told in seen
    assert do(client, of["clerk BF"], report, "publier").status_code == 404  # it is for the chair
    assert do(client, of["chair BF"], report, "publier").status_code == 302
    client.logout()
    assert "Rapport sur les primes" in text(client.get(address(report)))


@pytest.mark.parametrize(("doing", "said", "told"), [
    ("adopter", vote("4 4 3"), "il n’a pas été adopté"),
    ("adopter", vote(on="2031-01-01"), "ne s’adopte pas dans l’avenir"),
    ("adopter", vote(on=""), "Choisissez la séance du vote"),
    ("publier", {}, "se dépose avant d’être publié"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_reason(client, of, report, doing, said, told):
    response = do(client, of["chair BF"], report, doing, **said)
    assert response.status_code == 422 and told in text(response)
    report.refresh_from_db()
    assert report.adopted_on is None


def test_an_adopted_report_does_not_change_and_a_tabled_one_takes_no_note(client, of, report):
    acts.adopt(of["chair BF"], report, on=today(-3), votes_for=5, votes_against=1, abstained=0)
    client.force_login(of["clerk BF"])
    said = {"title": "Autre", "summary": "Autre", "gender_note": "", "places": "1"}
    changed = client.post(reverse("report-amend", kwargs={"uuid": report.uuid}), said)
    assert changed.status_code == 422 and "son texte ne change plus" in text(changed)
    early = do(client, of["clerk BF"], report, "deposer", on=today(-9).isoformat())
    assert early.status_code == 422 and "avant son adoption" in text(early)
    acts.table(of["clerk BF"], report, on=today(-2))
    late = do(
        client, of["member BF"], report, "divergence", by="Un membre", text="Non.", on=today().isoformat()
    )
    assert late.status_code == 422 and "ne peut plus y joindre de note" in text(late)


def test_a_draft_is_rewritten_with_its_sections_in_order(client, of, report):
    client.force_login(of["clerk BF"])
    said = {
        "title": report.title, "summary": "Résumé revu", "gender_note": "Note", "places": "3", "heading_1": "Entendu",
        "text_1": "Six auditions.", "heading_3": "Demandé", "text_3": "Deux choses.",
    }  # fmt: skip
    assert client.post(reverse("report-amend", kwargs={"uuid": report.uuid}), said).status_code == 302
    assert list(report.sections.values_list("position", "heading")) == [(1, "Entendu"), (2, "Demandé")]
    half = client.post(reverse("report-amend", kwargs={"uuid": report.uuid}), {**said, "text_3": ""})
    assert half.status_code == 422 and "Écrivez la partie" in text(half)


def test_a_recommendation_stands_on_the_report_and_is_found_from_it(client, of, report):
    acts.adopt(of["chair BF"], report, on=today(), votes_for=5, votes_against=1, abstained=0)
    said = {"title": "Verser les primes", "text": "Les verser.", "addressee": "ministere-bf", "kind": "budget",
            "done_when": "Neuf primes sur dix versées"}  # fmt: skip
    sent = do(client, of["clerk BF"], report, "recommander", **said)
    made = Recommendation.objects.get()
    assert sent.url == reverse("recommendation", kwargs={"ref": made.ref})
    assert report.reference in text(client.get(sent.url))
    assert "Verser les primes" in text(client.get(address(report)))

"""From a response to a verification, by the pages on which people do it; and what cannot be said, with its sentence."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.followup.conftest import NODE
from vigie.followup import acts, evidence
from vigie.followup.models import Action, Progress, Response, StepDraft, Verification
from vigie.web import words

PLAN = {"title": "Deux équipes", "text": "Chaque jour de marché."}


@pytest.fixture
def asked(office):
    """One recommendation of commission A to the ministry of security, and the two who meet on it."""
    office.row = office.asked(
        "Une patrouille", "securite", issued=60, due=15, done_when="vue", done_target=8, done_out_of=10,
        done_unit="jours",
    )  # fmt: skip
    office.page = f"/recommandations/{office.row.ref}"
    office.ministry, office.clerk = (
        office.browser("ministry", "securite"),
        office.browser("clerk", "commission-a"),
    )
    office.chair = office.browser("chair", "commission-a")
    return office


def said(response) -> str:
    """The words of a page, without its marks."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"[\s\u202f\u00a0]+", " ", text.replace("&nbsp;", " "))


def walk(browser, office, doing: str, *steps: dict):
    """Each step by its own page, as with scripts off; gives the last answer."""
    for number, typed in enumerate(steps, 1):
        address = f"{office.page}/{doing}/{number}"
        page = browser.get(address)
        once = re.search(r'name="once" value="([^"]+)"', page.content.decode())
        assert once, said(page)
        answer = browser.post(address, {**typed, "once": once[1]})
    return answer


def on(office, ago: int) -> str:
    return words.day(office.day(ago))


def test_a_response_an_action_a_report_and_a_verification(asked):
    walk(asked.ministry, asked, "repondre", {"position": "partly"},
         {"text": "« Chaque trimestre. »", "on": on(asked, 10), "document": "Lettre 12"})  # fmt: skip
    walk(asked.ministry, asked, "agir", {**PLAN, "on": on(asked, 9)},
         {"budget_amount": "18000000", "budget_currency": "xof", "budget_year": "2026", "milestone_1": "Formées",
          "milestone_1_on": words.day(asked.today + timedelta(30))})  # fmt: skip
    action = Action.objects.get()
    walk(asked.ministry, asked, "rapporter", {"claimed_status": "completed"},
         {"on": on(asked, 5), "done_count": "10", "done_out_of": "10"},
         {"action": str(action.uuid), "text": "C’est fait.", "evidence": "Rapport d’une page"})  # fmt: skip
    walk(asked.clerk, asked, "verifier", {"verified_status": "started"},
         {"method": "visit", "on": on(asked, 2), "done_count": "5", "done_out_of": "10", "people": "Deux députés"},
         {"text": "Cinq jours sur dix."})  # fmt: skip
    page = said(asked.ministry.get(asked.page))
    for told in ("Acceptée en partie", "Lettre 12", "5 jours de retard", "Formées : pour le", "18 000 000 XOF",
                 "Au titre de l’action : Deux équipes", "Rapport d’une page", "Visite sur place",
                 "Le destinataire déclare Achevée", "D’autres ont constaté Commencée", "diffèrent",
                 "5 sur 10 jours, il en faut 8"):  # fmt: skip
        assert told in page, told
    assert not StepDraft.objects.exists()
    data = asked.clerk.get(f"{asked.page}.json").json()
    assert (data["line"]["claimed_code"], data["line"]["verified_code"]) == ("completed", "started")


def test_what_the_clerk_writes_down_says_so(asked):
    walk(asked.clerk, asked, "repondre", {"position": "noted"}, {"text": "Lettre reçue.", "on": on(asked, 1)})
    assert "consigné par Commission A" in said(asked.ministry.get(asked.page))


def test_a_step_is_kept_and_its_fault_is_told_beside_what_was_typed(asked):
    answer = walk(asked.ministry, asked, "repondre", {"position": "accepted"},
                  {"text": "Une longue réponse", "on": "30 février 2026"})  # fmt: skip
    assert answer.status_code == 422
    assert "30 février n’existe pas" in said(answer)
    assert "Une longue réponse" in said(answer) and not Response.objects.exists()
    again = asked.ministry.get(f"{asked.page}/repondre/2").content.decode()
    assert "Une longue réponse" in again
    assert "Brouillon enregistré" in said(asked.ministry.get(asked.page))
    assert "Une longue réponse" not in asked.clerk.get(f"{asked.page}/repondre/2").content.decode()


def test_sent_twice_it_is_said_once(asked):
    asked.ministry.post(f"{asked.page}/repondre/1", {"position": "accepted"})
    page = asked.ministry.get(f"{asked.page}/repondre/2").content.decode()
    typed = {"text": "Oui.", "on": on(asked, 1), "once": re.search(r'name="once" value="([^"]+)"', page)[1]}
    first, second = (asked.ministry.post(f"{asked.page}/repondre/2", typed) for _each in range(2))
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert Response.objects.count() == 1


def test_each_is_offered_what_is_theirs_to_do(asked):
    def offered(browser):
        page = said(browser.get(asked.page))
        return page.partition("Ce que vous pouvez faire")[2].partition("Vigie est")[0]

    for told in (
        "Vérifier",
        "La clore",
        "La fondre dans une autre",
        "La scinder",
        "La retirer",
        "Fixer un autre délai",
    ):
        assert told in offered(asked.chair), told
    assert "Rendre compte" in offered(asked.ministry) and "Vérifier" not in offered(asked.ministry)
    assert "Répondre" in offered(asked.clerk) and "La clore" not in offered(asked.clerk)


def test_a_withdrawn_recommendation_takes_no_response(asked):
    asked.ministry.post(f"{asked.page}/repondre/1", {"position": "accepted"})
    acts.withdraw(asked.account("chair", "commission-a"), asked.row, words="Un forage est ouvert.")
    sentence = "Cette recommandation a été retirée : il n’y a plus rien à répondre."
    assert sentence in said(asked.ministry.get(f"{asked.page}/repondre/1"))
    answer = asked.ministry.post(f"{asked.page}/repondre/2", {"text": "Oui.", "on": on(asked, 1)})
    assert answer.status_code == 422 and sentence in said(answer) and not Response.objects.exists()
    assert "Un forage est ouvert." in said(asked.ministry.get(asked.page))


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("securite", "adressée à votre propre institution"), ("inspection", "adressée à votre propre institution"),
        ("defense", "Seuls une commission, un organe d’audit"),
    ],
)  # fmt: skip
def test_the_addressee_and_its_kin_do_not_verify(asked, slug, sentence):
    parent = asked.bodies["securite"]
    asked.bodies["inspection"] = type(parent).objects.create(
        slug="inspection", name="Inspection", classification="audit", country="BF", parent=parent
    )
    asked.row.terms.circles.add(asked.circle("commission-a", "inspection", "defense"))
    answer = asked.browser("ministry", slug).get(f"{asked.page}/verifier/1")
    assert sentence in said(answer)
    with pytest.raises(ValidationError, match=sentence):
        acts.verify(
            asked.account("ministry", slug),
            asked.row,
            verified_status="completed",
            method="visit",
            text="Vu.",
        )
    assert not Verification.objects.exists()


def test_secrecy_is_a_status_of_who_looked_and_never_of_who_claims(asked):
    with pytest.raises(ValidationError):
        acts.report_progress(
            asked.account("ministry", "securite"), asked.row, claimed_status="secret", text="Non."
        )
    walk(asked.clerk, asked, "verifier", {"verified_status": "secret"}, {"method": "documents", "on": on(asked, 1)},
         {"text": "Registre non montré."})  # fmt: skip
    page = said(asked.clerk.get(asked.page))
    assert "D’autres ont constaté Impossible à vérifier : secret" in page and "diffèrent" not in page


def test_a_verification_names_the_page_on_which_it_is_told(asked, monkeypatch):
    monkeypatch.setitem(
        evidence.SOURCES, "tried.Visit", lambda actor, key: ("Un constat", "/v/1") if key == "1" else None
    )
    wrong = walk(asked.clerk, asked, "verifier", {"verified_status": "none"}, {"method": "visit", "on": on(asked, 1)},
                 {"text": "Rien.", "source": "https://ailleurs.test/v/2"})  # fmt: skip
    assert wrong.status_code == 422 and "Rien de ce que vous pouvez voir" in said(wrong)
    walk(asked.clerk, asked, "verifier", {"verified_status": "none"}, {"method": "visit", "on": on(asked, 1)},
         {"text": "Rien.", "source": "https://vigie.test/v/1"})  # fmt: skip
    assert '<a href="/v/1">Un constat</a>' in asked.clerk.get(asked.page).content.decode()


def test_one_action_serves_several_and_each_leads_to_the_others_that_the_reader_sees(asked):
    second, other = (asked.asked(title, ministry, issued=50, due=5) for title, ministry in
                     (("Des locaux", "securite"), ("Ailleurs", "defense")))  # fmt: skip
    wrong = walk(asked.ministry, asked, "agir", {**PLAN, "on": on(asked, 9), "also": other.ref}, {})
    assert wrong.status_code == 422 and "aucune recommandation ouverte qui vous soit adressée" in said(wrong)
    walk(asked.ministry, asked, "agir", {**PLAN, "on": on(asked, 9), "also": second.ref.lower()}, {})
    assert set(Action.objects.get().recommendations.values_list("ref", flat=True)) == {
        asked.row.ref,
        second.ref,
    }
    assert f'href="/recommandations/{second.ref}"' in asked.ministry.get(asked.page).content.decode()


def test_a_milestone_is_marked_by_its_owner_alone(asked):
    action = acts.act(asked.account("ministry", "securite"), asked.row, title="Deux équipes",
                      milestones=[("Formées", asked.today)])  # fmt: skip
    milestone = action.milestones.get()
    marked = {"milestone": str(milestone.pk), "done_on": on(asked, 0)}
    assert asked.clerk.post(f"{asked.page}/jalon/1", marked).status_code == 404
    walk(asked.ministry, asked, "jalon", {"milestone": str(milestone.pk), "done_on": on(asked, 0)})
    milestone.refresh_from_db()
    assert milestone.done_on == asked.today


def test_nobody_closes_as_done_what_nobody_verified(asked):
    answer = walk(asked.chair, asked, "clore", {"closing": "done", "words": "Voté.", "on": on(asked, 0)})
    assert answer.status_code == 422 and "Personne n’a vérifié qu’elle est achevée" in said(answer)
    acts.verify(
        asked.account("clerk", "commission-a"),
        asked.row,
        verified_status="completed",
        method="visit",
        text="Vu.",
    )
    walk(asked.chair, asked, "clore", {"closing": "done", "words": "Voté.", "on": on(asked, 0)})
    assert "Mise en œuvre, et vérifiée" in said(asked.ministry.get(asked.page))
    late = asked.ministry.post(f"{asked.page}/rapporter/3", {"text": "Encore."})
    assert late.status_code == 422 and not Progress.objects.exists()


def test_split_and_merged_they_lead_to_each_other(asked):
    one = walk(asked.chair, asked, "scinder", {"words": "Deux objets", "title_1": "Un", "text_1": "", "title_2": "Deux",
                                               "text_2": "Le second."})  # fmt: skip
    assert one.status_code == 422  # the words of the first part are missing
    walk(asked.chair, asked, "scinder", {"words": "Deux objets", "title_1": "Un", "text_1": "Le premier.",
                                         "title_2": "Deux", "text_2": "Le second."})  # fmt: skip
    first, second = [each.later for each in asked.row.onward.order_by("pk")]
    assert (first.issued_on, first.response_due, first.state) == (
        asked.row.issued_on,
        asked.row.response_due,
        "issued",
    )
    page = asked.ministry.get(asked.page).content.decode()
    assert f"/recommandations/{first.ref}" in page and f"/recommandations/{second.ref}" in page
    asked.page = f"/recommandations/{second.ref}"
    wrong = walk(asked.chair, asked, "fusionner", {"into": "R-1999-001"})
    assert wrong.status_code == 422 and "R-1999-001 n’est pas une recommandation ouverte" in said(wrong)
    walk(asked.chair, asked, "fusionner", {"into": first.ref.lower(), "words": "Même objet."})
    assert f"Continuez dans celle qui l’a reprise : {first.ref}" in said(
        asked.ministry.get(f"{asked.page}/repondre/1")
    )
    kept = asked.ministry.get(f"/recommandations/{first.ref}").content.decode()
    assert f"/recommandations/{second.ref}" in kept and f"/recommandations/{asked.row.ref}" in kept


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"on": 61}, "ceci n’a pu avoir lieu avant"), ({"on": -1}, "Ce jour n’est pas encore venu"),
        ({"done_count": 3}, "Donnez les deux nombres"),
        ({"done_count": 3, "done_out_of": 2}, "échangez les deux nombres"),
    ],
)  # fmt: skip
def test_days_and_counts_that_cannot_be(asked, what, sentence):
    given = {**what, **({"on": asked.day(what["on"])} if "on" in what else {})}
    with pytest.raises(ValidationError, match=sentence):
        acts.report_progress(NODE, asked.row, claimed_status="started", text="Oui.", **given)
    assert not Progress.objects.exists()

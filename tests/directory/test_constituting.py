"""The pages on which a body's standing and its end are written down, by those who speak of it."""

from __future__ import annotations

import pytest

from vigie.access import NodeActor
from vigie.directory import acts
from vigie.directory.models import Organisation, Standing, Succession

NODE = NodeActor()
SOURCE = [{"text": "Journal officiel inventé n° 3"}]
ADDRESS = "/annuaire/organisations/commission"
SAID = {
    "kind": "transition", "legal_basis": "Charte inventée, article 7", "powers": ["question", "visit"],
    "start_date": "mars 2024", "end_date": "", "source_text": "Journal officiel inventé n° 3", "source_url": "",
}  # fmt: skip
ENDED = {
    "how": "dissolved", "later": "", "date": "12 novembre 2026", "legal_act": "Décret inventé n° 1",
    "source_text": "Décret inventé n° 1",
}  # fmt: skip


@pytest.fixture
def clerk(visitor):
    return visitor("clerk")


def told(browser, address: str, said: dict) -> str:
    """What the page says after a refusal."""
    answer = browser.post(address, said)
    assert answer.status_code == 400
    return answer.content.decode()


def test_a_clerk_writes_down_what_the_committee_is(clerk, bodies):
    assert "Dire ce qu’il est et ce qu’il peut" in clerk.get(ADDRESS).content.decode()
    page = clerk.get(f"{ADDRESS}/statut").content.decode()
    assert "checked" not in page  # no power is assumed
    assert clerk.post(f"{ADDRESS}/statut", SAID).status_code == 302
    row = Standing.objects.get(organisation=bodies["commission"])
    assert (row.kind, row.powers, row.start_date, row.end_date) == (
        "transition", ["question", "visit"], "2024-03", "",
    )  # fmt: skip
    page = clerk.get(ADDRESS).content.decode().replace("\u00a0", " ")
    for expected in ("Organe législatif de transition", "depuis mars 2024", "Charte inventée, article 7"):
        assert expected in page


WRONG = [
    ({"start_date": "30 février 2024"}, "start_date"),
    ({"start_date": "du 3 au 9 mars 2024"}, "start_date"),
    ({"start_date": ""}, "start_date"),
    ({"end_date": "2023"}, "end_date"),
    ({"kind": ""}, "kind"),
    ({"source_text": ""}, "source_text"),
    ({"source_url": "journal"}, "source_url"),
    ({"powers": ["vetos"]}, "powers"),
]


@pytest.mark.parametrize(("changed", "field"), WRONG)
def test_what_does_not_fit_gets_a_sentence_and_nothing_typed_is_lost(changed, field, clerk, bodies):
    page = told(clerk, f"{ADDRESS}/statut", {**SAID, **changed})
    assert f'href="#id_{field}"' in page and "Charte inventée, article 7" in page
    assert not Standing.objects.exists()


def test_it_can_be_corrected_with_one_more_source(clerk, bodies):
    clerk.post(f"{ADDRESS}/statut", SAID)
    row = Standing.objects.get()
    page = clerk.get(f"{ADDRESS}/statut/{row.pk}").content.decode()
    assert "Charte inventée, article 7" in page and "mars 2024" in page
    again = {**SAID, "powers": ["question"], "source_text": "Rectificatif inventé"}
    assert clerk.post(f"{ADDRESS}/statut/{row.pk}", again).status_code == 302
    row.refresh_from_db()
    assert row.powers == ["question"] and len(row.sources) == 2


def test_an_end_without_a_successor_and_the_successor_later(clerk, bodies):
    other = Organisation.objects.create(
        slug="commission-2", name="Commission suivante", classification="committee"
    )
    assert clerk.post(f"{ADDRESS}/fin", ENDED).status_code == 302
    page = clerk.get(ADDRESS).content.decode()
    assert "Personne n’a encore pris la suite" in page and "Nommer l’organe qui a pris la suite" in page
    assert "Dire qu’il a pris fin" not in page
    row = Succession.objects.get()
    named = {**ENDED, "how": "succeeded", "later": "commission-2"}
    assert clerk.post(f"{ADDRESS}/suite/{row.pk}", named).status_code == 302
    row.refresh_from_db()
    assert (row.how, row.later) == ("succeeded", other)


def test_a_replaced_body_names_the_one_that_replaced_it(clerk, bodies):
    page = told(clerk, f"{ADDRESS}/fin", {**ENDED, "how": "succeeded"})
    assert 'href="#id_later"' in page and "Nommez l’organe" in page
    assert not Succession.objects.exists()


def test_a_double_submit_writes_once(clerk, bodies):
    page = clerk.get(f"{ADDRESS}/statut").content.decode()
    token = page.partition('name="once" value="')[2].partition('"')[0]
    for _time in range(2):
        assert clerk.post(f"{ADDRESS}/statut", {**SAID, "once": token}).status_code == 302
    assert Standing.objects.count() == 1


def test_nobody_writes_down_what_another_body_is(visitor, bodies):
    row = acts.add_standing(
        NODE, bodies["commission"], sources=SOURCE, kind="elected", legal_basis="Loi inventée"
    )
    for who in ("member", "ministry"):
        for address in ("statut", "fin", f"statut/{row.pk}"):
            browser = visitor(who)
            assert browser.get(f"{ADDRESS}/{address}").status_code == 404
            assert browser.post(f"{ADDRESS}/{address}", SAID).status_code == 404
        assert "Dire ce qu’il est" not in visitor(who).get(ADDRESS).content.decode()
    assert visitor("public").get(f"{ADDRESS}/statut").status_code == 302
    assert visitor("clerk").get("/annuaire/organisations/obs-a/statut").status_code == 404

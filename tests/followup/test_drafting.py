"""A clerk drafts what the chair issues: what it stands on, who reads it, and what is told back."""

from __future__ import annotations

import pytest

from tests.followup.test_thread import said
from vigie.followup import acts, evidence
from vigie.followup.models import Recommendation
from vigie.web import words

NEW = "/recommandations/nouvelle"
TITLE = "Un cahier de plaintes"


@pytest.fixture
def desk(office, monkeypatch):
    """What two rooms hold: "A-1" and a page by its uuid are open to all, "A-2" to nobody."""
    uuid = "1e8b6f0c-3f0f-4d3b-9d5e-0a6b7c8d9e0f"
    office.uuid = uuid
    monkeypatch.setitem(
        evidence.SOURCES, "tried.Incident", lambda actor, key: ("Un fait", "/a/A-1") if key == "A-1" else None
    )
    monkeypatch.setitem(
        evidence.SOURCES,
        "tried.Report",
        lambda actor, key: ("Un rapport", f"/r/{uuid}/") if key == uuid else None,
    )
    office.clerk, office.chair = (office.browser(role, "commission-a") for role in ("clerk", "chair"))
    office.typed = {
        "title": TITLE, "text": "Dans chaque poste.", "addressee": str(office.bodies["securite"].pk),
        "kind": "relations", "source_kind": "citizens", "tlp": "TLP:AMBER",
        "done_when": "vu", "done_target": "8", "done_out_of": "10",
    }  # fmt: skip
    return office


def drafted(desk, **more) -> Recommendation:
    answer = desk.clerk.post(NEW, {**desk.typed, **more})
    assert answer.status_code == 302, said(answer)
    return Recommendation.objects.latest("pk")


def stands_on(row) -> set[tuple[str, str]]:
    return set(row.evidence.values_list("label", "key"))


def test_what_it_stands_on_is_named_by_reference_or_by_the_address_of_its_page(desk):
    row = drafted(desk, more=f"a-1\nhttps://vigie.test/r/{desk.uuid}/?x=1\n")
    assert stands_on(row) == {("tried.Incident", "A-1"), ("tried.Report", desk.uuid)}
    page = desk.chair.get(f"/recommandations/{row.ref}").content.decode()
    assert '<a href="/a/A-1">Un fait</a>' in page and "Un rapport" in page


def test_what_cannot_be_seen_is_not_found_and_nothing_typed_is_lost(desk):
    answer = desk.clerk.post(NEW, {**desk.typed, "more": "A-1\nA-2"})
    page = said(answer)
    assert answer.status_code == 422 and "ne porte cette référence ou cette adresse : A-2." in page
    assert (
        TITLE in answer.content.decode()
        and "Dans chaque poste." in page
        and not Recommendation.objects.exists()
    )


def test_amending_keeps_what_it_stands_on_also_what_the_clerk_may_not_see(desk):
    row = drafted(desk, more="A-1")
    row.evidence.create(label="tried.Incident", key="A-2")
    address = f"/recommandations/{row.ref}/modifier"
    page = desk.clerk.get(address).content.decode()
    assert 'value="tried.Incident A-1"' in page and "A-2" not in page
    kept = {**desk.typed, "title": "Autre", "stands_on": ["tried.Incident A-1"], "more": desk.uuid}
    assert desk.clerk.post(address, kept).status_code == 302
    both = {("tried.Incident", "A-1"), ("tried.Incident", "A-2"), ("tried.Report", desk.uuid)}
    assert stands_on(row) == both
    assert desk.clerk.post(address, desk.typed).status_code == 302
    assert stands_on(row) == {("tried.Incident", "A-2")}


def test_from_the_page_of_an_incident_one_drafts_and_comes_back(desk):
    from vigie.followup.raised import raised

    clerk = desk.account("clerk", "commission-a")
    told = raised(clerk, "tried.Incident", "A-1").face
    assert not told.items and told.draft == f"{NEW}?stands_on=tried.Incident+A-1"
    page = desk.clerk.get(told.draft).content.decode()
    assert 'value="tried.Incident A-1"' in page and "checked" in page
    row = drafted(desk, stands_on="tried.Incident A-1")
    assert [each.ref for each in raised(clerk, "tried.Incident", "A-1").face.items] == [row.ref]
    assert raised(desk.account("ministry", "securite"), "tried.Incident", "A-1") is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"response_due": "1 mars 2020"}, "est antérieur à la demande elle-même"),
        ({"done_out_of": ""}, "Donnez les deux nombres"), ({"done_target": "11"}, "échangez les deux nombres"),
        ({"embargo_until": "1 mars 2030", "expires_at": "1 mars 2029"}, "embargo"),
        ({"tlp": "TLP:RED"}, "TLP:RED"), ({"kind": ""}, "Choisissez l’une de ces réponses"),
    ],
)  # fmt: skip
def test_bad_input_gets_its_sentence(desk, changed, sentence):
    answer = desk.clerk.post(NEW, {**desk.typed, **changed})
    assert answer.status_code == 422 and sentence in said(answer) and TITLE in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_an_audience_without_the_originator_is_refused(desk):
    circle = desk.circle("commission-b")
    circle.keeper = desk.bodies["commission-a"]
    circle.save()
    answer = desk.clerk.post(NEW, {**desk.typed, "circles": [str(circle.pk)]})
    assert answer.status_code == 422 and not Recommendation.objects.exists()


def test_days_and_readers_come_back_when_a_draft_is_amended(desk):
    row = drafted(desk, response_due="1 mars 2030", embargo_until="2 mars 2030", purpose="Préparer le forum")
    page = desk.clerk.get(f"/recommandations/{row.ref}/modifier").content.decode()
    for told in ("1er mars 2030", "2 mars 2030", "Préparer le forum"):
        assert f'value="{told}"' in page, told
    again = {**desk.typed, "response_due": "1er mars 2030", "embargo_until": "2 mars 2030"}
    assert desk.clerk.post(f"/recommandations/{row.ref}/modifier", again).status_code == 302
    row.refresh_from_db()
    assert (str(row.response_due), row.terms.embargo_until.date().isoformat()) == ("2030-03-01", "2030-03-02")


def test_the_clerk_drafts_and_the_chair_issues_and_publishes(desk):
    row = drafted(desk, tlp="TLP:CLEAR")
    page, ministry = f"/recommandations/{row.ref}", desk.browser("ministry", "securite")
    assert ministry.get(page).status_code == desk.clerk.get(f"{page}/adopter/1").status_code == 404
    desk.chair.post(f"{page}/adopter/1", {"on": words.day(desk.today), "adoption": "9 voix"})
    assert ministry.get(page).status_code == 200
    assert desk.clerk.get(f"{page}/modifier").status_code == 404
    public = type(desk.clerk)()
    assert public.get(page).status_code == 404
    desk.chair.post(f"{page}/publier/1", {})
    assert "9 voix. Réponse attendue avant le" in said(public.get(page))


def test_one_entered_late_has_the_year_in_which_it_was_drafted(office):
    from tests.followup.conftest import NODE
    from vigie.followup.said import Said

    asked = Said(title="x", text="x", addressee=office.bodies["securite"], kind="law", source_kind="report")
    made = acts.recommend(NODE, office.bodies["commission-a"], said=asked, on=office.day(800))
    assert made.ref == f"R-{office.day(800).year}-001"

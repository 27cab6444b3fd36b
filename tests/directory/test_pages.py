"""The pages of the directory, as visitors of several roles."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.directory.conftest import BODIES
from vigie.directory.models import Command, Person, Post, Unit
from vigie.ledger.models import Node

NOT_A_REPROACH = "accuses nobody"

# address → roles that get it; every other role, and the public, gets 404.
WORKING = ("analyst", "coordinator", "clerk", "member", "researcher")
EVERYBODY = (*WORKING, "monitor", "ministry", "programme", "operator", "public")
PAGES = {
    "/annuaire": EVERYBODY,
    "/annuaire.json": EVERYBODY,
    "/annuaire.csv": EVERYBODY,
    "/annuaire.xlsx": EVERYBODY,
    "/annuaire.popolo.json": EVERYBODY,
    "/annuaire.geojson": (),
    "/annuaire/organisations/obs-a": EVERYBODY,
    "/annuaire/organisations/obs-a.json": EVERYBODY,
    "/annuaire/organisations/absente": (),
    "/annuaire/personnes": WORKING,
    "/annuaire/personnes.csv": WORKING,
    "/annuaire/personnes/personne-a": WORKING,
    "/annuaire/personnes/personne-a.json": WORKING,
    "/annuaire/personnes/absente": (),
    "/annuaire/postes": WORKING,
    "/annuaire/postes.xlsx": WORKING,
    "/annuaire/unites": WORKING,
    "/annuaire/unites.csv": WORKING,
    "/annuaire/unites/u-2": WORKING,
    "/annuaire/unites/u-2.json": WORKING,
    "/annuaire/unites/u-2?date=2025-03-01": WORKING,
}


@pytest.mark.parametrize("address", PAGES)
def test_who_gets_which_page(address, unit, visitor):
    got = {role for role in EVERYBODY if visitor(role).get(address).status_code == 200}
    assert got == set(PAGES[address])
    refused = {visitor(role).get(address).status_code for role in set(EVERYBODY) - got}
    assert refused <= {404}


@pytest.mark.parametrize("address", [each for each in PAGES if "." not in each and PAGES[each]])
def test_a_fragment_is_the_page_without_its_frame(address, unit, visitor):
    whole = visitor("analyst").get(address).content.decode()
    part = visitor("analyst").get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole and "<html" not in part and "<section" in part


def test_the_public_sees_organisations_and_no_person(unit, visitor):
    page = visitor("public").get("/annuaire").content.decode()
    for _slug, name, *_rest in BODIES:
        assert name in page
    assert "/annuaire/personnes" not in page and "/annuaire/unites" not in page
    assert "/annuaire/personnes" in visitor("analyst").get("/annuaire").content.decode()
    body = visitor("public").get("/annuaire/organisations/commission").content.decode()
    assert "Personne B" not in body and "Secrétaire" not in body
    assert "Personne B" in visitor("clerk").get("/annuaire/organisations/commission").content.decode()


def test_organisations_stand_by_kind_then_country(unit, visitor):
    names = [each["name"] for each in visitor("public").get("/annuaire.json").json()["items"]]
    assert names == [name for _slug, name, *_rest in BODIES]


@pytest.mark.parametrize(("asked", "slugs"), [
    ("q=securite", ["ministere"]), ("kind=observatory&country=ML", ["obs-b"]), ("q=introuvable", []),
])  # fmt: skip
def test_a_search_forgives_accents(asked, slugs, unit, visitor):
    found = visitor("public").get(f"/annuaire.json?{asked}").json()["items"]
    assert [each["slug"] for each in found] == slugs
    assert visitor("public").get(f"/annuaire?{asked}").status_code == 200


def test_downloads_carry_hxl(unit, visitor):
    lines = b"".join(visitor("analyst").get("/annuaire.csv")).decode("utf-8-sig").splitlines()
    assert "#org+name" in lines[1]
    assert len(lines) == 2 + len(BODIES)
    people = b"".join(visitor("analyst").get("/annuaire/personnes.csv")).decode("utf-8-sig").splitlines()
    assert "#contact+name" in people[1] and any("Personne A" in line for line in people)


def test_popolo_tells_each_what_the_law_allows(unit, visitor):
    open_to_all = visitor("public").get("/annuaire.popolo.json").json()
    assert len(open_to_all["organizations"]) == len(BODIES)
    assert open_to_all["persons"] == open_to_all["posts"] == open_to_all["memberships"] == []
    whole = visitor("researcher").get("/annuaire.popolo.json").json()
    assert {each["id"] for each in whole["persons"]} == {"personne-a", "personne-b"}
    assert [each["organization_id"] for each in whole["posts"]] == ["commission"], "no post of command"
    (membership,) = whole["memberships"]
    assert membership["person_id"] == "personne-b" and membership["start_date"] == "2024"
    assert membership["sources"][0]["note"] and "end_date" not in membership


# Command by date: the day asked, then name, certainty and why of each row, in the order of the page.
COMMANDED = {
    "2025-03-01": [("Personne A", "documented")],
    "12 mars 2025": [("Personne A", "documented")],
    "2025-06-30": [("Personne A", "documented")],
    "2025-07-15": [("Personne B", "possible")],
    "2025-09-15": [("Personne B", "possible")],
    "2025-12-01": [("Personne B", "presumed")],
    "2026-06-01": [("Personne B", "possible")],
    "2024-01-01": [("", "unknown")],
}


@pytest.mark.parametrize("day", COMMANDED)
def test_who_commanded(day, unit, visitor):
    answer = visitor("analyst").get("/annuaire/unites/u-2", {"date": day})
    told = [(each.name, each.certainty) for each in answer.context["it"].answered.holders]
    assert told == COMMANDED[day]
    page = re.sub("[\u202f\u00a0]", " ", unescape(answer.content.decode()))
    assert page.count("n’accuse personne") >= 2 or page.count(NOT_A_REPROACH) >= 2
    assert all(each.why in page for each in answer.context["it"].answered.holders)


def test_a_holder_set_aside_is_told_with_the_reason(unit, visitor):
    answer = visitor("analyst").get("/annuaire/unites/u-2?date=2025-12-01")
    assert [each.name for each in answer.context["it"].answered.set_aside] == ["Personne A"]
    assert "Personne A" in answer.content.decode()


def test_the_answer_comes_as_data_too(unit, visitor):
    data = visitor("analyst").get("/annuaire/unites/u-2.json?date=2025-03-01").json()
    (holder,) = data["answered"]["holders"]
    assert (holder["name"], holder["certainty"], holder["sources"]) == ("Personne A", "documented", 1)
    assert [each["slug"] for each in data["above"]] == ["u-1"]


def test_nobody_known_is_an_answer(unit, visitor):
    answer = visitor("analyst").get("/annuaire/unites/u-1?date=2025-12-01")
    (only,) = answer.context["it"].answered.holders
    assert (only.name, only.certainty) == ("", "unknown")


@pytest.mark.parametrize("said", ["30 février 2025", "hier", "2025-13", "<script>"])
def test_a_date_that_is_none_gets_a_sentence(said, unit, visitor):
    answer = visitor("analyst").get("/annuaire/unites/u-2", {"date": said})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'aria-invalid="true"' in page and "<script>" not in page


def test_the_thread_of_command_shows_certainty_by_its_marks(unit, visitor):
    page = visitor("analyst").get("/annuaire/unites/u-2").content.decode()
    thread = page[page.index('<ol class="line">') :]
    assert thread.index("Personne B") < thread.index("Personne A"), "the newest first"
    assert thread.count('<li class="full">') == 1 and "<li>" in thread
    assert "Unité U-1" in page and "Cercle X" in page


@pytest.mark.parametrize(("address", "model"), [
    ("/annuaire/personnes", Person), ("/annuaire/unites", Unit), ("/annuaire/postes", Post),
])  # fmt: skip
def test_an_empty_list_has_a_kind_word(address, model, unit, visitor):
    Command.objects.all().delete()
    model.objects.all().delete()
    answer = visitor("analyst").get(address)
    assert answer.status_code == 200 and 'class="empty"' in answer.content.decode()
    assert visitor("public").get(address).status_code == 404, "empty or not, it is not the public's"


def test_a_fictional_node_says_so_in_every_file(unit, visitor):
    Node.objects.update(fictional=True)
    assert "notice" in visitor("public").get("/annuaire.popolo.json").json()
    assert "FICTIF" in visitor("public").get("/annuaire.csv")["Content-Disposition"]


def test_a_page_asks_few_questions(unit, visitor, django_assert_max_num_queries):
    browser = visitor("analyst")
    for address, most in (
        ("/annuaire", 16),
        ("/annuaire/personnes", 16),
        ("/annuaire/unites/u-2?date=2025", 14),
    ):
        with django_assert_max_num_queries(most):
            browser.get(address)

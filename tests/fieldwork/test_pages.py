"""The pages of visits and surveys, and what each reader finds there."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.intake.conftest import neighbour, node, organisation, people  # noqa: F401
from vigie.core.dates import day
from vigie.core.statement import Spot
from vigie.fieldwork.filing import Asked, Told, Writing, describe, seal_of
from vigie.fieldwork.models import SurveyAnswer, Visit

pytestmark = pytest.mark.django_db
ON = day(date(2026, 3, 12))
OPTIONS = {"yes": {"fr": "Oui"}, "no": {"fr": "Non"}, "refused": {"fr": "Ne répond pas"}}
ASKED = (Asked("safe", {"fr": "Êtes-vous en sécurité ?", "en": "Are you safe?"}, OPTIONS),)


def told(key: str, **more) -> Told:
    return Told(key, ON, (Spot("Carrefour inventé", ("BF",)),), **more)


def text(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def answer(organisation, counts: dict[str, int], tlp: str = "TLP:GREEN"):  # noqa: F811
    describe("survey:perception", ASKED)
    Writing(organisation, "form:e").answers([
        told(f"{code}-{number}", answers={"safe": code}, survey="perception", tlp=tlp)
        for code, many in counts.items() for number in range(many)
    ])  # fmt: skip


def test_a_visit_is_told_in_words(client, organisation, people):  # noqa: F811
    describe("form:v", ASKED)
    writing = Writing(organisation, "form:v", people["monitor"])
    outcomes = writing.visits(
        [told("1", kind="checkpoint", answers={"safe": "refused", "autre": "x"}, text="Noté ici.")]
    )
    assert outcomes == ["created"] and writing.visits(
        [told("1", kind="checkpoint", answers={"safe": "refused", "autre": "x"}, text="Noté ici.")]
    ) == ["unchanged"]
    client.force_login(people["monitor"])
    listed = text(client.get(reverse("visits")))
    assert "Carrefour inventé" in listed and "Point de contrôle" in listed and "12 mars 2026" in listed
    page = text(client.get(reverse("visit", args=[Visit.objects.get().uuid])))
    assert "Êtes-vous en sécurité ?" in page and "Ne répond pas" in page and "Noté ici." in page
    assert "Aucune visite" in text(client.get(reverse("visits"), {"kind": "detention"}))
    lines = b"".join(client.get("/visites.csv").streaming_content).decode()
    assert "Carrefour inventé" in lines and not {"lat", "lon"} & set(lines.lower().replace(",", " ").split())


def test_an_edit_replaces_a_visit_in_the_list_and_keeps_it(client, organisation, people):  # noqa: F811
    writing = Writing(organisation, "form:v")
    writing.visits([told("1", kind="other")])
    assert writing.visits([told("1", kind="checkpoint"), told("2", kind="other")]) == ["updated", "created"]
    assert Visit.objects.count() == 3 and Visit.objects.current().count() == 2


def test_a_distribution_keeps_small_numbers_back(client, organisation, people):  # noqa: F811
    answer(organisation, {"yes": 12, "no": 2})
    client.force_login(people["analyst"])
    page = text(client.get(reverse("survey", args=["perception"])))
    assert (
        "Êtes-vous en sécurité ?" in page
        and page.count("k held") == 2
        and ">12<" not in page
        and ">0<" in page
    )
    data = client.get("/enquetes/perception.json").json()["items"]
    assert {row["answer_code"]: row["times"] for row in data} == {"yes": None, "no": None, "refused": 0}
    answer(organisation, {"no": 7})
    data = client.get("/enquetes/perception.json").json()["items"]
    assert {row["answer_code"]: row["times"] for row in data} == {"yes": 12, "no": 7, "refused": 0}
    listed = client.get("/enquetes.json").json()["items"]
    assert listed == [{"survey": "perception", "answers": 19, "first": "2026-03", "last": "2026-03"}]


def test_nothing_ties_the_answers_of_one_person_together(organisation):  # noqa: F811
    Writing(organisation, "form:e").answers([told("1", answers={"a": "x", "b": "y"}, survey="s")])
    first, second = SurveyAnswer.objects.all()
    shared = {name for name in vars(first) if vars(first)[name] == vars(second).get(name)} - {"_state"}
    assert shared <= {"organisation_id", "audience_id", "survey", "area_id", "month"}
    assert first.seal != second.seal and seal_of("form:e", "1", "a") in (first.seal, second.seal)


def test_who_reads_what(client, organisation, neighbour, people):  # noqa: F811
    from vigie.directory.models import Account

    answer(organisation, {"yes": 6}, tlp="TLP:AMBER+STRICT")
    Writing(organisation, "form:v").visits([told("1", kind="other", tlp="TLP:AMBER+STRICT")])
    visit = reverse("visit", args=[Visit.objects.get().uuid])
    other = Account.objects.create_user(
        "autre", "un mot de passe assez long", role="analyst", organisation=neighbour
    )
    for account, status in (
        (people["analyst"], 200),
        (people["monitor"], 404),
        (people["clerk"], 404),
        (other, 404),
    ):
        client.force_login(account)
        assert client.get(visit).status_code == status, account.role
        survey = client.get(reverse("survey", args=["perception"]))
        assert survey.status_code == (200 if account == people["analyst"] else 404), account.role
    client.force_login(people["ministry"])
    assert client.get(reverse("visits")).status_code == client.get(reverse("surveys")).status_code == 404

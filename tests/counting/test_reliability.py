"""What was read becomes figures, and the figures stand beside counts, on their page, and in files."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from tests.counting.test_deciding import pair_of
from tests.counting.test_reading import asked
from tests.counting.test_views import signed_in
from tests.monitoring.world import World
from vigie.counting.acts import read
from vigie.counting.faces import HowSure
from vigie.counting.models import MatchRun, Question, Sample
from vigie.counting.reckoning import figures_of, reckon
from vigie.monitoring.models import Report

pytestmark = pytest.mark.django_db

# name, joined by the machine, pairs there are, read as the same, read as two
STRATA = (
    ("joined_sure", True, 900, 29, 1), ("joined_unsure", True, 100, 8, 2), ("waiting", False, 200, 3, 12),
    ("low", False, 5000, 0, 30), ("outside", False, 20000, 0, 30),
)  # fmt: skip


@pytest.fixture
def world():
    return World.made()


@pytest.fixture
def sample(world) -> Sample:
    """A month's sample whose pairs were all read. Verdicts are written as readings would leave them."""
    sample = Sample.objects.create(month=date.today().replace(day=1), seed=1)
    reports = [world.report(world.a, str(number), text="") for number in range(17)]
    ends = ((one, other) for place, one in enumerate(reports) for other in reports[place + 1 :])
    for name, together, size, same, different in STRATA:
        sample.strata.append(
            {"name": name, "together": together, "size": size, "error": 0, "drawn": same + different}
        )
        for place in range(same + different):
            left, right = next(ends)
            Question.objects.create(
                sample=sample, stratum=name, left=left, right=right, together=together,
                probability=0.97 if together else 0.3, verdict="same" if place < same else "different",
            )  # fmt: skip
    sample.save()
    reckon(sample)
    sample.refresh_from_db()
    return sample


def test_answers_stand_for_as_many_as_they_were_drawn_from(sample):
    found = sample.pooled
    right = 900 * 29 / 30 + 100 * 8 / 10
    assert found["precision"]["best"] == pytest.approx(right / 1000)
    assert found["recall"]["best"] == pytest.approx(right / (right + 200 * 3 / 15))
    assert found["recall_held"]["low"] > found["recall"]["low"], "what was hardly read may hide many"
    assert found["confusion"]["apart_same"] == pytest.approx(40)
    assert sum(each["share"] for each in found["bins"]) == pytest.approx(1)
    assert sample.figures["precision"] == found["precision"], "one month, so far"


def test_months_are_pooled(sample):
    before = Sample.objects.create(
        month=date(sample.month.year - sample.month.month // 12, 1, 1)
        if sample.month.month > 1
        else date(sample.month.year - 1, 12, 1),
        seed=2,
        strata=[{**each, "drawn": 0} for each in sample.strata],
    )
    both = figures_of([before, sample], list(Question.objects.with_readings()))
    assert both["strata"][0]["size"] == 1800 and both["strata"][0]["drawn"] == 30
    assert both["precision"]["best"] == pytest.approx(sample.pooled["precision"]["best"])


def test_one_reading_more_changes_the_figures_at_once(world, sample):
    reports = Report.objects.order_by("-pk")[:2]
    question = asked(*reports)
    Question.objects.filter(pk=question.pk).update(sample=sample, stratum="joined_unsure")
    read(world.analyst, Question.objects.get(pk=question.pk), answer="different")
    after = Sample.objects.get(pk=sample.pk).pooled["precision"]
    assert after["answers"] == 41 and after["best"] < sample.pooled["precision"]["best"]


def test_too_little_is_said_to_be_too_little(world):
    client = signed_in(world.clerk)
    world.incident(world.report(world.a), world.report(world.b, origins=()))
    page = Client().get("/fiabilite").content.decode()
    assert "Aucun échantillon" in page and "Trop peu" in page
    assert client.get("/registre").status_code == 200
    with translation.override("fr"):
        assert "trop peu" in HowSure.of(None).sentence


@pytest.mark.parametrize("address", ["/registre", "/registre/carte", "/registre/tendances"])
def test_both_figures_stand_beside_every_count(world, sample, address):
    world.incident(world.report(world.a, "counted"))
    page = signed_in(world.analyst).get(address).content.decode()
    assert "sur 100 rapprochements" in page.lower() and "/fiabilite" in page
    assert "95 (entre" in page


def test_the_page_is_for_everybody_and_names_nothing(world, sample):
    page = Client().get("/fiabilite").content.decode()
    for word in ("Précision", "Rappel", "sans savoir", "Ce que ceci ne peut pas voir"):
        assert word in page, word
    assert page.count("<svg") >= 4 and "Dori" not in page
    assert "juste au-delà" not in page, "how many pairs there are is told to analysts"
    assert "juste au-delà" in signed_in(world.analyst).get("/fiabilite").content.decode()
    assert "Ce qui attend" not in page, "how much waits is told to those who may answer it"
    assert "Ce qui attend" in signed_in(world.analyst).get("/fiabilite").content.decode()


def test_the_last_learning_says_in_words_what_it_found(world, sample):
    found = [
        {"code": "few_controls", "params": [["inside", 3]], "grave": False},
        {"code": "one_source", "params": [], "grave": True},
    ]
    MatchRun.objects.create(is_full=True, diagnostics=found, is_trusted=False)
    page = signed_in(world.analyst).get("/fiabilite").content.decode()
    section = page[page.index("Le dernier apprentissage") :]
    assert section.index("<li><b>") < section.index("<li>", section.index("<li><b>") + 1), (
        "the grave one first"
    )
    assert "few_controls" not in page and section.count("<li>") >= 2
    assert "Le dernier apprentissage" not in Client().get("/fiabilite").content.decode()


def test_everything_can_be_taken_away(world, sample):
    client = signed_in(world.analyst)
    (month,) = client.get("/fiabilite.json").json()["items"]
    assert month["precision"] == pytest.approx(sample.figures["precision"]["best"], abs=1e-3)
    assert len(client.get("/fiabilite/strates.json").json()["items"]) == 5
    lines = b"".join(client.get("/fiabilite/classes.csv").streaming_content).decode().splitlines()
    assert lines[1].startswith("#indicator+stated") and len(lines) == 2 + len(sample.pooled["bins"])
    assert client.get("/fiabilite/strates").status_code == 200


def test_what_the_machine_says_of_a_pair_is_set_beside_what_people_found(world, sample):
    one, other = world.report(world.a, "x"), world.report(world.b, "x")
    world.incident(one)
    world.incident(other)
    pair = pair_of(one, other)
    type(pair).objects.update(probability=0.95)
    page = signed_in(world.analyst).get(f"/revue/{pair.pk}").content.decode()
    assert "Quand il annonce environ 97 sur 100" in page
    type(pair).objects.update(probability=0.6)
    assert "Personne n’a encore vérifié" in signed_in(world.analyst).get(f"/revue/{pair.pk}").content.decode()


def test_the_blind_page_says_nothing_of_the_machine(world):
    one, other = world.report(world.a), world.report(world.b)
    incident = world.incident(one, other)
    question = asked(one, other)
    client = signed_in(world.analyst)
    page = client.get("/revue/a-l-aveugle").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert main.count('name="answer"') == 3 and "checked" not in main
    for told in (incident.ref, "bits", "%", "/signalements/", "<mark"):
        assert told not in main, told
    assert client.post(f"/revue/a-l-aveugle/{question.pk}/reponse", {"answer": "same"}).url.endswith(
        "aveugle"
    )
    assert "Rien à lire" in client.get("/revue/a-l-aveugle").content.decode()
    assert client.post("/revue/a-l-aveugle/annuler").url.endswith("aveugle")
    assert 'name="answer"' in client.get("/revue/a-l-aveugle").content.decode()


def test_a_dispute_is_shown_to_coordination_with_both_answers(world):
    one, other = world.report(world.a), world.report(world.b)
    question = asked(one, other, wanted=2)
    read(world.analyst, question, answer="same", because="Même marché.")
    read(world.other_analyst, question, answer="different", because="Autre heure.")
    client = signed_in(world.coordinator)
    page = client.get("/revue/desaccords").content.decode()
    assert "Même marché." in page and "Autre heure." in page and world.analyst.username not in page
    assert (
        client.post(f"/revue/desaccords/{question.pk}/reponse", {"answer": "same"}).url == "/revue/desaccords"
    )
    assert "Aucun désaccord" in client.get("/revue/desaccords").content.decode()
    assert signed_in(world.analyst).get("/revue/desaccords").status_code == 404


def test_an_incident_says_why_its_reports_are_together_and_what_is_in_doubt(world):
    one, other, third = world.report(world.a), world.report(world.b), world.report(world.b, "3")
    incident = world.incident(one, other)
    world.incident(third)
    for left, right in ((one, other), (one, third)):
        pair = pair_of(left, right, 3.0)
        type(pair).objects.filter(pk=pair.pk).update(
            evidence=[{"reason": "prior", "params": [], "bits": -3.0}], probability=0.8
        )
    page = signed_in(world.analyst).get(f"/incidents/{incident.ref}").content.decode()
    assert "Pourquoi ces messages sont ensemble" in page and "Dans le doute" in page
    assert (
        "Pourquoi ces messages"
        not in signed_in(world.clerk).get(f"/incidents/{incident.ref}").content.decode()
    )

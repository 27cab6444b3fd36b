"""The incident form in a browser without scripts, from the list of forms to the receipt."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from tests.intake.conftest import PASSWORD
from tests.intake.webform.conftest import publish
from tests.intake.webform.filling import Person
from vigie.core.xforms.instance import read_instance
from vigie.directory.models import Account
from vigie.intake.models import Draft, DraftFile, Submission, SubmissionVersion

MOST_BYTES = 20_000


@pytest.fixture
def person(incident, monitor):
    """At the first page of the incident form, past its warning."""
    return Person(monitor).go(f"/remplir/{incident.form.uuid}").press("begin").press()


def fill(person: Person) -> Person:
    """An invented incident, from the date to the last page."""
    person.fill("Que savez-vous de la date", "day").press()
    person.fill("Quel jour", "02/11/2026").press()
    person.fill("Dans quel pays", "BF").fill("Était-ce à cet endroit", "exact").press()
    person.fill("Dans quel lieu de la liste", "village 011").press()
    person.fill("Qu'est-ce qui décrit", "attack-civilians").fill(
        "Racontez", "Récit inventé.\r\nDeux lignes."
    ).press()
    person.fill("Qui l'a fait", ["bandits", "army"]).press()
    person.fill("Savez-vous combien de personnes ont été tuées", "number").press()
    person.fill("Combien", "3").press()
    person.press("add").fill("Ces personnes sont", "injured").fill("Savez-vous combien", "unknown").press()
    person.press()
    return person.fill("Comment l'avez-vous appris", "witness").press()


def sent() -> dict:
    return read_instance(bytes(SubmissionVersion.objects.get().xml)).answers


def test_the_incident_form_is_filled_without_scripts_and_sent(person):
    fill(person)
    assert person.heading == "Relisez, puis envoyez"
    assert "Village 011" in person.said
    person.press()
    assert person.heading == "Votre rapport est arrivé"
    one = Submission.objects.get()
    assert (one.channel, one.state, one.filed_by.username) == ("web", "waiting", "monitor")
    number = one.uuid.hex[:8].upper()
    assert f"{number[:4]}-{number[4:]}" in person.said
    answers = sent()
    assert answers["when"] == {"date_known": "day", "date_day": "2026-11-02", "date_end": ""}
    assert answers["where"]["place"] == "p11"
    assert answers["where"]["place_name"] == "Village 011"  # reckoned from the list
    assert "place_text" not in answers["where"]  # not asked, for the place was found
    assert answers["what"]["story"] == "Récit inventé.\nDeux lignes."
    assert answers["who"]["initiators"].split() == ["army", "bandits"]  # in the order of the list
    assert answers["people"]["harm"] == "injured"
    assert answers["source"]["sharing"] == "usual"  # the form's own default
    assert answers["meta"]["instanceID"] == f"uuid:{Draft.objects.get().uuid}"
    assert Draft.objects.get().answers == {}


def test_sent_twice_it_is_one_report(person):
    fill(person)
    address, draft = person.address, Draft.objects.get()
    person.press()
    again = person.client.post(address)
    assert again.status_code == 302
    # The first answer was lost before the draft was noted as sent.
    Draft.objects.filter(pk=draft.pk).update(submission=None, answers=draft.answers, saved_at=draft.saved_at)
    assert person.client.post(address).status_code == 302
    assert Submission.objects.count() == SubmissionVersion.objects.count() == 1


def test_questions_that_an_answer_brings_are_asked_on_the_same_page(person):
    person.fill("Que savez-vous de la date", "month").press()
    assert person.status == 200
    assert "Vos réponses amènent d'autres questions" in person.said
    assert any(label.startswith("Quel mois") for label in person.labels())
    person.fill("Quel mois", "2026-10").press()
    assert person.heading.startswith("Où cela")


def test_what_is_wrong_is_said_beside_the_field_and_on_top_and_nothing_is_lost(person):
    person.fill("Que savez-vous de la date", "day").press()
    person.fill("Quel jour", "30/02/2026").press()
    assert person.status == 422
    assert person.said.count("Ce jour n'existe pas.") == 2
    assert 'href="#q3"' in person.page
    assert 'value="30/02/2026"' in person.page
    assert 'aria-invalid="true"' in person.page
    person.fill("Quel jour", "02/11/2096").press()
    assert person.said.count("Ce jour est encore à venir.") == 2  # the form's own words
    person.fill("Quel jour", "").press()
    assert "Répondez à cette question" in person.said


def test_a_place_among_many_is_found_by_a_part_of_its_name(person):
    person.fill("Que savez-vous de la date", "day").press()
    person.fill("Quel jour", "02/11/2026").press()
    person.fill("Dans quel pays", "BF").fill("Était-ce à cet endroit", "exact").press()
    person.fill("Dans quel lieu de la liste", "VILLAGE 01").press()
    assert person.status == 422
    assert "Est-ce l'un de ceux-ci ?" in person.said
    assert "Village 010" not in person.said  # it lies in the other country
    assert 'value="p11"' in person.page


def test_going_back_saves_and_asks_nothing(person):
    person.fill("Que savez-vous de la date", "day").press()
    person.fill("Quel jour", "pas une date").press("back")
    assert person.status == 200
    person.press()
    assert 'value="pas une date"' in person.page


def test_a_turn_of_a_repeat_is_added_changed_and_removed(person):
    fill(person)
    draft = Draft.objects.get()
    assert len(draft.answers["people"]) == 1
    listing = next(
        key for key in ("7", "8") if "Ajouter" in person.go(f"/remplir/brouillon/{draft.uuid}/{key}").page
    )
    person.go(f"/remplir/brouillon/{draft.uuid}/{listing}").press("add").fill(
        "Ces personnes sont", "abducted"
    ).press("back")
    assert len(Draft.objects.get().answers["people"]) == 2
    person.go(f"/remplir/brouillon/{draft.uuid}/{listing}")
    assert "1. Blessées" in person.said
    person.press("remove-1")
    assert [each["harm"] for each in Draft.objects.get().answers["people"]] == ["abducted"]


def test_nothing_typed_is_lost_when_the_session_has_ended(person, people):
    person.fill("Que savez-vous de la date", "day").press()
    address = person.address
    person.client.cookies.pop("sessionid")
    person.fill("Quel jour", "02/11/2026").press()
    assert person.status == 401
    assert "Vous n'êtes plus connecté" in person.heading
    draft = Draft.objects.get()
    assert b"2026" not in bytes(draft.held)
    assert "date_day" not in draft.answers["when"]
    assert person.client.login(username="monitor", password=PASSWORD)
    person.go(address)
    assert "est revenu" in person.said
    assert 'value="2026-11-02"' in person.page
    person.press()
    assert Draft.objects.get().answers["when"]["date_day"] == "2026-11-02"
    assert Draft.objects.get().held is None


def test_what_was_held_opens_in_that_browser_only(person, people):
    person.fill("Que savez-vous de la date", "day").press()
    address = person.address
    person.client.cookies.pop("sessionid")
    person.fill("Quel jour", "02/11/2026").press()
    other = Client()
    assert other.login(username="monitor", password=PASSWORD)
    assert "2026-11-02" not in other.get(address).content.decode()


def test_nothing_typed_is_lost_when_somebody_else_has_signed_in(person, people):
    person.fill("Que savez-vous de la date", "day").press()
    address = person.address
    person.client.force_login(people["analyst"])
    person.fill("Quel jour", "02/11/2026").press()
    assert person.heading == "Une autre personne est connectée"
    person.client.force_login(people["monitor"])
    assert 'value="2026-11-02"' in person.go(address).page


def test_nothing_typed_is_lost_when_the_page_has_an_old_token(incident, people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["monitor"])
    draft = Draft.objects.create(account=people["monitor"], version=incident, language="Français (fr)")
    address = f"/remplir/brouillon/{draft.uuid}/2"
    answer = client.post(address, {"q2": "day", "shown": "q2", "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "ouverte depuis trop longtemps" in answer.content.decode()
    assert 'value="day" checked' in answer.content.decode()
    assert Draft.objects.get().answers == {}


def test_a_draft_is_its_writers_alone(person, people):
    address = person.address
    for role, account in people.items():
        browser = Client()
        browser.force_login(account)
        expected = 200 if role == "monitor" else 404
        assert browser.get(address).status_code == expected, role
        assert browser.post(address.rpartition("/")[0] + "/effacer").status_code == (
            302 if role == "monitor" else 404
        )
    assert not Draft.objects.exists()


def test_forms_that_one_may_not_fill_are_absent(incident, neighbour, node):
    stranger = Account.objects.create_user("stranger", PASSWORD, role="monitor", organisation=neighbour)
    browser = Client()
    browser.force_login(stranger)
    assert browser.get(f"/remplir/{incident.form.uuid}").status_code == 404
    assert browser.get(f"/remplir/hors-ligne/{incident.form.uuid}").status_code == 404
    assert "Aucun formulaire ne vous attend" in browser.get("/remplir").content.decode()


def test_a_photograph_travels_with_the_report(organisation, monitor, tmp_path):
    sheets = {
        "survey": [
            {"type": "image", "name": "photo", "label": "Photo"},
            {"type": "text", "name": "what", "label": "Quoi"},
        ],
        "choices": [], "settings": [{"form_id": "photo", "version": "1"}],
    }  # fmt: skip
    version = publish(organisation, sheets, "photo")
    person = Person(monitor).go(f"/remplir/{version.form.uuid}").press("begin")
    picture = tmp_path / "Amadou devant sa maison.JPG"
    picture.write_bytes(b"\xff\xd8\xff invented picture")
    with picture.open("rb") as file:
        person.fill("Quoi", "x").press(files={"q0": file})
    kept = DraftFile.objects.get()
    assert "Amadou" not in kept.name
    assert kept.name.endswith(".jpg")
    person.press()
    attachment = SubmissionVersion.objects.get().attachments.get()
    assert (attachment.name, attachment.size) == (sent()["photo"], 20)


def test_a_form_that_a_browser_cannot_reckon_says_why(organisation, monitor):
    sheets = {
        "survey": [
            {"type": "geoshape", "name": "field", "label": "Champ"},
            {"type": "calculate", "name": "size", "calculation": "area(${field})"},
        ],
        "choices": [], "settings": [{"form_id": "area", "version": "1"}],
    }  # fmt: skip
    version = publish(organisation, sheets, "area")
    person = Person(monitor).go(f"/remplir/{version.form.uuid}")
    assert person.status == 409
    assert "la fonction area() ne peut pas être calculée" in person.said
    assert "ne peut pas demander une ligne ou une surface" in person.said


def test_every_page_is_light(person, incident):
    seen = {}

    def weigh(page: Person) -> None:
        seen[page.address] = len(gzip.compress(page.page.encode(), 6))

    weigh(person)
    press = person.press
    person.press = lambda *given, **more: (press(*given, **more), weigh(person))[0]
    fill(person)
    person.press()
    person.go(f"/remplir/hors-ligne/{incident.form.uuid}")
    weigh(person)
    assert len(seen) > 9
    assert max(seen.values()) <= MOST_BYTES, seen

"""A joint hearing from its plan to its adopted minutes, each step by the one whose work it is; and a subscription."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime

from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.visitor import PHONE, heading, sign_in, visit

TITLE = "Audition commune d’essai"
TODAY = f"{datetime.now(UTC):%d/%m/%Y}"
MALI = "Commission de défense et de sécurité (Mali, fictive)"


@contextmanager
def at_work(browser, region, username: str, **wishes):
    """Somebody signed in, with scripts off."""
    with visit(browser, region, java_script_enabled=False, **wishes) as page:
        sign_in(page, username)
        yield page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def do(page: Page, sitting: str, link: str, button: str, **typed: str) -> None:
    """Follow one of the things that can be done with the sitting, type what it asks, and press its button."""
    page.goto(sitting)
    follow(page, link)
    for label, words in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(words)
    press(page, button)
    expect(page).to_have_url(sitting)


def test_from_the_plan_to_the_adopted_minutes(browser, region):
    with at_work(browser, region, "clerk-bf") as page:
        sitting = planned(page)
        a_second_sitting_at_that_hour_is_refused(page)
        given_a_document(page, sitting)
        do(page, sitting, "Publier l’ordre du jour", "Publier l’ordre du jour")
    with at_work(browser, region, "chair-bf", screen=PHONE) as page:
        do(page, sitting, "Ouvrir la séance", "Ouvrir la séance")
    with at_work(browser, region, "clerk-bf") as page:
        recorded(page, sitting)
        heard(page, sitting)
        do(page, sitting, "Rédiger le compte rendu", "Enregistrer ce projet", Compte_rendu="Tout fut dit.")
    with at_work(browser, region, "chair-bf", screen=PHONE) as page:
        do(page, sitting, "Clore la séance", "Clore la séance")
        do(page, sitting, "Adopter le compte rendu", "Adopter le compte rendu")
        do(page, sitting, "Publier le compte rendu", "Publier le compte rendu")
    with visit(browser, region, java_script_enabled=False) as page:
        page.goto(sitting)
        assert heading(page) == TITLE
        told = page.locator("main")
        for words in ("Tout fut dit.", "présence 22", "1 personne a été entendue"):
            expect(told).to_contain_text(words)
        expect(told).not_to_contain_text("Cheffe de poste")
        expect(told).not_to_contain_text("Membre BF")
    a_member_subscribes(browser, region)


def planned(page: Page) -> str:
    """The clerk plans a hearing together with the neighbours; gives its address."""
    page.goto("/parlement/seances")
    follow(page, "Prévoir une séance")
    page.get_by_label("Quelle sorte de séance").select_option(label="Audition")
    typed = {
        "Objet": TITLE,
        "Jour": TODAY,
        "De (heure)": "4 h",
        "À (heure)": "5 h 30",
        "Lieu": "Salle d’essai",
    }
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label(MALI).check()
    page.get_by_label("Ordre du jour").fill("Les pistes\nLes marchés")
    press(page, "Prévoir cette séance")
    assert heading(page) == TITLE
    return page.url


def a_second_sitting_at_that_hour_is_refused(page: Page) -> None:
    page.goto("/parlement/seances")
    follow(page, "Prévoir une séance")
    typed = {"Objet": "En même temps", "Jour": TODAY, "De (heure)": "5 h", "À (heure)": "6 h"}
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)
    press(page, "Prévoir cette séance")
    expect(page.locator(".err .msg")).to_contain_text(TITLE)
    assert page.get_by_label("Objet", exact=True).input_value() == "En même temps"


def given_a_document(page: Page, sitting: str) -> None:
    page.goto(sitting)
    follow(page, "Ajouter un document")
    page.get_by_label("Titre", exact=True).fill("Note d’essai")
    page.get_by_label("Sur quel point").select_option(label="2. Les marchés")
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"Texte fictif."}
    page.get_by_label("Fichier", exact=True).set_input_files([note])
    press(page, "Ajouter ce document")
    expect(page.locator("main")).to_contain_text("Note d’essai")
    expect(page.locator("main")).to_contain_text("Les marchés – ")


def recorded(page: Page, sitting: str) -> None:
    """Everybody of the two committees is there."""
    page.goto(sitting)
    follow(page, "Relever les présences")
    page.get_by_label("Les présences ont été relevées").check()
    for choice in page.locator('select[name^="seat-"]').all():
        choice.select_option("present")
    press(page, "Enregistrer ces présences")
    expect(page.locator("main")).to_contain_text("présence 22")


def heard(page: Page, sitting: str) -> None:
    """Nobody's name is kept who may be punished for speaking; without it, what was typed is entered."""
    page.goto(sitting)
    follow(page, "Inscrire une personne entendue")
    page.get_by_label("Qualité", exact=True).select_option("force")
    page.get_by_label("Fonction", exact=True).fill("Cheffe de poste")
    page.get_by_label("Nom public").fill("Un nom")
    press(page, "Inscrire cette personne")
    expect(page.locator(".err .msg")).to_contain_text("Aucun nom")
    page.get_by_label("Nom public").fill("")
    press(page, "Inscrire cette personne")
    expect(page.locator("main")).to_contain_text("Cheffe de poste")


def a_member_subscribes(browser, region) -> None:
    with at_work(browser, region, "member-bf", screen=PHONE) as page:
        page.goto("/parlement/agenda")
        page.get_by_label("Pour quel appareil").fill("Mon téléphone")
        press(page, "Me donner une adresse")
        address = page.locator(".notice b").inner_text()
        page.reload()
        assert page.locator(".notice b").count() == 0
    with visit(browser, region) as page:  # the telephone itself is signed in nowhere
        read = Calendar.from_ical(page.request.get(address).body())
    assert any(TITLE in str(event["SUMMARY"]) for event in read.walk("VEVENT"))

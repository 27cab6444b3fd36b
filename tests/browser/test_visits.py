"""A clerk plans a visit, the delegation fills its form, and the report goes from draft to tabled; scripts are off."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.visitor import PHONE, sign_in, visit

TODAY = date.today()
DAY = TODAY - timedelta(200)  # long ago, so that the usual wait is over
PURPOSE = "Munitions périmées, visite inventée"


@pytest.fixture
def desk(browser, region):
    with visit(browser, region, java_script_enabled=False) as page:
        sign_in(page, "clerk-ne")
        yield page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def photograph() -> dict:
    """As a telephone takes it, with the place in it."""
    notes, written = Image.Exif(), io.BytesIO()
    notes.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (80, 60), "olive").save(written, "JPEG", exif=notes.tobytes(), comment=b"Zqcanari")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def plan(page: Page) -> str:
    """From the page of committees to the plan; gives the number for the visit form."""
    page.goto("/parlement")
    page.get_by_role("link", name="Visites de votre commission").click()
    page.get_by_role("link", name="Prévoir une visite").click()
    page.get_by_label("Quel type de site").select_option("armoury")
    page.get_by_label("Région ou province").select_option(index=1)
    page.get_by_label("Premier jour").fill(f"{DAY:%d/%m/%Y}")
    page.get_by_label("Pourquoi cette visite").fill(PURPOSE)
    page.get_by_label("Risque de représailles").fill("Le magasin compte 12 soldats")
    press(page, "Prévoir cette visite")
    expect(page.locator(".msg").first).to_contain_text("12 soldats")  # refused, and nothing lost
    assert page.get_by_label("Pourquoi cette visite").input_value() == PURPOSE
    page.get_by_label("Risque de représailles").fill("Qui parle peut être muté. Entretiens ailleurs.")
    press(page, "Prévoir cette visite")
    return page.locator(".facts b").first.inner_text()


def fill_the_form(page: Page, number: str) -> None:
    """As on the spot: what was looked at is answered, the rest is passed over."""
    page.get_by_role("link", name="Remplir la fiche de visite").click()
    page.get_by_role("link", name="Visite de terrain d’une commission").click()
    press(page, "En commencer un nouveau")
    page.get_by_label(re.compile("Quel est le numéro de la visite")).fill(number)
    choose(page, "Qu’est-ce qui a été visité ?", "Magasin d’armes ou de munitions")
    page.get_by_label(re.compile("Quel jour")).fill(DAY.isoformat())
    choose(page, "Dans quel pays ?", "Niger")
    for _page in range(15):
        expired = page.get_by_role("group", name="Les munitions périmées ou instables")
        if expired.count():
            expired.get_by_label("Non", exact=True).check()
        if page.get_by_role("button", name="Enregistrer et continuer").count() == 0:
            break
        press(page, "Enregistrer et continuer")
    press(page, "Envoyer le rapport")


def test_from_the_plan_to_the_table_of_the_house(desk):
    number = plan(desk)
    address = desk.url
    fill_the_form(desk, number)
    for _try in range(40):  # the node files what came in by and by
        desk.goto(address)
        if desk.get_by_role("button", name="Reprendre ses réponses").count():
            break
        desk.wait_for_timeout(250)
    press(desk, "Reprendre ses réponses")
    expect(desk.locator("#findings")).to_contain_text("Les munitions périmées")
    desk.get_by_label("militaires du rang et agents : Entendus").check()
    press(desk, "La visite a eu lieu")

    desk.get_by_text("Ajouter une photographie").click()
    desk.get_by_label("Photographie", exact=True).set_input_files(photograph())
    desk.get_by_label("Ce qu’elle montre").fill("Le registre")
    press(desk, "La nettoyer et la garder")
    shown = desk.request.get(desk.locator("#photos img").get_attribute("src")).body()
    assert shown.startswith(b"\xff\xd8") and b"Exif" not in shown and b"Zqcanari" not in shown
    press(desk, "Mettre dans le rapport")

    desk.locator("#findings form button").first.click()
    desk.wait_for_url("**/recommandations/*")
    expect(desk.locator("main")).to_contain_text("munitions périmées")
    desk.go_back()

    desk.get_by_role("link", name="Écrire le rapport").click()
    desk.get_by_label("Titre du rapport").fill("Visite d’un magasin (inventée)")
    desk.get_by_label("Ce que dit la commission").fill("Le sergent Zqvnom dit que rien n’est détruit.")
    press(desk, "Garder le projet")
    expect(desk.locator("#cautions")).to_contain_text("sergent Zqvnom")
    desk.get_by_role("link", name="Continuer à écrire").click()
    desk.get_by_label("Ce que dit la commission").fill("Rien n’est détruit.")
    press(desk, "Garder le projet")
    expect(desk.locator("#cautions")).to_have_count(0)

    desk.get_by_label("Adopté le").fill(f"{TODAY:%d/%m/%Y}")
    desk.get_by_label("TLP:CLEAR").check()
    press(desk, "Inscrire l’adoption")
    desk.get_by_label("Déposé le").fill(f"{TODAY:%d/%m/%Y}")
    press(desk, "Inscrire le dépôt")
    expect(desk.locator(".st").first).to_contain_text("déposé")


def test_everybody_reads_what_was_tabled_on_a_phone_and_nobody_learns_the_day(browser, region):
    with visit(browser, region, screen=PHONE, java_script_enabled=False) as page:
        page.goto("/parlement/visites/rapports")
        page.locator("tbody th a").first.click()
        expect(page.locator("h1")).to_be_visible()
        said = page.locator("main").inner_text()
        assert "Ce qui a été constaté" in said.replace("\n", " ")
        assert not re.search(r"\b\d{1,2} \w+ \d{4}", page.locator(".lede").inner_text())
        assert page.locator('main a[href$=".pdf"]').count() == 1

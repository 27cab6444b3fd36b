"""One thread from a clerk's draft to what the public reads, each step in the browser of the one whose work it is."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.visitor import PHONE, heading, sign_in, visit

TITLE = "Un éclairage à chaque entrée du marché"
TODAY = f"{datetime.now(UTC):%d/%m/%Y}"
MINISTRY = "Ministère de la Sécurité (Burkina Faso, fictif)"


@contextmanager
def at_work(browser, region, username: str, **wishes):
    """Somebody signed in; scripts are off unless wished otherwise."""
    with visit(browser, region, **{"java_script_enabled": False, **wishes}) as page:
        sign_in(page, username)
        yield page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def test_from_a_draft_to_what_was_verified(browser, region):
    with at_work(browser, region, "clerk-bf") as page:
        address = drafted_on_an_incident(page)
    with at_work(browser, region, "chair-bf") as page:
        issued_and_published(page)
    with at_work(browser, region, "ministry-bf", screen=PHONE) as page:
        answered_over_a_lapsed_session(page)
        reported(page)
    with at_work(browser, region, "analyste-a", java_script_enabled=True) as page:
        verified_by_two_presses(page)
    with visit(browser, region, java_script_enabled=False) as page:
        page.goto(address)
        assert heading(page) == TITLE
        both = page.locator(".versus > div")
        expect(both.nth(0)).to_contain_text("Achevée")
        expect(both.nth(1)).to_contain_text("Commencée")
        for told in (
            "Acceptée en partie",
            "Trois marchés d’abord",
            "5 sur 10 entrées, il en faut 10",
            "9 voix",
        ):
            expect(page.locator("main")).to_contain_text(told)
        expect(page.locator(".line h3", has_text="Vérification")).to_have_count(1)
        assert page.locator("main form").count() == 0


def drafted_on_an_incident(page: Page) -> str:
    """A clerk goes from an incident to the draft of a recommendation; gives the address of its page."""
    page.goto("/registre?state=corroborated")
    page.locator("#found tbody th a, main table tbody th a").first.click()
    incident = page.url.rstrip("/").rpartition("/")[2]
    follow(page, "Faire une recommandation à ce sujet")
    page.get_by_label("En une ligne").fill(TITLE)
    page.get_by_label("Ce qui est recommandé").fill(
        "Que chaque entrée soit éclairée avant le retour du soir."
    )
    page.get_by_label("Destinataire").select_option(label=MINISTRY)
    page.get_by_label("Type").select_option(label="Relations avec la population")
    page.get_by_label("D’où elle vient").select_option(label="Citoyens")
    page.get_by_label("Ce sera fait quand").fill("dix entrées sur dix sont éclairées")
    page.get_by_label("Combien il en faut").fill("11")
    page.get_by_label("Sur combien").fill("10")
    page.get_by_label("De quoi").fill("entrées")
    page.get_by_label("Marque").select_option("TLP:CLEAR")
    press(page, "Garder le projet")
    expect(page.get_by_role("alert")).to_contain_text("échangez les deux nombres")
    expect(page.get_by_label("En une ligne")).to_have_value(TITLE)
    page.get_by_label("Combien il en faut").fill("10")
    press(page, "Garder le projet")
    assert heading(page) == TITLE
    expect(page.locator(".line")).to_contain_text(incident.upper())
    assert page.get_by_role("link", name="L’émettre").count() == 0  # that is the chair's
    return page.url


def issued_and_published(page: Page) -> None:
    follow(page, TITLE)  # it waits on the first page
    follow(page, "L’émettre")
    page.get_by_label("Adoptée le").fill(TODAY)
    page.get_by_label("Vote et compte rendu").fill("9 voix, 2 abstentions")
    press(page, "Émettre la recommandation")
    expect(page.locator(".line")).to_contain_text("Réponse attendue avant le")
    follow(page, "Publier")
    press(page, "Publier la recommandation")


def answered_over_a_lapsed_session(page: Page) -> None:
    """The session ends while an official types on a telephone; nothing of it is lost."""
    follow(page, TITLE)
    follow(page, "Répondre")
    page.get_by_label("Acceptée en partie").check()
    press(page, "Enregistrer et continuer")
    page.get_by_label("La réponse, dans ses propres mots").fill("Trois marchés d’abord, faute de crédits.")
    page.get_by_label("Jour de la réponse").fill(TODAY)
    page.context.clear_cookies(name="sessionid")
    press(page, "Envoyer la réponse")
    expect(page.locator("main")).to_contain_text("est gardé")
    page.locator('button[name="username"][value="ministry-bf"]').click()
    expect(page.get_by_label("La réponse, dans ses propres mots")).to_have_value(
        "Trois marchés d’abord, faute de crédits."
    )
    press(page, "Envoyer la réponse")
    expect(page.locator(".line")).to_contain_text("Trois marchés d’abord")


def reported(page: Page) -> None:
    follow(page, "Rendre compte de l’avancement")
    page.get_by_label("Achevée").check()
    press(page, "Enregistrer et continuer")
    page.get_by_label("À quelle date").fill(TODAY)
    press(page, "Enregistrer et continuer")
    page.get_by_label("Ce qui a été fait").fill("Toutes les entrées sont éclairées.")
    press(page, "Envoyer le compte rendu")
    expect(page.locator(".versus > div").nth(1)).to_contain_text("Pas encore vérifiée")


def verified_by_two_presses(page: Page) -> None:
    """An observatory looks. Its analyst presses twice, as one does on a slow line: one verification stands."""
    follow(page, TITLE)
    follow(page, "Vérifier")
    page.get_by_label("Commencée").check()
    press(page, "Enregistrer et continuer")
    page.get_by_label("Visite sur place").check()
    page.get_by_label("Jour du constat").fill(TODAY)
    page.get_by_label("Combien", exact=True).fill("5")
    page.get_by_label("Sur combien").fill("10")
    press(page, "Enregistrer et continuer")
    page.get_by_label("Ce que vous avez constaté").fill("Cinq entrées sur dix sont éclairées.")
    page.get_by_role("button", name="Inscrire la vérification").dblclick()
    page.wait_for_url("**#fil")
    expect(page.locator(".line h3", has_text="Vérification")).to_have_count(1)

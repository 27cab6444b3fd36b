"""A clerk shares with the three committees; another country's clerk reads, asks to pass on, and meets a hold."""

from __future__ import annotations

from contextlib import ExitStack

from tests.browser.visitor import sign_in, visit

TITLE = "Passages du fleuve (essai)"


def test_from_a_thing_shared_to_a_hold_that_closes_it(browser, region):
    with ExitStack() as doors:
        ours, theirs, third = (
            doors.enter_context(visit(browser, region, java_script_enabled=False)) for _clerk in range(3)
        )
        for page, name in ((ours, "clerk-bf"), (theirs, "clerk-ml"), (third, "clerk-ne")):
            sign_in(page, name)
        address = _shared(ours, "cercle des deux commissions")
        assert third.goto(address).status == 404
        theirs.goto(address)
        assert TITLE in theirs.locator("h1").inner_text()
        ours.goto(address)
        assert "clerk-ml" in ours.locator("main").inner_text()  # the receipt, for the originator
        theirs.get_by_label("À qui", exact=True).select_option(label="Les trois commissions (fictif)")
        theirs.get_by_label("À quoi cela leur servira").fill("Le rapport commun")
        theirs.get_by_role("button", name="Demander à l’émetteur").click()
        assert third.goto(address).status == 404
        _agree(ours)
        assert third.goto(address).status == 200
        _stop(ours)
        assert theirs.goto(address).status == third.goto(address).status == 404
        assert ours.goto(address).status == 200
        ours.goto("/partages/suspensions")
        ours.get_by_role("button", name="La lever").click()
        assert third.goto(address).status == 200


def _shared(page, circle: str) -> str:
    """Make a circle of two committees and share a note in it; gives its address."""
    page.goto("/cercles/nouveau")
    page.get_by_label("Nom du cercle").fill(circle)
    page.get_by_label("Type").select_option("committees")
    for country in ("bf", "ml"):
        page.locator(f'input[name="bodies"][value="commission-defense-{country}"]').check()
    page.get_by_role("button", name="Créer ce cercle").click()
    page.goto("/partages/nouveau")
    page.get_by_label("Titre").fill(TITLE)
    page.locator('[name="kind"]').select_option("note")
    page.locator('[name="theme"]').select_option("borders")
    page.locator('[name="text"]').fill("Trois passages.")
    page.locator('[name="national"][value="not_classified"]').check()
    page.locator('[name="legal_basis"]').fill("Déclaration fictive du cadre")
    page.locator('[name="tlp"][value="TLP:AMBER"]').check()
    page.get_by_label(circle).check()
    page.locator('[name="review_on"]').fill("31/12/2099")
    page.locator('[name="may_be_cited"][value="no"]').check()
    page.locator("main form button").last.click()
    assert TITLE in page.locator("h1").inner_text()
    return page.url


def _agree(page) -> None:
    page.goto("/partages/demandes")
    page.locator('[name="answer"][value="agreed"]').check()
    page.get_by_role("button", name="Envoyer la réponse").click()


def _stop(page) -> None:
    page.goto("/partages/suspensions")
    page.locator('[name="reach"][value="given"]').check()
    page.locator('[name="reason"]').fill("Rupture")
    page.get_by_role("button", name="Suspendre tout partage depuis ce pays").click()

"""A clerk and a council elsewhere: card, telephone, a package to a file, one changed on its way, one that is taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.visitor import heading, sign_in, visit
from vigie.core.packages import (
    Card,
    Content,
    Manifest,
    Package,
    Party,
    Received,
    Sealing,
    Signing,
    open_package,
    pack,
    read_card,
    write_card,
)

SIGNING, SEALING = Signing.new(), Sealing.new()
THERE = Card(
    "conseil-voisin", "Conseil voisin (fictif)", "", "council", "Vigie voisine (fictive)", SIGNING.public,
    SEALING.public,
)  # fmt: skip
WENT, CAME = "Bacs du fleuve (essai)", "Horaires des barrières (essai)"


def test_from_a_card_to_packages_both_ways(browser, region, tmp_path):
    with visit(browser, region, java_script_enabled=False) as page:
        sign_in(page, "clerk-bf")
        ours = _card_of_ours(page)
        address = _entered_and_compared(page, tmp_path)
        _share(page)
        went = _taken_for_a_stick(page, address)
        assert [each.about["title"] for each in went.manifest.contents] == [WENT]
        assert went.manifest.sender.node == ours.node
        sealed = _written_over_there(ours, went)
        changed = bytearray(sealed)
        changed[-9] ^= 1
        assert "Ce paquet ne s’ouvre pas" in _brought(page, tmp_path, bytes(changed))
        expect(page.locator("main")).not_to_contain_text(CAME)
        assert "Le paquet 1 de Conseil voisin (fictif) est enregistré." in _brought(page, tmp_path, sealed)
        assert "Rien n’est fait deux fois" in _brought(page, tmp_path, sealed)
        page.get_by_role("link", name=CAME).click()
        assert heading(page) == CAME
        expect(page.locator("main")).to_contain_text("Vigie voisine (fictive)")
        page.goto(address)
        expect(page.locator("main")).to_contain_text("reçu là-bas le")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _card_of_ours(page: Page) -> Card:
    page.goto("/partages")
    page.get_by_role("link", name="Échange", exact=True).click()
    with page.expect_download() as handed:
        page.get_by_role("link", name="Télécharger votre fiche").click()
    return read_card(Path(handed.value.path()).read_bytes())


def _entered_and_compared(page: Page, folder: Path) -> str:
    """The address of the correspondent, whose groups were misheard once."""
    card = folder / "conseil.vigie-card.json"
    card.write_bytes(write_card(THERE, SIGNING))
    page.get_by_role("link", name="Inscrire une fiche").click()
    page.locator('input[type="file"]').set_input_files(card)
    press(page, "L’inscrire")
    assert heading(page) == THERE.name
    address = page.url
    for groups in (THERE.groups[::-1], THERE.groups):
        expect(page.locator("main")).not_to_contain_text(THERE.groups)
        page.locator('[name="groups"]').fill(groups)
        press(page, "Ce sont les mêmes : confirmer")
        if groups != THERE.groups:
            expect(page.get_by_role("alert")).to_contain_text("Ce ne sont pas les groupes")
    expect(page.locator("main")).to_contain_text("comparées au téléphone par clerk-bf")
    return address


def _share(page: Page) -> None:
    circle = "Cercle avec le conseil voisin"
    page.goto("/cercles/nouveau")
    page.get_by_label("Nom du cercle").fill(circle)
    page.get_by_label("Type").select_option("committees")
    for body in ("commission-defense-bf", THERE.body):
        page.locator(f'input[name="bodies"][value="{body}"]').check()
    press(page, "Former ce cercle")
    page.goto("/partages/nouveau")
    page.get_by_label("Titre").fill(WENT)
    page.locator('[name="kind"]').select_option("note")
    page.locator('[name="theme"]').select_option("borders")
    page.locator('[name="text"]').fill("Deux bacs.")
    page.locator('[name="national"][value="not_classified"]').check()
    page.locator('[name="legal_basis"]').fill("Convention fictive")
    page.locator('[name="tlp"][value="TLP:AMBER"]').check()
    page.get_by_label(circle).check()
    page.locator('[name="review_on"]').fill("31/12/2099")
    page.locator('[name="may_be_cited"][value="no"]').check()
    page.locator("main form button").last.click()
    assert WENT in heading(page)


def _taken_for_a_stick(page: Page, address: str) -> Package:
    """The package, opened as only the other side can."""
    page.goto(address)
    press(page, "Préparer le paquet")
    row = page.get_by_role("row").filter(has_text=THERE.name)
    with page.expect_download() as handed:
        row.get_by_role("button", name="Prendre pour une clé USB").click()
    assert handed.value.suggested_filename == "commission-defense-bf-conseil-voisin-00001.age"
    return open_package(Path(handed.value.path()).read_bytes(), [SEALING])


def _written_over_there(ours: Card, went: Package) -> bytes:
    """Their first package: a note of theirs, and that ours has arrived."""
    about = {
        **went.manifest.contents[0].about, "title": CAME, "originator": THERE.body, "originator_name": THERE.name,
        "originator_country": "",
    }  # fmt: skip
    manifest = Manifest(
        id=str(uuid4()), sender=Party(THERE.body, THERE.node, THERE.recipient),
        to=Party(ours.body, ours.node, ours.recipient), number=1, previous="", made_on=date.today().isoformat(),
        received=Received(1), contents=(Content("item", str(uuid4()), about),),
    )  # fmt: skip
    return pack(manifest, {}, SIGNING).sealed


def _brought(page: Page, folder: Path, sealed: bytes) -> str:
    """What the page says of a package that is read from a stick."""
    package = folder / "paquet.age"
    package.write_bytes(sealed)
    page.goto("/echange/recus")
    page.locator('input[type="file"]').set_input_files(package)
    press(page, "Lire le paquet")
    return page.get_by_role("status").inner_text()

"""Published data in a node of one's own: every row accounted for, and the way to the register in a browser."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.node import served, vigie
from tests.browser.visitor import heading, number_in, visit
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared_data

PASSWORD = "quatre-mots-qui-ne-vont-pas-ensemble"
UCDP, UCDP_ROWS = "events/ucdp_ged_bfa_2016_2022.csv.gz", 909
HEALTH, HEALTH_ROWS = "events/insecurity_insight_healthcare_to2022_hxl.csv.gz", 324
COD_AB = ("--name", "COD-AB 2020", "--valid-from", "2020-01-01", "--source-text", "OCHA COD-AB",
          "--licence", "CC BY-IGO", "--country", "BF")  # fmt: skip


@dataclass
class RealNode:
    """A node with nothing invented in it: two organisations that share, two published lists, real boundaries."""

    address: str
    var: Path


@pytest.fixture(scope="module")
def real(browser, tmp_path_factory):
    files = {name: shared_data(name) for name in (UCDP, HEALTH)}
    maps = [shared_data(f"boundaries/bfa_adm{level}.geojson") for level in (1, 2)]
    var = tmp_path_factory.mktemp("real")
    vigie(var, "init", "--name", "Essai sur données publiées")
    for slug in ("ong-un", "ong-deux"):
        vigie(
            var,
            "organisation",
            "add",
            slug,
            slug.title(),
            "--country",
            "BF",
            "--member",
            "--tlp",
            "TLP:GREEN",
        )
        vigie(var, "account", "add", f"analyse-{slug}", "--role", "analyst", "--organisation", slug,
              "--password", PASSWORD)  # fmt: skip
    for path in maps:
        vigie(var, "import", "boundaries", str(path), *COD_AB)
    vigie(var, "import", "ucdp", str(files[UCDP]), "--organisation", "ong-un")
    vigie(var, "import", "insecurity-insight", str(files[HEALTH]), "--organisation", "ong-deux")
    with served(var, "serve") as address:
        yield RealNode(address, var)


def sign_in(page: Page, organisation: str = "ong-un") -> None:
    page.goto("/connexion")
    page.get_by_label("Nom du compte").fill(f"analyse-{organisation}")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/")


def taken(page: Page, name: str) -> list[list[str]]:
    """A download as rows, from the row of HXL tags on."""
    with page.expect_download() as arrived:
        page.get_by_role("link", name=name).click()
    with open(arrived.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    tags = next(place for place, row in enumerate(rows) if any(cell.startswith("#") for cell in row))
    return rows[tags:]


@pytest.mark.parametrize(("organisation", "rows"), [("ong-un", UCDP_ROWS), ("ong-deux", HEALTH_ROWS)])
def test_every_row_of_the_file_is_accounted_for(browser, real, organisation, rows):
    with visit(browser, real.address) as page:
        sign_in(page, organisation)
        page.goto("/imports")
        page.locator("tbody th a").first.click()
        assert number_in(heading(page)) == rows
        tags, *account = taken(page, "CSV")
        assert len(account) == rows
        outcome = tags.index("#status")
        assert {row[outcome] for row in account} == {"created"} or all(row[outcome] for row in account)


def test_importing_again_changes_nothing(real):
    before = vigie(real.var, "export", str(real.var / "before.csv"), "--as", "analyse-ong-un")
    said = vigie(real.var, "import", "ucdp", str(shared_data(UCDP)), "--organisation", "ong-un")
    assert str(UCDP_ROWS) in said
    assert "inchangées" in said
    assert "nouvelles" not in said
    after = vigie(real.var, "export", str(real.var / "after.csv"), "--as", "analyse-ong-un")
    assert before.split()[0] == after.split()[0]


def test_no_page_calls_real_events_invented(browser, real):
    with visit(browser, real.address) as page:
        page.goto("/")
        assert page.locator(".fict").count() == 0
        page.goto("/connexion")
        assert page.get_by_text("Essayer un rôle").count() == 0


def test_the_register_is_filtered_mapped_and_taken_away(browser, real):
    with visit(browser, real.address) as page:
        sign_in(page)
        page.goto("/registre")
        everything = number_in(heading(page))
        assert HEALTH_ROWS < everything <= UCDP_ROWS + HEALTH_ROWS
        page.get_by_label("Du", exact=True).fill("2022")
        page.get_by_label("Pays").select_option("BF")
        page.get_by_role("button", name="Filtrer").click()
        page.wait_for_url("**country=BF**")
        count = number_in(heading(page))
        assert 236 <= count < everything
        assert len(taken(page, "Tableur (CSV, avec balises HXL)")) - 1 == count
        page.get_by_role("link", name="La carte et ses chiffres").click()
        assert number_in(heading(page)) == count
        assert page.locator("main figure svg[role=img]").first.bounding_box()["width"] > 200
        assert page.locator("tbody tr").count() > 10


def test_a_pair_of_published_events_is_reviewed_and_taken_back(browser, real):
    with visit(browser, real.address) as page:
        sign_in(page)
        page.goto("/revue")
        first = page.locator("#answer").get_attribute("action")
        page.keyboard.press("M")
        page.get_by_role("button", name="Annuler la précédente").wait_for()
        page.get_by_role("button", name="Annuler la précédente").click()
        assert page.locator("#answer").get_attribute("action") == first

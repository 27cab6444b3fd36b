"""The first five minutes of somebody who has never seen Vigie."""

from __future__ import annotations

import csv

from playwright.sync_api import expect

from tests.browser.visitor import heading, number_in, sign_in, visit


def test_from_the_first_page_to_a_corroborated_incident(browser, region):
    with visit(browser, region) as page:
        page.goto("/")
        assert "Données fictives" in page.locator(".fict").inner_text()
        page.locator("main").get_by_role("link", name="Se connecter").click()
        page.get_by_role("button", name="Se connecter comme analyste-a").click()
        assert heading(page) == "Ce qui vous attend"
        page.get_by_role("link", name="Lire un incident corroboré").click()
        assert page.locator("tbody .st").all_inner_texts() == ["Corroboré"] * page.locator("tbody tr").count()
        page.locator("tbody tr th a").first.click()
        assert page.locator(".head .st.full").inner_text() == "Corroboré"
        said = page.get_by_role("heading", name="Qui dit quoi").locator("xpath=ancestor::section")
        assert said.locator("thead th").count() >= 2
        assert said.locator("td.kept").count() >= 1
        origins = page.get_by_role("heading", name="Origines").locator("xpath=ancestor::section")
        assert origins.locator("svg[role=img] title, svg[aria-label]").count() >= 1
        told, independent = origins.locator("h3").first.inner_text().split(",")
        assert number_in(independent) >= 2
        assert number_in(told) >= number_in(independent)


def test_the_register_can_be_filtered_and_unfiltered(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "analyste-a")
        page.goto("/registre")
        title = heading(page)
        everything = number_in(title)
        page.get_by_label("Pays").select_option("ML")
        page.get_by_role("button", name="Filtrer").click()
        page.wait_for_url("**country=ML**")
        in_mali = number_in(heading(page))
        assert 0 < in_mali < everything
        assert all("Mali" in row for row in page.locator("tbody tr").all_inner_texts())
        page.locator(".on a").first.click()
        expect(page.locator("h1")).to_have_text(title)


def test_the_map_and_the_trend_follow_the_filter(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "analyste-a")
        page.goto("/registre?country=NE")
        count = number_in(heading(page))
        for name in ("La carte et ses chiffres", "La tendance et ses chiffres"):
            page.get_by_role("link", name=name).click()
            assert number_in(heading(page)) == count
            picture = page.locator("main figure svg[role=img]").first
            assert picture.bounding_box()["width"] > 200
            assert page.locator("table tbody tr").count() > 0
            page.go_back()


def test_what_is_read_can_be_taken_away(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "analyste-a")
        page.goto("/registre?country=BF")
        count = number_in(heading(page))
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tableur (CSV, avec balises HXL)").click()
        with open(taken.value.path(), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        tags = next(number for number, row in enumerate(rows) if any(cell.startswith("#") for cell in row))
        assert len(rows) - tags - 1 == count


def test_the_language_can_be_switched_and_back(browser, region):
    with visit(browser, region) as page:
        page.goto("/methode")
        assert heading(page) == "Comment nous arrivons à un chiffre"
        page.get_by_role("button", name="English").click()
        assert heading(page) == "How we come to a figure"
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("button", name="Français").click()
        assert page.locator("html").get_attribute("lang") == "fr"

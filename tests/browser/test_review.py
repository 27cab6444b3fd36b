"""A pair is answered and the answer taken back: by keys, by mouse, and where scripts are off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import number_in, sign_in, visit


def shown(page: Page) -> str:
    """Which pair is on the page: the address that its answer goes to."""
    return page.locator("#answer").get_attribute("action")


def waiting(page: Page) -> int:
    return number_in(page.locator(".head > p").inner_text())


@pytest.mark.parametrize("key", ["M", "D", "I"])
def test_with_keys(browser, region, key):
    with visit(browser, region) as page:
        sign_in(page, "analyste-b")
        page.goto("/revue")
        first, before = shown(page), waiting(page)
        page.keyboard.press(key)
        expect(page.locator("#answer")).not_to_have_attribute("action", first)
        assert waiting(page) == before - 1
        page.keyboard.press("Z")
        expect(page.locator("#answer")).to_have_attribute("action", first)
        assert waiting(page) == before


def test_keys_do_nothing_outside_the_review(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "analyste-b")
        page.goto("/revue")
        first = shown(page)
        page.get_by_role("link", name="Registre").first.focus()
        page.keyboard.press("M")
        page.wait_for_timeout(300)
        assert page.url.endswith("/revue")
        assert shown(page) == first


@pytest.mark.parametrize("scripts", [True, False])
def test_with_the_mouse(browser, region, scripts):
    with visit(browser, region, java_script_enabled=scripts) as page:
        sign_in(page, "analyste-c")
        page.goto("/revue")
        first = shown(page)
        page.get_by_role("button", name="Je ne sais pas").click()
        assert shown(page) != first
        page.get_by_role("button", name="Annuler la précédente").click()
        assert shown(page) == first


def test_nothing_is_chosen_beforehand_and_all_answers_weigh_the_same(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "analyste-a")
        page.goto("/revue")
        looks = page.locator("#answer button").evaluate_all(
            "all => all.map(b => [getComputedStyle(b).backgroundColor, getComputedStyle(b).color,"
            " b.getBoundingClientRect().height].join())"
        )
        assert len(looks) == 3
        assert len(set(looks)) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pair_is_read_blind_and_taken_back(browser, region, scripts):
    with visit(browser, region, java_script_enabled=scripts) as page:
        sign_in(page, "analyste-b")
        page.goto("/revue/a-l-aveugle")
        first, before = shown(page), waiting(page)
        assert page.locator("main mark, main .bits").count() == 0
        if scripts:
            page.keyboard.press("I")
            expect(page.locator(".head > p")).not_to_contain_text(f"{before} paires")
        else:
            page.get_by_role("button", name="Je ne sais pas").click()
        page.get_by_role("button", name="Annuler la précédente").click()
        assert shown(page) == first
        assert waiting(page) == before


def test_how_the_engine_has_been_doing_is_a_press_away_from_every_count(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "clerk-bf")
        page.goto("/registre")
        page.get_by_role("link", name="Ce que vaut le rapprochement").click()
        assert page.locator("h1").inner_text() == "Ce que vaut le rapprochement"
        assert page.locator("main svg[role=img]").count() >= 1
        with page.expect_download() as taken:
            page.get_by_role("link", name="CSV").first.click()
        assert taken.value.suggested_filename.endswith(".csv")

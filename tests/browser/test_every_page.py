"""What holds for every page: its width, its focus, the dark, paper, and its weight."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Page

from tests.browser.audit import faults
from tests.browser.visitor import DESK, PHONE, SMALL_PHONE, sign_in, visit
from tests.browser.walking import walk

OPEN = [
    "/",
    "/connexion",
    "/methode",
    "/a-propos",
    "/annuaire",
    "/lieux",
    "/lieux/recherche?q=tilaberi",
    "/fiabilite",
    "/rien",
]
WORKING = [
    "/", "/registre", "/registre?state=contested&country=BF", "/registre?q=zzzz", "/registre/carte",
    "/registre/carte?level=1", "/registre/tendances", "/revue", "/revue/file", "/revue/a-l-aveugle",
    "/revue/propositions", "/imports", "/imports/nouveau", "/compte", "/annuaire/personnes", "/annuaire/postes",
    "/annuaire/unites", "/estimations", "/estimations/recoupements", "/estimations/modeles",
]  # fmt: skip
# A page → the selector of a link on it whose page is looked at too.
BEYOND = {
    "/registre?state=corroborated": "tbody th a",
    "/imports": "tbody th a",
    "/annuaire": ".dl li a",
    "/annuaire/personnes": "tbody th a",
    "/annuaire/unites": "tbody th a",
    "/lieux": "tbody th a",
}
OTHERS = ["moniteur-a", "coordination-a", "programme", "operator"]
# Whose work oversight is → how many pages are looked at, of sorts that nobody before has shown. Bounded, so that the
# checks of every change stay short; a clerk sees most of them.
OVERSEERS = {"clerk-bf": 70, "chair-ml": 12, "member-ne": 8, "ministry-bf": 12, "researcher": 8}


def beyond(page: Page) -> list[str]:
    found = []
    for start, link in BEYOND.items():
        page.goto(start)
        found.append(page.locator(f"main {link}").first.get_attribute("href"))
    page.goto(found[0])
    found.append(page.locator('main a[href^="/signalements/"]').first.get_attribute("href"))
    return found


def too_wide(page: Page, addresses: list[str], widths=(PHONE, SMALL_PHONE)) -> list[str]:
    """The addresses that would have to be scrolled sideways."""
    found = []
    for address in addresses:
        page.goto(address)
        for screen in widths:
            page.set_viewport_size(screen)
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over > 0:
                found.append(f"{address} at {screen['width']}: {over} px")
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_scrolls_sideways_on_a_phone(browser, region, language):
    with visit(browser, region, screen=PHONE) as page:
        page.goto("/")
        if language == "en":
            page.get_by_role("button", name="English").click()
        assert not too_wide(page, OPEN)
        sign_in(page, "analyste-a")
        assert not too_wide(page, [*WORKING, *beyond(page)])


@pytest.mark.parametrize("who", OTHERS)
def test_the_home_of_every_role_fits_a_phone(browser, region, who):
    with visit(browser, region, screen=SMALL_PHONE) as page:
        sign_in(page, who)
        links = page.locator(".mast nav a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert not too_wide(page, links)


def test_every_sort_of_page_of_oversight_is_whole_for_whose_work_it_is(browser, region):
    """One name for each control, headings in order, text that can be read, no sideways scroll, nothing broken."""
    wrong, seen = {}, set()
    for who, most in OVERSEERS.items():
        with visit(browser, region, screen=PHONE) as page:
            sign_in(page, who)
            for address in walk(page, seen, most):
                if found := faults(page, (SMALL_PHONE, PHONE)):
                    wrong[f"{who} {address}"] = found
    assert not wrong, "\n".join(f"{where}: {found}" for where, found in wrong.items())
    assert len(seen) >= 50, f"only {len(seen)} sorts of page were reached: {sorted(seen)}"


def test_every_page_has_one_heading_and_a_title_of_its_own(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "analyste-a")
        titles = {}
        for address in [*WORKING, *beyond(page)]:
            page.goto(address)
            assert page.locator("h1").count() == 1, address
            levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => +h.tagName[1])")
            assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), f"{address}: {levels}"
            titles.setdefault(page.title(), []).append(address.partition("?")[0])
        assert all(len(set(each)) == 1 for each in titles.values()), titles


def test_the_focus_can_be_seen_on_all_that_takes_it(browser, region):
    with visit(browser, region) as page:
        sign_in(page, "analyste-a")
        page.goto("/registre")
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left >= 0")
        for _step in range(18):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                " return [s.outlineStyle, parseFloat(s.outlineWidth)] })()"
            )
            assert ring[0] != "none", page.evaluate("document.activeElement.outerHTML")
            assert ring[1] >= 2, page.evaluate("document.activeElement.outerHTML")


def test_the_dark_is_dark_with_text_that_can_be_read(browser, region):
    with visit(browser, region, color_scheme="dark") as page:
        sign_in(page, "analyste-a")
        paper, ink = page.evaluate(
            "(() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color] })()"
        )
        assert paper == "rgb(18, 22, 27)"
        assert ink == "rgb(232, 234, 237)"


def test_paper_keeps_the_marks_and_leaves_out_the_controls(browser, region):
    with visit(browser, region, color_scheme="dark") as page:
        sign_in(page, "analyste-a")
        page.goto("/registre?state=corroborated")
        page.locator("tbody th a").first.click()
        page.wait_for_url("**/incidents/*")
        page.emulate_media(media="print")
        assert page.locator(".fict").is_visible()
        assert page.locator(".tlp").first.is_visible()
        assert not page.locator(".mast nav").is_visible()
        assert not page.locator("form").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.pdf(format="A4").startswith(b"%PDF")


def carried(browser, region, address: str) -> int:
    """Bytes over the wire for a first visit to one page, with everything that it asks for."""
    with visit(browser, region, screen=DESK) as page:
        sign_in(page, "analyste-a")
        if address == "incident":
            page.goto("/registre?state=corroborated")
            address = page.locator("tbody th a").first.get_attribute("href")
        wire = page.context.new_cdp_session(page)
        total = []
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.loadingFinished", lambda each: total.append(each["encodedDataLength"]))
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.locator("footer").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        return round(sum(total))


@pytest.mark.parametrize(("address", "most"), [("/registre", 60_000), ("incident", 30_000), ("/", 50_000)])
def test_a_page_is_light_enough_for_a_slow_line(browser, region, address, most):
    weight = carried(browser, region, address)
    assert 2_000 < weight <= most, f"{address} weighs {weight} bytes"

"""The pictures of the README, taken of the fictional region and of nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.visitor import sign_in, visit

KEPT = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MOST_BYTES = 200_000
# Name of the file → address, width and height of the window. "›" presses the first line of the list.
PICTURES = {
    "register-1280": ("/registre", 1280, 1100),
    "register-390": ("/registre", 390, 1500),
    "incident-1280": ("/registre?state=corroborated&country=BF ›", 1280, 1600),
    "review-1280": ("/revue", 1280, 1250),
    "map-1280": ("/registre/carte", 1280, 900),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(browser, region, tmp_path, name):
    address, width, height = PICTURES[name]
    folder = KEPT if os.environ.get("VIGIE_PICTURES") == "1" else tmp_path
    with visit(browser, region, screen={"width": width, "height": height}) as page:
        sign_in(page, "analyste-a")
        page.goto(address.removesuffix(" ›"))
        if address.endswith("›"):
            page.locator("tbody th a").first.click()
            page.wait_for_url("**/incidents/*")
        assert page.locator(".fict").is_visible()
        page.evaluate("document.activeElement.blur()")
        page.wait_for_load_state("networkidle")
        taken = page.screenshot(path=folder / f"{name}.png")
    assert 10_000 < len(taken) <= MOST_BYTES


def test_the_kept_pictures_are_those_of_this_list():
    assert {path.stem for path in KEPT.glob("*.png")} == set(PICTURES)
    assert all(path.stat().st_size <= MOST_BYTES for path in KEPT.glob("*.png"))

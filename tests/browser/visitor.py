"""A person at a browser: what they press, and what no page may do to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
REFUSED = "status of 422"  # Chromium's word for a form that is shown again with what is wrong in it
ABSENT = "status of 404"


@contextmanager
def visit(browser: Browser, address: str, *, screen: dict = DESK, **wishes) -> Iterator[Page]:
    """A fresh visitor. Fails when a page asks any other host for anything, or breaks a script."""
    strangers, broken, gone_to = [], [], set()

    def listen(said) -> None:
        # A page that is not there may be what the visitor went to see; a picture or a script that is missing never is.
        absent_page = ABSENT in said.text and said.location["url"] in gone_to
        if said.type == "error" and REFUSED not in said.text and not absent_page:
            broken.append(said.text)

    context = browser.new_context(base_url=address, viewport=screen, locale="fr-FR", **wishes)
    context.on("request", lambda each: each.url.startswith((address, "data:")) or strangers.append(each.url))
    page = context.new_page()
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("request", lambda each: each.is_navigation_request() and gone_to.add(each.url))
    page.on("console", listen)
    try:
        yield page
    finally:
        context.close()
    assert not strangers, f"asked other hosts: {strangers}"
    assert not broken, f"scripts broke: {broken}"


def sign_in(page: Page, username: str) -> None:
    """By one press, as the sign-in page of a fictional node offers it."""
    page.goto("/connexion")
    page.locator(f'button[name="username"][value="{username}"]').click()
    page.wait_for_url("**/")


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def number_in(text: str) -> int:
    """The first whole number of a text, whatever parts its thousands."""
    found = ""
    for sign in text:
        if sign.isdigit():
            found += sign
        elif found and not (sign.isspace() or sign in "\u202f\u00a0"):
            break
    return int(found)

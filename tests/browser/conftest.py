"""One fictional region and one browser for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.node import served, vigie

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# Both end with this folder: a driver that is still open would make Django refuse its database to other tests.
@pytest.fixture(scope="package")
def browser():
    program = CHROMIUM if CHROMIUM.exists() else shutil.which("chromium")
    if program is None:
        pytest.skip("there is no Chromium at /usr/bin/chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def region(browser, tmp_path_factory):
    """The address of a fictional region; the README's pictures are taken of the whole one."""
    var = tmp_path_factory.mktemp("region")
    scale = "1" if os.environ.get("VIGIE_PICTURES") == "1" else "0.2"
    vigie(var, "demo", "--build-only", "--scale", scale)
    with served(var, "demo") as address:
        yield address

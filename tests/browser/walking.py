"""From link to link, as far as a role can go: one page of each sort."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

# What differs between two pages of one sort: a key, a reference, the slug of a body, a P-code.
_KEY = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[A-Z]{1,3}-\d{4}-\d+|(?<=/commissions/)[^/]+|(?<=/annuaire/)\w+/[^/]+"
    r"|(?<=/lieux/)(?!recherche)[^/]+|(?<=/grilles/)[^/]+|(?<=/)\d+"
)
_FILE = re.compile(
    r"\.(csv|xlsx|json|pdf|ics|svg|geojson|zip)$|/octets$|/fichiers/|/pieces/|/photos/|/fiche$"
)
LINKS = "all => all.map(a => a.getAttribute('href'))"


def sort_of(address: str) -> str:
    """An address without what tells two pages of one sort apart."""
    return _KEY.sub("*", urlsplit(address).path)


def walk(page: Page, seen: set[str], most: int) -> Iterator[str]:
    """Open pages, nearest to the first one first, until there is no new sort of page or `most` were opened.

    `seen` are the sorts that need not be opened again; it grows. Links to files are not followed.
    """
    waiting, opened = deque(["/"]), 0
    seen.discard("/")  # a first page is each role's own
    while waiting and opened < most:
        address = waiting.popleft()
        if sort_of(address) in seen:
            continue
        seen.add(sort_of(address))
        answer = page.goto(address, wait_until="domcontentloaded")
        assert answer.ok, f"{address} answers {answer.status}"
        opened += 1
        yield address
        found = page.locator("a[href^='/']").evaluate_all(LINKS)
        waiting.extend(urldefrag(each)[0] for each in found if not _FILE.search(urlsplit(each).path))

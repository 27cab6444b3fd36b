"""French typography, done once for every page so that nobody has to type it."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

NARROW, FIXED = "\u202f", "\u00a0"

# Markup and the inside of these elements are left alone.
_LEFT_ALONE = re.compile(
    r"(<(?:script|style|textarea|pre|code|title data-raw)\b.*?</[^>]+>"
    r"|<[a-z]+[^>]*\btranslate=\"no\"[^>]*>.*?</[^>]+>|<[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
_RULES = (
    (re.compile(r"(?<=\w)[ \u00a0]?(?=[;?!](?:\s|$|<|&))"), NARROW),
    (re.compile(r"(?<=[\w»)’.])[ \u00a0]+(?=:(?:\s|$))"), FIXED),
    (re.compile(r"«[ \u00a0]?(?=\S)"), "«" + NARROW),
    (re.compile(r"(?<=\S)[ \u00a0]?»"), NARROW + "»"),
    (re.compile(r"(?<=\d) ?%"), NARROW + "%"),
    (re.compile(r"(?<=\w)(?:'|&#x27;)(?=\w)"), "’"),
    (re.compile(r"(?<=\d) (?=(?:km|ko|Mo|h|janvier|février|mars|avril|mai|juin|juillet|août|septembre"
                r"|octobre|novembre|décembre)\b)"), FIXED),
)  # fmt: skip


def french(text: str) -> str:
    """One run of text with French spaces and apostrophes."""
    if "&" in text:  # the semicolon of an entity is no punctuation
        text = re.sub(r"&(?!#x27;)(#?\w+);", "\ue000\\1\ue001", text)
    for rule, mended in _RULES:
        text = rule.sub(mended, text)
    return text.replace("\ue000", "&").replace("\ue001", ";")


def typeset(page: str) -> str:
    """A whole page, its markup untouched."""
    pieces = _LEFT_ALONE.split(page)
    return "".join(piece if number % 2 else french(piece) for number, piece in enumerate(pieces))


class TypesetMiddleware:
    """Set every French page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and getattr(request, "LANGUAGE_CODE", "fr") == "fr":
            response.content = typeset(response.content.decode())
        return response

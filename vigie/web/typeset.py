"""French typography, done once for every page so that nobody has to type it."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

NARROW, FIXED = "\u202f", "\u00a0"
# Stands where a tag stood while the rules run, so that "<b>mot</b> :" is read as one line.
TAG = "\x00"

_TAGS = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_FOREIGN = re.compile(r"""\stranslate="no"|\slang="(?!fr)""")
_AS_WRITTEN = {"script", "style", "textarea", "pre", "code", "kbd"}
_FIRST_LETTERS = {letter for name in _AS_WRITTEN for letter in (name[0], name[0].upper())}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}

_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|janv|févr|avr|juil|sept|oct|nov|déc"
)
_UNITS = "km|m|ko|Mo|Go|h|min|s|ans|F CFA|millions?|milliards?"
# Each pattern begins with a plain character and looks back from there, which is several times faster
# than looking back first.
_RULES = (
    (re.compile(r"[ \u00a0]([;?!])(?=[\s\x00»)]|$)"), NARROW + r"\1"),
    (re.compile(r"([?!])(?<=[^\W\d_].)(?=[\s\x00»)]|$)"), NARROW + r"\1"),
    (re.compile(r"[ \u00a0]:(?=[\s\x00]|$)"), FIXED + ":"),
    (re.compile(r"[ \u00a0]%(?<=\d..)(?![\w%])|%(?<=\d.)(?![\w%])"), NARROW + "%"),
    (re.compile(r"'(?<=\w')(?=[\w\x00])"), "’"),
    (re.compile(r" h (?<=\d...)(?=\d\d\b)"), f"{FIXED}h{FIXED}"),
    (re.compile(rf" (?<=[\d\x00].)(?=(?:{_MONTHS}|{_UNITS})\b)"), FIXED),
    (re.compile(r"n° (?=\d)"), f"n°{FIXED}"),
)
_QUOTES = (
    ("&#x27;", "'"), ("&#39;", "'"), ("« ", "«"), ("«\u00a0", "«"), (f"«{NARROW}", "«"), (" »", "»"),
    ("\u00a0»", "»"), (f"{NARROW}»", "»"),
    ("«", f"«{NARROW}"), ("»", f"{NARROW}»"),
)  # fmt: skip


def french(text: str) -> str:
    """Running text with French spaces and apostrophes. The character U+0000 marks where a tag stood."""
    for written, set_ in _QUOTES:
        text = text.replace(written, set_)
    for rule, mended in _RULES:
        text = rule.sub(mended, text)
    return text


def typeset(page: str) -> str:
    """A whole page. Markup, attributes, code and passages marked as foreign are left as they are."""
    pieces = _TAGS.split(page.replace(TAG, ""))
    running = _running(pieces)
    if not running:
        return page
    mended = french(TAG.join(pieces[number] for number in running)).split(TAG)
    for number, text in zip(running, mended, strict=True):
        pieces[number] = text
    return "".join(pieces)


def _running(pieces: list[str]) -> list[int]:
    """The numbers of the pieces that are French text: even pieces are text, odd ones tags."""
    kept, left_alone, depth = [], "", 0
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            if not left_alone and piece and not piece.isspace():
                kept.append(number)
        elif not left_alone:
            left_alone, depth = _opens_foreign(piece), 1
        elif (found := _NAME.match(piece)) and found[2].lower() == left_alone:
            depth += -1 if found[1] else 1
            left_alone = left_alone if depth else ""
    return kept


def _opens_foreign(tag: str) -> str:
    """The name of the element, if what it holds is not ours to set."""
    # Most tags are passed over by these two cheap looks, which is what keeps a page under 3 ms.
    marked = "lang=" in tag or "translate=" in tag
    if not marked and tag[1:2] not in _FIRST_LETTERS:
        return ""
    found = _NAME.match(tag)
    name = found[2].lower() if found else ""
    if not name or found[1] or name in _VOID:
        return ""
    return name if name in _AS_WRITTEN or (marked and _FOREIGN.search(tag)) else ""


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

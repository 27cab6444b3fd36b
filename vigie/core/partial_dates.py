"""Partial ISO dates ("2026", "2026-03", "2026-03-12") as bounds, compared without pretending to know more."""

from __future__ import annotations

import re
from datetime import date

from vigie.core import dates
from vigie.core.dates import NotADate, When

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

# Three answers to "was it so on that day?", from the strongest to the weakest.
ANSWERS = ("certainly", "possibly", "no")


def span(text: str) -> When | None:
    """The days that a partial ISO date can mean, or None for the empty text. Raises `NotADate`.

    Only the three ISO forms are read here: what is stored must mean one thing to every program.
    """
    if not text:
        return None
    if not _PARTIAL.fullmatch(text):
        raise NotADate(text)
    return dates.parse(text)


def partial(when: When) -> str:
    """The shortest partial ISO date that means these days. Raises `NotADate` where there is none."""
    first = when.first.isoformat()
    for text in (first[:4], first[:7], first):
        found = span(text)
        if (found.first, found.last) == (when.first, when.last):
            return text
    raise NotADate(f"{when.first} … {when.last}")


def ends_before(first: str, second: str) -> bool:
    """Whether two bounds can never be in this order: the second is certainly before the first."""
    start, end = span(first), span(second)
    return bool(start and end and end.last < start.first)


def within(when: When, start: str, end: str) -> str:
    """Whether `when` lies between two partial dates: "certainly", "possibly" or "no".

    An empty bound is open. "certainly" holds for every day of `when` and every meaning of the bounds;
    "no" for none of them.
    """
    opens, closes = span(start), span(end)
    after = _order(opens, when) if opens else "certainly"
    before = _order(when, closes) if closes else "certainly"
    return max(after, before, key=ANSWERS.index)


def _order(earlier: When, later: When) -> str:
    if earlier.last <= later.first:
        return "certainly"
    return "possibly" if earlier.first <= later.last else "no"


def within_on(day: date, start: str, end: str) -> str:
    """`within` for one day."""
    return within(dates.day(day), start, end)

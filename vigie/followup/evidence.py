"""What a recommendation stands on, as the rooms that hold it tell it to this reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Piece:
    """Something behind a recommendation: words, and where the reader may go on. Both may be for the reader alone."""

    words: str
    address: str


# "room.Model" → function of (actor, key) that gives (words, address), or None where this reader may not see it.
# Rooms above register theirs in `AppConfig.ready`.
SOURCES: dict[str, Callable] = {}
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def piece(actor, label: str, key: str) -> Piece | None:
    """What one (label, key) is to this reader; None where it is not open to them."""
    if label not in SOURCES:
        return None
    try:
        found = SOURCES[label](actor, key)
    except (ValidationError, ValueError):  # a key of another shape than that room's
        return None
    return Piece(str(found[0]), found[1]) if found else None


def pieces(actor, named: Iterable[tuple[str, str]]) -> tuple[list[Piece], int]:
    """What (label, key) pairs are to this reader, and how many of them are not open to them."""
    found = [piece(actor, *each) for each in named]
    told = [each for each in found if each]
    return told, len(found) - len(told)


def named(actor, typed: str) -> tuple[str, str] | None:
    """The (label, key) of what somebody means by a reference, or by the address of its page; None if nothing is.

    Only what they may see is found: what is closed to them and what does not exist are alike.
    """
    path = urlsplit(typed.strip()).path.rstrip("/")
    last = path.rpartition("/")[2]
    keys = dict.fromkeys([*UUID.findall(path), last, last.upper()])
    pairs = ((label, key) for label in SOURCES for key in keys if key)
    return next((pair for pair in pairs if piece(actor, *pair)), None)

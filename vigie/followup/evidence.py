"""What a recommendation stands on, as the rooms that hold it tell it to this reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """Something behind a recommendation: words, and where the reader may go on. Both may be for the reader alone."""

    words: str
    address: str


# "room.Model" → function of (actor, key) that gives (words, address), or None where this reader may not see it.
# Rooms above register theirs in `AppConfig.ready`.
SOURCES: dict[str, Callable] = {}


def pieces(actor, named) -> tuple[list[Piece], int]:
    """What (label, key) pairs are to this reader, and how many of them are not open to them."""
    found = [SOURCES[label](actor, key) for label, key in named if label in SOURCES]
    told = [Piece(str(each[0]), each[1]) for each in found if each]
    return told, len(named) - len(told)

"""The sections of a file, in their order. A room that comes later adds its own; one with nothing to say is left out."""

from __future__ import annotations

from collections.abc import Callable

from vigie.briefing.eyes import Asked
from vigie.briefing.faces import Section

# Order → function that gives the section, or None where there is no such thing to say.
SECTIONS: dict[int, Callable[[Asked], Section | None]] = {}


def add(order: int, section: Callable[[Asked], Section | None]) -> None:
    """Take up one section. Orders go by hundreds, so that others fit in between."""
    assert order not in SECTIONS, "two sections cannot stand at one place"
    SECTIONS[order] = section


def sections(asked: Asked) -> list[Section]:
    """What there is to say to this reader."""
    found = (SECTIONS[order](asked) for order in sorted(SECTIONS))
    return [each for each in found if each is not None]

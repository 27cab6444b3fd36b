"""Maps and gazetteers brought in for the whole node."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Edition:
    """One generation of one country's boundaries, as who brings it describes it."""

    country: str
    name: str
    valid_from: date
    source: str
    licence: str = ""


def bring_boundaries(actor, *, path, edition, progress): ...
def bring_settlements(actor, *, path, progress): ...

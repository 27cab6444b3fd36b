"""What stands beside every count: how sure it is. Rooms above add their part; a count need not know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import QuerySet


@dataclass(frozen=True)
class Beside:
    """One room's part: a template and its face for the page, and the same in words for a file.

    `notes` are pairs of a label and a sentence.
    """

    template: str
    it: object
    notes: tuple[tuple[str, str], ...] = field(default=())


# Functions of (actor, counted rows) that give a `Beside` or None. Rooms register theirs as Django starts.
BESIDE_COUNTS: list[Callable[[object, QuerySet | None], Beside | None]] = []


def beside(actor, counted: QuerySet | None = None) -> list[Beside]:
    """What to say beside a count of `counted` (monitoring.Incident) to this actor.

    A view passes it to its page as `how_sure`; `_how_sure.html` shows it, `show` writes it into downloads.
    """
    said = (tell(actor, counted) for tell in BESIDE_COUNTS)
    return [each for each in said if each is not None]


def notes_of(parts: list[Beside]) -> tuple[tuple[str, str], ...]:
    return tuple(note for part in parts for note in part.notes)

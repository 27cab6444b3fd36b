"""One recommendation and its thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigie.followup.evidence import Piece
from vigie.followup.faces.listed import ListedRecommendation
from vigie.web.pictures.drawing import Picture


@dataclass(frozen=True)
class Knot:
    """One step of the thread. `mark` is "full" (found or decided), "" (said) or "next" (to come)."""

    mark: str
    title: str
    says: str = ""  # the status or position, in words
    text: str = ""
    when: str = ""
    note: str = ""
    late: str = ""
    pieces: tuple[Piece, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """Another recommendation that this one was, or is now."""

    ref: str
    title: str
    how: str


@dataclass(frozen=True)
class ShownRecommendation:
    """All that a reader may know of one recommendation. `line` is the line of the list."""

    line: ListedRecommendation
    text: str
    country: str
    source: str
    adopted: str  # the day
    adoption: str
    done_when: str
    done_target: int | None
    done_out_of: int | None
    gender_note: str
    claimed: str
    claimed_when: str
    waits_since: str  # since when something is claimed that nobody verified
    verified_when: str
    differs: bool
    is_published: bool
    ending: str
    thread: tuple[Knot, ...]
    earlier: tuple[Turn, ...]
    later: tuple[Turn, ...]
    withheld: int  # pieces of evidence that are not open to this reader
    _measure: Picture | None = field(default=None)

    @property
    def measure(self) -> Picture | None:
        return self._measure

    @classmethod
    def of(cls, shown: ShownRecommendation) -> ShownRecommendation:
        return shown

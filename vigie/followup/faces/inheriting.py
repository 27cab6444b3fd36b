"""What a body can take over, what it can pass on, and what passed already."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.core.partial_dates import span
from vigie.directory.models import Succession
from vigie.followup import wording
from vigie.followup.models import Inheritance
from vigie.web import words


@dataclass(frozen=True)
class Older:
    """A body that ended and left something open, and who took over from it by which act."""

    slug: str
    name: str
    later_slug: str
    later: str
    legal_act: str
    ended: str
    count: int = 0  # open recommendations; 0 where the reader may not know how many

    @classmethod
    def of(cls, row: Succession, count: int = 0) -> Older:
        ended = span(row.date)
        return cls(
            row.earlier.slug, row.earlier.name, row.later.slug, row.later.name, row.legal_act,
            words.when(ended) if ended else "", count,
        )  # fmt: skip


@dataclass(frozen=True)
class Passed:
    """One recommendation that passed from one body to another. `adopted`: as what was asked, not as who answers."""

    ref: str
    title: str
    earlier: str
    later: str
    on: str
    adopted: bool

    @classmethod
    def of(cls, row: Inheritance) -> Passed:
        return cls(
            row.recommendation.ref, row.recommendation.title, row.earlier.name, row.later.name,
            wording.day(row.on), row.side == "body",
        )  # fmt: skip

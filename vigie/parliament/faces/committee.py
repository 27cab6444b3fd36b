"""A committee and its seats as readers see them."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.directory.models import Organisation
from vigie.parliament.faces.sitting import ListedSitting
from vigie.parliament.models import Quorum, Seat
from vigie.web import codes, words


@dataclass(frozen=True)
class ListedCommittee:
    """One line of the list of committees, with the next sitting that the reader may know of."""

    slug: str
    name: str
    country: str
    next: ListedSitting | None

    @classmethod
    def of(cls, told: tuple) -> ListedCommittee:
        row, upcoming = told
        return cls(
            row.slug, row.name, codes.country(row.country), ListedSitting.of(upcoming) if upcoming else None
        )


@dataclass(frozen=True)
class ShownCommittee:
    """A committee: of which assembly, since when."""

    slug: str
    name: str
    country: str
    parent: str
    founded: str
    dissolved: str

    @classmethod
    def of(cls, row: Organisation) -> ShownCommittee:
        return cls(
            row.slug, row.name, codes.country(row.country), row.parent.name if row.parent else "",
            row.founding_date, row.dissolution_date,
        )  # fmt: skip


@dataclass(frozen=True)
class ShownSeat:
    """A seat, by name."""

    uuid: str
    holder: str
    post: str
    is_member: bool
    sex: str
    since: str
    until: str

    @classmethod
    def of(cls, row: Seat) -> ShownSeat:
        return cls(
            str(row.uuid), row.holder, str(row.get_post_display()), row.post == "member",
            str(row.get_sex_display()), words.day(row.since), words.day(row.until) if row.until else "",
        )  # fmt: skip


@dataclass(frozen=True)
class ShownQuorum:
    """How many it takes to sit, and where that is written."""

    rule: str
    number: int | None
    source: str
    to_verify: bool

    @classmethod
    def of(cls, row: Quorum) -> ShownQuorum:
        return cls(str(row.get_rule_display()), row.number, row.source, row.to_verify)

"""What travelled, and what was asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.exchange.models import Carried, OnwardQuestion

SHAPES = {"standing": "", "replaced": "gone", "withdrawn": "gone", "expired": "gone", "refused": "no"}


def title_of(row) -> str:
    """The title where the law lets its reader see the item (`is_seen`), and else what may be said of it."""
    if row.item is not None and row.is_seen:
        return row.item.title
    if getattr(row, "state", "") == "withdrawn":
        return _("Withdrawn")
    return _("Not open to you now")


@dataclass(frozen=True)
class ListedCarried:
    """One version of one item: what became of it on the other side, or here."""

    direction: str
    title: str
    item: str  # identifier of the item's page, "" where there is none to open
    other: str
    version: int
    state: str
    state_name: str
    shape: str
    day: date
    first_by: str
    withdrawn_by: str
    withdrawn_on: date | None
    because: str
    received_on: date | None
    read_on: date | None
    erased_on: date | None
    refused_on: date | None

    @classmethod
    def of(cls, row: Carried) -> ListedCarried:
        opens = row.item is not None and row.is_seen
        return cls(
            row.direction, title_of(row), str(row.item.uuid) if opens else "", row.peer.organisation.name, row.version,
            row.state, str(row.get_state_display()), SHAPES[row.state], timezone.localdate(row.made_at), row.first_by,
            row.withdrawn_by, row.withdrawn_on, row.because, row.received_on, row.read_on, row.erased_on,
            row.refused_on,
        )  # fmt: skip


@dataclass(frozen=True)
class CameBy:
    """On the page of an item: from where it came, and what that binds its reader to."""

    other: str
    node_name: str
    version: int
    day: date
    first_by: str

    @classmethod
    def of(cls, row: Carried) -> CameBy:
        return cls(
            row.peer.organisation.name,
            row.peer.node_name,
            row.version,
            timezone.localdate(row.made_at),
            row.first_by,
        )


@dataclass(frozen=True)
class AskedOnward:
    """A correspondent asks whether what we sent may go to these bodies."""

    uuid: str
    title: str
    other: str
    bodies: tuple[str, ...]
    purpose: str
    asked_on: date
    answer: str
    answer_name: str
    because: str

    @classmethod
    def of(cls, row: OnwardQuestion) -> AskedOnward:
        return cls(
            str(row.uuid), title_of(row), row.peer.organisation.name, tuple(row.bodies), row.purpose,
            timezone.localdate(row.asked_at), row.answer, str(row.get_answer_display()), row.because,
        )  # fmt: skip

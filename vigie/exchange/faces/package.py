"""Packages as the clerk of one end sees them. What is in them is on the pages of what was carried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from vigie.exchange.models import ON_ITS_WAY, Incoming, Outgoing
from vigie.web.tables import column

OUT_SHAPES = {"waiting": "draft", "given": "", "acknowledged": "full", "dropped": "gone"}
IN_SHAPES = {"waiting": "draft", "taken": "full"}


@dataclass(frozen=True)
class ListedOutgoing:
    """A package that was written here."""

    number: int = column(gettext_noop("Package number"), "#meta+number")
    to: str = column(gettext_noop("Addressee"), "#org")
    made_at: datetime = column(gettext_noop("Prepared on"), "#date")
    brings: int = column(gettext_noop("Things in it"), "#meta+count")
    size: int = column(gettext_noop("Bytes"), "#meta+size")
    state_name: str = column(gettext_noop("State"), "#status")
    asked_again: int = column(gettext_noop("Asked for again"), "#meta+again")
    uuid: str = ""
    shape: str = ""
    peer: str = ""
    is_kept: bool = False
    way: str = ""

    @classmethod
    def of(cls, row: Outgoing) -> ListedOutgoing:
        kept = row.state in ON_ITS_WAY and row.peer.state == "confirmed"
        return cls(
            row.number, row.peer.organisation.name, row.made_at, row.brings, row.size, str(row.get_state_display()),
            row.asked_again, str(row.uuid), OUT_SHAPES[row.state], str(row.peer.uuid), kept,
            str(row.get_given_by_display()) if row.given_by else "",
        )  # fmt: skip


@dataclass(frozen=True)
class ListedIncoming:
    """A package that came, whole and rightly signed."""

    number: int = column(gettext_noop("Package number"), "#meta+number")
    sender: str = column(gettext_noop("Sender"), "#org")
    received_at: datetime = column(gettext_noop("Received"), "#date")
    brings: int = column(gettext_noop("Things in it"), "#meta+count")
    way: str = column(gettext_noop("Way"), "#meta+way")
    state_name: str = column(gettext_noop("State"), "#status")
    repeats: int = column(gettext_noop("Came again"), "#meta+repeats")
    shape: str = ""
    peer: str = ""

    @classmethod
    def of(cls, row: Incoming) -> ListedIncoming:
        return cls(
            row.number, row.peer.organisation.name, row.received_at, row.brings, str(row.get_way_display()),
            str(row.get_state_display()), row.repeats, IN_SHAPES[row.state], str(row.peer.uuid),
        )  # fmt: skip


@dataclass(frozen=True)
class Became:
    """What became of a package that somebody brought."""

    state: str
    sender: str
    number: int
    missing: tuple[int, ...]
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, outcome) -> Became:
        sender = outcome.peer.organisation.name if outcome.peer else ""
        return cls(outcome.state, sender, outcome.number, outcome.missing, outcome.sentences)

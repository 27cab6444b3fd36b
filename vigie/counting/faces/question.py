"""What an organisation is shown of its own questions, and nothing of others' before both have agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vigie.core.written import from_data
from vigie.counting.models import Inquiry, Overlap
from vigie.monitoring import said
from vigie.monitoring.models import Report
from vigie.web import codes, words
from vigie.web.tables import column


@dataclass(frozen=True)
class Opened:
    """The other side, once both have agreed."""

    organisation: str
    uuid: str
    since: date


@dataclass(frozen=True)
class AskedInquiry:
    """One question as the organisation that asked it sees it.

    `state`: "asked", "noticed" (another organisation may hold the same), "agreed" (by this side; whether the
    other is silent or said no is never told), "opened", "withdrawn", "ended".
    """

    uuid: str
    state: str
    asked_on: date
    ends_on: date
    round_on: date | None
    noticed_on: date | None = None
    lapses_on: date | None = None
    agreed_on: date | None = None
    opened: tuple[Opened, ...] = ()

    @classmethod
    def of(cls, row: Inquiry, overlaps: Sequence[Overlap], on: date, round_on: date) -> AskedInquiry:
        opened = tuple(_opened(row, each) for each in overlaps if each.opened_on and not each.closed_on)
        waiting = [each for each in overlaps if each.is_waiting(on)] if row.withdrawn_on is None else []
        agreed = [day for each in waiting if (day := each.agreed_by(row))]
        notice = waiting[-1] if waiting else None
        return cls(
            str(row.uuid), _state(row, opened, waiting, agreed, on), row.asked_on, row.ends_on,
            round_on if not waiting else None, notice and notice.noticed_on, notice and notice.lapses_on,
            max(agreed, default=None), opened,
        )  # fmt: skip

    @property
    def word(self) -> str:
        return STATES[self.state]()


STATES = {
    "asked": lambda: _("asked"),
    "noticed": lambda: _("another organisation may hold it"),
    "agreed": lambda: _("you have agreed"),
    "opened": lambda: _("open to each other"),
    "withdrawn": lambda: _("ended by you"),
    "ended": lambda: _("ended"),
}


def _state(row: Inquiry, opened, waiting, agreed, on: date) -> str:
    if opened:
        return "opened"
    if row.withdrawn_on:
        return "withdrawn"
    if waiting:
        # A later notice asks anew: what was agreed to covers the earlier ones.
        return "agreed" if len(agreed) == len(waiting) else "noticed"
    return "ended" if on > row.ends_on or not row.report.is_current else "asked"


def _opened(row: Inquiry, overlap: Overlap) -> Opened:
    beyond = overlap.beyond(row)
    return Opened(beyond.organisation.name, str(beyond.report.uuid), overlap.opened_on)


@dataclass(frozen=True)
class Asking:
    """The panel on the page of one's own report: the question that stands, or what keeps from asking one."""

    uuid: str
    question: AskedInquiry | None
    obstacle: str
    may_agree: bool


@dataclass(frozen=True)
class ListedInquiry:
    """One question in the organisation's list."""

    asked_on: date = column("Asked on", "#date+asked")
    report: str = column("Report", "#meta+id")
    what: str = column("What it tells of", "#event")
    date: str = column("Date", "#date")
    state: str = column("State", "#status")
    ends_on: date = column("Ends on", "#date+end")
    code: str = ""

    @classmethod
    def of(cls, asked: tuple[Inquiry, AskedInquiry]) -> ListedInquiry:
        row, question = asked
        return cls(
            row.asked_on, str(row.report.uuid), what_of(row.report),
            words.when(from_data(row.report.statement).when), question.word, row.ends_on, question.state,
        )  # fmt: skip


def what_of(report: Report) -> str:
    """What a report tells of, in a few words: its type and its place."""
    return f"{codes.event_type(report.event_type)}, {report.place_name or said.missing('silent')}"

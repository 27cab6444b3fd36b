"""A report as its readers see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_noop

from vigie.parliament.models import MinorityNote, Report, Section
from vigie.parliament.models.report import STATES
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedReport:
    """One line of the list of reports."""

    reference: str = column(gettext_noop("Number"), "#meta+id")
    title: str = column(gettext_noop("Title of the report"), "#subject")
    committee: str = column(gettext_noop("Committee"), "#org")
    country: str = column(gettext_noop("Country"), "#country+code")
    adopted_on: date | None = column(gettext_noop("Adopted on"), "#date+start")
    votes_for: int | None = column(gettext_noop("Votes for"), "#indicator+num+for")
    votes_against: int | None = column(gettext_noop("Votes against"), "#indicator+num+against")
    abstained: int | None = column(gettext_noop("Abstentions"), "#indicator+num+abstained")
    tabled_on: date | None = column(gettext_noop("Tabled on"), "#date+end")
    days_to_tabling: int | None = column(gettext_noop("Days from adoption to tabling"), "#indicator+num+days")
    state: str = column(gettext_noop("State"), "#status")
    state_name: str = column(gettext_noop("State in words"), "#status+name")
    mark: str = column(gettext_noop("Mark"), "#access+tlp")
    uuid: str = column(gettext_noop("Identifier"), "#meta+uuid")

    @classmethod
    def of(cls, row: Report) -> ListedReport:
        state = row.state(timezone.now())
        return cls(
            row.reference, row.title, row.committee.name, row.committee.country, row.adopted_on, row.votes_for,
            row.votes_against, row.abstained, row.tabled_on, row.days_to_tabling(timezone.localdate()), state,
            str(dict(STATES)[state]), row.terms.tlp, str(row.uuid),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownSection:
    heading: str
    text: str

    @classmethod
    def of(cls, row: Section) -> ShownSection:
        return cls(row.heading, row.text)


@dataclass(frozen=True)
class ShownNote:
    by: str
    text: str
    on: date

    @classmethod
    def of(cls, row: MinorityNote) -> ShownNote:
        return cls(row.by, row.text, row.on)


@dataclass(frozen=True)
class ShownReport:
    """One report, with its sections and the notes of those who differ."""

    uuid: str
    reference: str
    title: str
    summary: str
    gender_note: str
    language: str
    committee: str
    tlp: str
    embargo_until: datetime | None
    adopted_on: date | None
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    tabled_on: date | None
    tabling_due_on: date | None
    days_to_tabling: int | None
    state: str
    state_name: str
    sections: tuple[ShownSection, ...]
    notes: tuple[ShownNote, ...]

    @classmethod
    def told(cls, row: Report, sections, notes) -> ShownReport:
        state = row.state(timezone.now())
        return cls(
            str(row.uuid), row.reference, row.title, row.summary, row.gender_note, row.language, row.committee.name,
            row.terms.tlp, row.terms.embargo_until, row.adopted_on, row.votes_for, row.votes_against, row.abstained,
            row.tabled_on, row.tabling_due_on, row.days_to_tabling(timezone.localdate()), state,
            str(dict(STATES)[state]), tuple(ShownSection.of(each) for each in sections),
            tuple(ShownNote.of(each) for each in notes),
        )  # fmt: skip

    @classmethod
    def of(cls, shown: ShownReport) -> ShownReport:
        return shown

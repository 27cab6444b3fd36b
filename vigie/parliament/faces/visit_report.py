"""The report of a site visit as its readers see it: a month and a region, findings, no text in any table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop

from vigie.parliament.faces.site_visit import AnsweredBlock, blocks_of, heard
from vigie.parliament.models import Photo, VisitReport
from vigie.parliament.wording import in_language
from vigie.web import codes, words
from vigie.web.tables import column

SHAPES = {"draft": "draft", "adopted": "", "tabled": "full"}


@dataclass(frozen=True)
class ListedVisitReport:
    """One line of the list of reports. No text that somebody typed but the title, and no day of the visit."""

    uuid: str = column(gettext_noop("Report of the visit"), "#meta+id")
    title: str = column(gettext_noop("Title"), "#meta+title")
    committee: str = column(gettext_noop("Committee"), "#org")
    site_type: str = column(gettext_noop("Type of site"), "#loc+type")
    area: str = column(gettext_noop("Area"), "#adm+name")
    area_code: str = column(gettext_noop("Area code"), "#adm+code")
    country: str = column(gettext_noop("Country"), "#country")
    month: str = column(gettext_noop("Month of the visit"), "#date")
    state: str = column(gettext_noop("State"), "#status")
    adopted_on: str = column(gettext_noop("Adopted on"), "#date+adopted")
    tabled_on: str = column(gettext_noop("Tabled on"), "#date+tabled")
    women: int = column(gettext_noop("Women in the delegation"), "#reached+f")
    delegation: int = column(gettext_noop("Delegation"), "#reached+num")
    month_in_words: str = ""
    shape: str = ""
    embargo: str = ""
    is_withdrawn: bool = False

    @classmethod
    def of(cls, row: VisitReport) -> ListedVisitReport:
        visit = row.visit
        went = list(visit.delegation.all())
        return cls(
            str(row.uuid), row.title, visit.committee.name, in_language(visit.checklist.read), visit.area.name,
            visit.area.pcode, codes.country(visit.area.country), f"{visit.starts_on:%Y-%m}",
            str(row.get_state_display()), _iso(row.adopted_on), _iso(row.tabled_on),
            sum(each.number for each in went if each.sex == "female"), sum(each.number for each in went),
            words.month(visit.starts_on), SHAPES[row.state], embargo_of(row),
            bool(row.terms_id and row.terms.withdrawn_at),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownPhoto:
    """A photograph and what it shows."""

    uuid: str
    shows: str
    width: int
    height: int
    in_report: bool

    @classmethod
    def of(cls, row: Photo) -> ShownPhoto:
        return cls(str(row.uuid), row.shows, row.width, row.height, row.in_report)


@dataclass(frozen=True)
class ShownVisitReport:
    """One report, for all whom its terms include."""

    uuid: str
    title: str
    committee: str
    site_type: str
    checklist_version: str
    area: str
    country: str
    month: str
    state: str
    shape: str
    tlp: str
    embargo: str
    delay_because: str
    adopted_on: date | None
    tabled_on: date | None
    summary: str
    gender_note: str
    minority_note: str
    delegation: int
    women: int
    heard: str
    is_withdrawn: bool
    blocks: tuple[AnsweredBlock, ...]
    photos: tuple[ShownPhoto, ...]

    @classmethod
    def read(cls, row: VisitReport, findings, photos) -> ShownVisitReport:
        """`findings` and `photos` are those that this reader may see and that the report holds."""
        visit = row.visit
        checklist, went = visit.checklist.read, list(visit.delegation.all())
        blocks = tuple(each for each in blocks_of(checklist, findings) if each.answers)
        return cls(
            str(row.uuid), row.title, visit.committee.name, in_language(checklist), visit.checklist.version,
            visit.area.name, codes.country(visit.area.country), words.month(visit.starts_on),
            str(row.get_state_display()), SHAPES[row.state], row.terms.tlp if row.terms_id else "",
            embargo_of(row), row.delay_because, row.adopted_on, row.tabled_on, row.summary, row.gender_note,
            row.minority_note, sum(each.number for each in went),
            sum(each.number for each in went if each.sex == "female"), heard(visit),
            bool(row.terms_id and row.terms.withdrawn_at), blocks,
            tuple(ShownPhoto.of(each) for each in photos),
        )  # fmt: skip

    @classmethod
    def of(cls, shown: ShownVisitReport) -> ShownVisitReport:
        return shown


def embargo_of(row: VisitReport) -> str:
    """The day on which the report opens to others, in words, while that is still to come."""
    until = row.terms.embargo_until if row.terms_id else None
    return words.day(timezone.localdate(until)) if until and until > timezone.now() else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

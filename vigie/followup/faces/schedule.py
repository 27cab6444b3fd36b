"""The schedule of outstanding responses, as lines, by ministry and by country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from vigie.followup import wording
from vigie.followup.deadlines import resting
from vigie.followup.models import Deadline
from vigie.followup.schedule import Line
from vigie.web.tables import column
from vigie.web.words import number

OUTSTANDING = ("late", "still", "soon", "waiting", "undated")


def state_in_words(code: str) -> str:
    return {
        "late": _("Overdue"),
        "still": _("Standing still"),
        "soon": _("Due within 30 days"),
        "waiting": pgettext("response", "Awaited"),
        "undated": _("Without a deadline"),
        "answered_late": _("Answered late"),
    }[code]


@dataclass(frozen=True)
class ScheduledResponse:
    """A response that is waited for or came late. Days late are whole days."""

    country: str = column(gettext_noop("Country"), "#country+code")
    ministry: str = column(gettext_noop("Addressee"), "#org+asked")
    ref: str = column(gettext_noop("Reference"), "#meta+id")
    title: str = column(gettext_noop("Recommendation"), "#description")
    body: str = column(gettext_noop("Issued by"), "#org+asking")
    issued_on: str = column(gettext_noop("Issued on"), "#date+issued")
    due_on: str = column(gettext_noop("Response due on"), "#date+response+due")
    state: str = column(gettext_noop("State"), "#status")
    days_late: int = column(gettext_noop("Days late"), "#indicator+response+late+num")
    answered_on: str = column(gettext_noop("Answered on"), "#date+response")
    rests_on: str = column(gettext_noop("What the day rests on"), "#description+deadline")
    mark: str = column(gettext_noop("Mark"), "#meta+tlp")
    state_code: str = column(gettext_noop("State (code)"), "#status+code")
    ministry_slug: str = ""
    due: str = ""  # in words
    answered: str = ""

    @property
    def late(self) -> str:
        return wording.late(self.days_late)

    @property
    def is_outstanding(self) -> bool:
        return self.state_code in OUTSTANDING

    @classmethod
    def of(cls, line: Line) -> ScheduledResponse:
        row = line.row
        return cls(
            row.country, row.addressee.name, row.ref, row.title, row.body.name, _iso(row.issued_on),
            _iso(row.response_due), state_in_words(line.state), line.days, _iso(line.answered_on), line.why,
            row.terms.tlp, line.state, row.addressee.slug, wording.day(row.response_due),
            wording.day(line.answered_on),
        )  # fmt: skip


@dataclass(frozen=True)
class MinistrySchedule:
    """What one ministry owes: its lines, how many are overdue, and the longest and all days late of those."""

    slug: str
    name: str
    country: str
    lines: tuple[ScheduledResponse, ...]
    overdue: int
    longest: int
    days: tuple[int, ...]  # of each overdue response, the longest first

    @property
    def sentence(self) -> str:
        if not self.overdue:
            return _("Nothing overdue.")
        said = {"n": number(self.overdue), "longest": number(self.longest)}
        return (
            ngettext(
                "%(n)s response overdue, for %(longest)s days.",
                "%(n)s responses overdue, the longest for %(longest)s days.",
                self.overdue,
            )
            % said
        )

    @classmethod
    def of(cls, lines: list[ScheduledResponse]) -> MinistrySchedule:
        first, late = lines[0], [each.days_late for each in lines if each.state_code == "late"]
        return cls(
            first.ministry_slug, first.ministry, first.country, tuple(lines), len(late), max(late, default=0),
            tuple(sorted(late, reverse=True)),
        )  # fmt: skip


@dataclass(frozen=True)
class CountrySchedule:
    """What the ministries of one country owe."""

    code: str
    name: str
    ministries: tuple[MinistrySchedule, ...]
    overdue: int

    @property
    def sentence(self) -> str:
        return _overdue(self.overdue)


def _overdue(many: int) -> str:
    if not many:
        return _("No response is overdue")
    return ngettext("%(n)s response overdue", "%(n)s responses overdue", many) % {"n": number(many)}


def by_country(lines: list[ScheduledResponse]) -> tuple[CountrySchedule, ...]:
    """Countries by name, in each the ministry with the longest overdue response first."""
    ordered = sorted(
        lines, key=lambda each: (wording.country(each.country), each.country, each.ministry_slug)
    )
    found = []
    for code, within in groupby(ordered, key=lambda each: each.country):
        owed = [
            MinistrySchedule.of(list(each))
            for _slug, each in groupby(within, key=lambda each: each.ministry_slug)
        ]
        owed.sort(key=lambda each: (-each.longest, each.name))
        found.append(
            CountrySchedule(code, wording.country(code), tuple(owed), sum(each.overdue for each in owed))
        )
    return tuple(found)


@dataclass(frozen=True)
class Ground:
    """What deadlines rest on, and which recommendations have theirs from it."""

    words: str
    refs: tuple[str, ...]


def grounds(lines: list[ScheduledResponse]) -> tuple[Ground, ...]:
    """Each ground once, that of the most deadlines first."""
    found: dict[str, list[str]] = {}
    for each in lines:
        if each.rests_on:
            found.setdefault(each.rests_on, []).append(each.ref)
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(Ground(words, tuple(sorted(refs))) for words, refs in ordered)


@dataclass(frozen=True)
class Tally:
    """The schedule in its figures."""

    overdue: int
    still: int
    soon: int
    answered_late: int
    undated: int
    longest: ScheduledResponse | None

    @property
    def heading(self) -> str:
        return _overdue(self.overdue)

    @property
    def sentence(self) -> str:
        """What could be read out."""
        said = [self._longest(), self._soon(), self._still()]
        return " ".join(each for each in said if each)

    def _longest(self) -> str:
        if self.longest is None:
            return ""
        return _("The longest is %(days)s days overdue: %(ministry)s, “%(title)s”.") % {
            "days": number(self.longest.days_late), "ministry": self.longest.ministry, "title": self.longest.title,
        }  # fmt: skip

    def _soon(self) -> str:
        if not self.soon:
            return ""
        return ngettext(
            "%(n)s more is due within 30 days.", "%(n)s more are due within 30 days.", self.soon
        ) % {"n": number(self.soon)}

    def _still(self) -> str:
        if not self.still:
            return ""
        return ngettext(
            "%(n)s stands still: the body that asked does not sit.",
            "%(n)s stand still: the body that asked does not sit.",
            self.still,
        ) % {"n": number(self.still)}

    @classmethod
    def of(cls, lines: list[ScheduledResponse]) -> Tally:
        counted = {
            code: sum(each.state_code == code for each in lines) for code in (*OUTSTANDING, "answered_late")
        }
        late = [each for each in lines if each.state_code == "late"]
        return cls(
            counted["late"], counted["still"], counted["soon"], counted["answered_late"], counted["undated"],
            max(late, key=lambda each: each.days_late, default=None),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownDeadline:
    """One deadline as it was set."""

    thing: str
    due: str
    rests_on: str
    set_on: str

    @classmethod
    def of(cls, row: Deadline) -> ShownDeadline:
        return cls(row.get_thing_display(), wording.day(row.due_on), resting(row), wording.day(row.set_on))


def _iso(one: date | None) -> str:
    return one.isoformat() if one else ""

"""Dates that say how precisely they are known."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# From the most to the least precise. A window that compares two dates widens with these.
PRECISIONS = ("day", "few_days", "week", "month", "quarter", "year")


class NotADate(ValueError):
    """The words cannot be read as a date. `args[0]` is what was written."""


class NoSuchDay(NotADate):
    """The words name a day that its month has not, like 30 February. `day`, `month`, `year` are numbers."""

    def __init__(self, text: str, day: int, month: int, year: int) -> None:
        super().__init__(text)
        self.day, self.month, self.year = day, month, year


@dataclass(frozen=True, order=True)
class When:
    """A span of days in which something happened, and how precisely that is known.

    `first` and `last` are both inside the span. An event of one day known to the month has the first
    and last day of that month and precision "month"; an event that truly lasted three days has those
    three days and precision "day".
    """

    first: date
    last: date
    precision: str = "day"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise NotADate(f"{self.first} … {self.last}")
        if self.precision not in PRECISIONS:
            raise NotADate(self.precision)

    @property
    def is_one_day(self) -> bool:
        return self.precision == "day" and self.first == self.last

    @property
    def slack(self) -> int:
        """Days by which the true first day may lie after `first` (0 for a day that is certain)."""
        return 0 if self.precision == "day" else (self.last - self.first).days

    def overlaps(self, other: When) -> bool:
        return self.first <= other.last and other.first <= self.last

    def days_apart(self, other: When) -> int:
        """Days between the nearest ends of two spans; 0 where they overlap."""
        if self.overlaps(other):
            return 0
        return max((other.first - self.last).days, (self.first - other.last).days)


def day(day: date) -> When:
    return When(day, day, "day")


def around(centre: date, days: int = 3) -> When:
    """A day known to within some days either side."""
    return When(centre - timedelta(days), centre + timedelta(days), "few_days" if days <= 3 else "week")


def week(any_day: date) -> When:
    monday = any_day - timedelta(any_day.weekday())
    return When(monday, monday + timedelta(6), "week")


def month(year: int, number: int) -> When:
    return When(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def quarter(year: int, number: int) -> When:
    return When(date(year, 3 * number - 2, 1), month(year, 3 * number).last, "quarter")


def year(year: int) -> When:
    return When(date(year, 1, 1), date(year, 12, 31), "year")


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january", "février fevrier févr fevr fev february feb", "mars march mar",
            "avril avr april apr", "mai may", "juin june jun", "juillet juil july jul",
            "août aout august aug", "septembre sept september sep", "octobre oct october",
            "novembre nov november", "décembre decembre déc dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")
_FRENCH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?$")
_WORDS = re.compile(r"(?:(\d{1,2})(?:er|ᵉʳ|st|nd|rd|th)?\s+)?([^\W\d]+)\.?\s+(\d{4})$")
_QUARTER = re.compile(r"(\d{4})-?[QT]([1-4])$", re.IGNORECASE)


def parse(text: str, *, month_first: bool = False) -> When:
    """Read a date as people and data sets write it: "2026-03-12", "2026-03", "2026", "12/03/2026",
    "12 mars 2026", "mars 2026", "2026-T1". `month_first` reads "03/12/2026" as 12 March, as exports
    from the United States do. Raises `NotADate`.
    """
    text = " ".join(text.split())
    try:
        if found := _QUARTER.match(text):
            return quarter(int(found[1]), int(found[2]))
        if found := _ISO.match(text):
            return _from_parts(found[1], found[2], found[3])
        if found := _FRENCH.match(text):
            days, months = (found[2], found[1]) if month_first else (found[1], found[2])
            return _from_parts(found[3], months, days)
        if (found := _WORDS.match(text.lower())) and found[2] in _MONTHS:
            return _from_parts(found[3], str(_MONTHS[found[2]]), found[1])
    except NoSuchDay as error:
        error.args = (text,)
        raise
    except ValueError as error:
        raise NotADate(text) from error
    raise NotADate(text)


def _from_parts(years: str, months: str | None, days: str | None) -> When:
    if months is None:
        return year(int(years))
    if days is None:
        return month(int(years), int(months))
    try:
        return day(date(int(years), int(months), int(days)))
    except ValueError as error:
        if 1 <= int(months) <= 12 and int(years) > 0:
            raise NoSuchDay(days, int(days), int(months), int(years)) from error
        raise

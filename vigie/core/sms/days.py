"""When, as people write it in a message: "12/03", "12 mars", "hier", "mars", "lundi"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vigie.core import dates
from vigie.core.dates import NoSuchDay, NotADate, When

# Reports reach back some years, not to before the register's time.
EARLIEST = date(1990, 1, 1)


class FutureDate(NotADate):
    """The words name a day that has not come, with its year."""


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january", "fevrier february", "mars march", "avril april", "mai may", "juin june",
            "juillet july", "aout august", "septembre september", "octobre october", "novembre november",
            "decembre december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# Only beside a day: alone, three letters may be anything.
_SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "feb": 2, "avr": 4, "apr": 4, "juil": 7, "jul": 7, "jun": 6,
          "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
_AGO = {
    "aujourd hui": 0, "aujourdhui": 0, "auj": 0, "ajd": 0, "ce matin": 0, "today": 0, "this morning": 0,
    "hier": 1, "yesterday": 1, "avant hier": 2, "avanthier": 2,
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday",
         "samedi saturday", "dimanche sunday")
    )
    for name in names.split()
}  # fmt: skip

_DAY_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_NAMED = re.compile(r"(?:(\d{1,2}|1er) )?([a-z]+)(?: (\d{4}))?$")
_ONLY_DAY = re.compile(r"(?:le|the) (\d{1,2})$")

# What may stand for a date in a line of plain words, by how surely it is meant.
WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d/.-])\d{1,2}([/.])\d{1,2}(?:\1(?:\d{4}|\d{2}))?(?!\d)|(?<![\d/.-])\d{4}-\d{1,2}-\d{1,2}(?!\d)",
        r"\b(?:\d{1,2}|1er) +(?:" + "|".join([*_MONTHS, *_SHORT]) + r")(?: +\d{4})?\b",
        r"\b(?:" + "|".join(sorted(_AGO, key=len, reverse=True)) + r")\b",
        r"\b(?:le|the) +\d{1,2}(?![\d/.-])",
        r"(?<![\d/.-])\d{1,2}-\d{1,2}(?:-(?:\d{4}|\d{2}))?(?!\d)",
        r"(?<![\d/.-])\d{1,2}/\d{4}(?!\d)",
        r"\b(?:" + "|".join(_WEEKDAYS) + r")\b",
        r"\b(?:" + "|".join(_MONTHS) + r")(?: +\d{4})?\b",
    )
)


def days(text: str, today: date) -> When:
    """The days that plain words mean, seen from `today`.

    Without a year the last such day is meant: one that would lie ahead was last year's. Raises `NotADate`,
    as `NoSuchDay` where the month has no such day and `FutureDate` where a stated year makes it lie ahead.
    """
    text = " ".join(text.split())
    if text in _AGO:
        return dates.day(today - timedelta(_AGO[text]))
    if text in _WEEKDAYS:
        return dates.day(today - timedelta((today.weekday() - _WEEKDAYS[text]) % 7))
    if found := _ONLY_DAY.match(text):
        return _last_day(int(found[1]), today, text)
    if found := _ISO.match(text):
        year, month, day = found[1], found[2], found[3]
        return _told(day and int(day), int(month), int(year), today, text)
    if found := _DAY_MONTH.match(text):
        year = found[4] and int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return _told(int(found[1]), int(found[3]), year, today, text)
    if found := _MONTH_YEAR.match(text):
        return _told(None, int(found[1]), int(found[2]), today, text)
    if found := _NAMED.match(text):
        month = _MONTHS.get(found[2]) or (_SHORT.get(found[2]) if found[1] else None)
        if month:
            day = found[1] and int(found[1].removesuffix("er"))
            return _told(day, month, found[3] and int(found[3]), today, text)
    raise NotADate(text)


def _told(day: int | None, month: int, year: int | None, today: date, text: str) -> When:
    if not 1 <= month <= 12:
        raise NotADate(text)
    if year is None:
        return _latest(day, month, today, text)
    found = _on(day, month, year, text)
    if found.first > today:
        raise FutureDate(text)
    if found.first < EARLIEST:
        raise NotADate(text)
    return _until(found, today)


def _latest(day: int | None, month: int, today: date, text: str) -> When:
    """This year's, or last year's where it would lie ahead; 29 February, the last there was."""
    fault = None
    for year in range(today.year, today.year - 5, -1):
        try:
            found = _on(day, month, year, text)
        except NoSuchDay as error:
            fault = fault or error
            continue
        if found.first <= today:
            return _until(found, today)
    raise fault or NotADate(text)


def _last_day(day: int, today: date, text: str) -> When:
    if not 1 <= day <= 31:
        raise NotADate(text)
    found = today
    while found.day != day:
        found -= timedelta(1)
    return dates.day(found)


def _on(day: int | None, month: int, year: int, text: str) -> When:
    if day is None:
        return dates.month(year, month)
    try:
        return dates.day(date(year, month, day))
    except ValueError as error:
        raise NoSuchDay(text, day, month, year) from error


def _until(found: When, today: date) -> When:
    """A month that is not over ends today: what is told has happened."""
    return When(found.first, min(found.last, today), found.precision)

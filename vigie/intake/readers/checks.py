"""Readings and checks that every reader of events shares: numbers, dates, points, tolls."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence

from vigie.core.dates import PRECISIONS, NotADate, When, parse
from vigie.core.statement import Toll
from vigie.intake.readers.countries import inside
from vigie.intake.readers.record import Record

# No incident in this region has harmed more; a larger number is a slip of the keyboard or an identifier.
MOST_HARMED = 100_000
MOST_DISPLACED = 5_000_000
EARLIEST = datetime.date(1900, 1, 1)
# A degree is some 111 km: nothing on land lies within a kilometre of where both lines meet.
NULL_ISLAND = 0.01

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$")
_WHOLE = re.compile(r"[+-]?\d+([.,]0*)?$")
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(\D|$))")
_LOOKS_LIKE_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?$|\d{8}$")
_AMBIGUOUS = re.compile(r"(0?[1-9]|1[0-2])[/.](0?[1-9]|1[0-2])[/.]\d{4}")


def decimal(record: Record, column: str) -> float | None:
    """A number with a decimal point or comma; None where the cell is empty or (with a fault) unreadable."""
    text = record[column]
    if not text:
        return None
    if not _NUMBER.match(text):
        record.fault("number-unreadable", column, text)
        return None
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        record.fault("number-unreadable", column, text)
        return None
    return value


def count(record: Record, column: str, most: int = MOST_HARMED) -> int | None:
    """A number of people; None where the cell is empty or (with a fault) no such number."""
    text = _SPACES.sub("", record[column])
    if not text:
        return None
    if not _WHOLE.match(text):
        record.fault("count-not-whole" if _NUMBER.match(text) else "count-unreadable", column, record[column])
        return None
    value = int(re.split("[.,]", text)[0]) if len(text) <= 40 else most + 1
    if value < 0:
        record.fault("count-negative", column, text)
        return None
    if value > most:
        record.fault("count-huge", column, text, limit=most)
        return None
    return value


def date(record: Record, column: str, *, month_first: bool = False) -> When | None:
    """A date as the file writes it; None where the cell is empty or (with a fault) no possible date."""
    text = record[column]
    if not text:
        return None
    try:
        found = parse(text, month_first=month_first)
    except (NotADate, ValueError, OverflowError):
        code = "date-impossible" if _LOOKS_LIKE_DATE.match(text) else "date-unreadable"
        record.fault(code, column, text)
        return None
    if found.first < EARLIEST:
        record.fault("date-too-early", column, text, year=EARLIEST.year)
        return None
    # One day's grace: a report may come from east of here.
    if found.first > datetime.date.today() + datetime.timedelta(1):
        record.fault("date-in-future", column, text)
        return None
    if month_first and _AMBIGUOUS.match(text) and found.first.day != found.first.month:
        record.remark_once("date-month-first", column, text, read=found.first.isoformat())
    return found


def span(
    record: Record, start: str, end: str, *, precision: str = "", month_first: bool = False
) -> When | None:
    """The days between two columns. Without `precision`, the coarser of the two dates gives it."""
    first = date(record, start, month_first=month_first)
    if not first:
        if not record[start]:
            record.fault("date-missing", start)
        return None
    last = date(record, end, month_first=month_first) if end and record[end] else first
    if not last:
        return None
    if last.last < first.first:
        record.fault("end-before-start", end, record[end], start=record[start])
        return None
    return When(first.first, max(last.last, first.last), precision or _coarser(first, last))


def _coarser(first: When, last: When) -> str:
    return max(first.precision, last.precision, key=PRECISIONS.index)


def point(record: Record, lat: str, lon: str, countries: Sequence[str] = ()) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; None where both are empty or (with a fault) can't be so.

    `countries`: where the row says that it happened, ISO 3166-1 alpha-2; with two of them the point may
    lie in either.
    """
    faults = len(record.faults)
    y, x = decimal(record, lat), decimal(record, lon)
    if len(record.faults) > faults or (x is None and y is None):
        return None
    if x is None or y is None:
        record.fault("coordinate-alone", lon if x is None else lat, other=lat if x is None else lon)
        return None
    if abs(y) > 90 or abs(x) > 180:
        _refuse_off_earth(record, lat, lon, _may_be_swapped(y, x, countries))
        return None
    if abs(y) < NULL_ISLAND and abs(x) < NULL_ISLAND:
        record.fault("null-island", lat, record[lat])
        return None
    known = [country for country in countries if inside(country, y, x) is not None]
    if known and len(known) == len(countries) and not any(inside(country, y, x) for country in known):
        swapped = any(inside(country, x, y) for country in known)
        code = "coordinates-swapped" if swapped else "coordinates-elsewhere"
        record.fault(code, lat, record[lat], lat=record[lat], lon=record[lon], country=", ".join(known))
        return None
    return y, x


def _may_be_swapped(y: float, x: float, countries: Sequence[str]) -> bool:
    """Whether swapping puts a point that is off the Earth on it, and into its country if we know that."""
    if abs(x) > 90 or abs(y) > 180:
        return False
    answers = [inside(country, x, y) for country in countries]
    return True in answers or None in answers or not answers


def _refuse_off_earth(record: Record, lat: str, lon: str, swapped: bool) -> None:
    column = lat if abs(float(record[lat].replace(",", "."))) > 90 else lon
    record.fault("off-earth-swapped" if swapped else "off-earth", column, record[column])


def toll(record: Record, harm: str, *, low: str = "", best: str = "", high: str = "", **who: str) -> Toll:
    """How many, from up to three columns. An empty one is unknown. `who` is group, sex and age.

    Data sets do contain a low above the best (15 of UCDP GED's 909 events in Burkina Faso): the span is
    then drawn around every number given, and a remark says so.
    """
    most = MOST_DISPLACED if harm == "displaced" else MOST_HARMED
    said = {name: count(record, column, most) if column else None for name, column in
            (("low", low), ("best", best), ("high", high))}  # fmt: skip
    given = [number for number in said.values() if number is not None]
    if not given:
        return Toll(harm, status="unknown", **who)
    if given != sorted(given):
        column = best or low or high
        record.remark("toll-disordered", column, "/".join(map(str, given)), low=min(given), high=max(given))
        said["low"], said["high"] = min(given), max(given)
    return Toll(harm, low=said["low"], best=said["best"], high=said["high"], **who)

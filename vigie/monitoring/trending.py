"""Incidents over time: by week where the time is short and may be known, by month otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.monitoring.effort import silences
from vigie.web import words
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.trend import bars

MONTHS_AS_WEEKS = 14  # so many months or fewer are drawn by week
MONTHS_AT_MOST = 150  # more than these are drawn by year


@dataclass(frozen=True)
class Trend:
    """The picture, its steps [(first day, count)], their unit, and how many are known too roughly."""

    picture: Picture | None
    rows: list[tuple[date, int]]
    unit: str  # "week", "month" or "year"
    not_placed: int
    silent: bool  # somebody fell silent during it


def trend_of(actor, found: QuerySet, *, by_week: bool) -> Trend:
    """Count `found` over time. `by_week`: whether this reader may see weeks at all."""
    counted, unit = found.counted_by_month(), "month"
    if by_week and len(counted.rows) <= MONTHS_AS_WEEKS:
        counted, unit = found.counted_by_week(), "week"
    rows = counted.rows
    if len(rows) > MONTHS_AT_MOST:
        rows, unit = _by_year(rows), "year"
    if not rows:
        return Trend(None, [], unit, counted.not_placed, silent=False)
    reporting = _reporting(actor, rows) if unit == "week" else []
    picture = bars(rows, _sentence(rows, unit), incomplete=_runs(rows[-1][0], unit), effort=reporting)
    return Trend(picture, rows, unit, counted.not_placed, silent=not all(reporting))


def _reporting(actor, rows: list[tuple[date, int]]) -> list[bool]:
    reports = access.rows(actor, "see", "monitoring.Report")
    return silences(reports, [first for first, _count in rows])


def _by_year(rows: list[tuple[date, int]]) -> list[tuple[date, int]]:
    years: dict[int, int] = {}
    for first, count in rows:
        years[first.year] = years.get(first.year, 0) + count
    return [(date(year, 1, 1), count) for year, count in years.items()]


def _runs(first: date, unit: str) -> bool:
    """Whether the step is not over yet."""
    today = timezone.localdate()
    if unit == "week":
        return first <= today < first + timedelta(7)
    return first.year == today.year and (unit == "year" or first.month == today.month)


def _sentence(rows: list[tuple[date, int]], unit: str) -> str:
    """First, highest and last value, for who cannot see the bars."""
    peak = max(rows, key=lambda row: row[1])
    said = {
        "unit": {"week": _("week"), "month": _("month"), "year": _("year")}[unit],
        "first": words.number(rows[0][1]), "start": step_name(rows[0][0], unit),
        "most": words.number(peak[1]), "peak": step_name(peak[0], unit),
        "last": words.number(rows[-1][1]), "end": step_name(rows[-1][0], unit),
    }  # fmt: skip
    sentence = _(
        "Incidents by %(unit)s: %(first)s (%(start)s), at most %(most)s (%(peak)s), then %(last)s (%(end)s)."
    )
    return sentence % said


def step_name(first: date, unit: str) -> str:
    if unit == "week":
        return _("week of %(day)s") % {"day": words.day(first)}
    return words.month(first) if unit == "month" else str(first.year)

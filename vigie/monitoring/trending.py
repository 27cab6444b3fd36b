"""Incidents over time, with the effort behind them: by week where the time is short, by month otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.monitoring.effort import Reading, Scope, Worked, read_effort, silences, worked
from vigie.web import words
from vigie.web.pictures.drawing import Picture
from vigie.web.pictures.trend import bars

MONTHS_AS_WEEKS = 14  # so many months or fewer are drawn by week
MONTHS_AT_MOST = 150  # more than these are drawn by year


@dataclass(frozen=True)
class Step:
    """A week, month or year: its incidents, and the monitor-days behind them (None: not known, or of a week)."""

    first: date
    count: int
    days: int | None = None

    @property
    def per_hundred(self) -> float | None:
        """Incidents for every hundred monitor-days."""
        return round(100 * self.count / self.days, 1) if self.days else None


@dataclass(frozen=True)
class Trend:
    """The picture, its steps, their unit, and how many incidents are known too roughly."""

    picture: Picture | None
    steps: list[Step]
    unit: str  # "week", "month" or "year"
    not_placed: int
    silent: bool  # somebody fell silent during it
    effort: Worked
    reading: Reading | None = None


def trend_of(actor, found: QuerySet, scope: Scope, *, by_week: bool) -> Trend:
    """Count `found` over time. `scope` is where it lies; `by_week`: whether this reader may see weeks at all."""
    counted, unit = found.counted_by_month(), "month"
    if not counted.rows:
        return Trend(None, [], unit, counted.not_placed, False, Worked(scope, {}))
    months, effort = counted.rows, _effort(actor, scope, counted.rows)
    reading = read_effort(months, effort, incomplete=_runs(months[-1][0], "month"))
    if by_week and len(months) <= MONTHS_AS_WEEKS:
        counted, unit = found.counted_by_week(), "week"
    rows = counted.rows
    if len(rows) > MONTHS_AT_MOST:
        rows, unit = _by_year(rows), "year"
    steps = [Step(first, count, _days(effort, first, unit)) for first, count in rows]
    if not rows:
        return Trend(None, [], unit, counted.not_placed, False, effort, reading)
    reporting = _reporting(actor, rows) if unit == "week" else []
    picture = bars(
        rows, _sentence(rows, unit), incomplete=_runs(rows[-1][0], unit), effort=reporting,
        days=_drawn(effort, steps, unit),
    )  # fmt: skip
    return Trend(picture, steps, unit, counted.not_placed, not all(reporting), effort, reading)


def _effort(actor, scope: Scope, months: list[tuple[date, int]]) -> Worked:
    after = (months[-1][0] + timedelta(31)).replace(day=1)
    return worked(actor, scope, months[0][0], after - timedelta(1))


def _days(effort: Worked, first: date, unit: str) -> int | None:
    """Monitor-days are kept by month: a week has none of its own."""
    if unit == "week":
        return None
    return effort.in_month(first) if unit == "month" else effort.in_year(first.year)


def _drawn(effort: Worked, steps: list[Step], unit: str) -> list[tuple[date, int | None]]:
    if unit == "week":
        return list(effort.days.items())
    return [(step.first, step.days) for step in steps] if effort.days else []


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

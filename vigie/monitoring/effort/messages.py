"""How much each organisation reports, so that silence is not read as calm."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.web import words
from vigie.web.pictures.trend import small_bars

WEEKS = 26
SILENT_FROM = 2  # weeks without a report from which silence is said aloud


@dataclass(frozen=True)
class Effort:
    """One organisation's reports by week of what they tell of, oldest week first."""

    organisation: str
    counts: tuple[int, ...]
    most: int  # of any organisation: the common scale

    @property
    def silent_weeks(self) -> int:
        """Weeks without a report up to now."""
        return next((n for n, count in enumerate(reversed(self.counts)) if count), len(self.counts))

    @property
    def is_silent(self) -> bool:
        return self.silent_weeks >= SILENT_FROM

    @property
    def sentence(self) -> str:
        if self.is_silent:
            weeks = ngettext("Nothing for one week", "Nothing for %(n)s weeks", self.silent_weeks)
            return weeks % {"n": self.silent_weeks}
        mean = sum(self.counts) / len(self.counts)
        if mean < 1:
            return _("Less than one a week")
        return _("%(number)s a week") % {"number": words.number(round(mean))}

    @property
    def picture(self) -> SafeString:
        return small_bars(self.counts, self.most, f"{self.organisation}{_(': ')}{self.sentence}").svg


def effort(reports: QuerySet, weeks: int = WEEKS) -> list[Effort]:
    """Count current reports by organisation and week, up to the last week that anybody tells of."""
    last = reports.filter(is_current=True).aggregate(last=Max("date_first"))["last"]
    if last is None:
        return []
    start = _monday(last) - timedelta(7 * (weeks - 1))
    by_organisation = _counted(reports, start)
    steps = [start + timedelta(7 * week) for week in range(weeks)]
    most = max(max(counts.values()) for counts in by_organisation.values())
    return [
        Effort(name, tuple(counts[step] for step in steps), most)
        for name, counts in sorted(by_organisation.items())
    ]


def silences(reports: QuerySet, steps: list[date]) -> list[bool]:
    """For each week (its Monday), whether every organisation that reports in this time did report then."""
    if not steps:
        return []
    by_organisation = _counted(reports.filter(date_first__lt=steps[-1] + timedelta(7)), steps[0])
    return [all(counts[step] for counts in by_organisation.values()) for step in steps]


def _counted(reports: QuerySet, start: date) -> dict[str, Counter]:
    by_organisation: dict[str, Counter] = defaultdict(Counter)
    rows = (
        reports.filter(is_current=True, date_first__gte=start)
        .order_by()
        .values_list("organisation__name", "date_first")
        .annotate(n=Count("pk"))
    )
    for name, day, count in rows:
        by_organisation[name][_monday(day)] += count
    return by_organisation


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())

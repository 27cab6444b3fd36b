"""When an answer is due: by rules kept as data, or by a date that somebody set and gave a reason for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# What may be waited for. "information_request" is one between committees, or to a study centre.
THINGS = (
    "response", "implementation", "written_question", "oral_question", "information_request", "report_tabling",
)  # fmt: skip
FRIDAY = 4


class BeforeRequest(ValueError):
    """A deadline that lies before the day of the request. `args` are the deadline and that day."""


class NoReason(ValueError):
    """A deadline of one's own without a word on why it is not the usual one."""


@dataclass(frozen=True)
class Rule:
    """Within how long something is due. The empty `country` or `body` is any.

    `body` is a kind of organisation ("ministry") or of standing ("consultative"): whose answer is waited for.
    Either `days` or `months` is set. `working` counts Mondays to Fridays only: public holidays are not known here
    and none is invented, so that such a date is the earliest that the rule can mean. A date that falls on a day of
    rest stays where it is.
    """

    code: str
    thing: str
    country: str = ""
    body: str = ""
    days: int = 0
    months: int = 0
    working: bool = False
    to_verify: bool = True

    def after(self, day: date) -> date:
        if self.months:
            return months_after(day, self.months)
        return working_days_after(day, self.days) if self.working else day + timedelta(self.days)


@dataclass(frozen=True)
class Due:
    """The day by which something is due, and why that day: a rule, or a reason somebody gave."""

    date: date
    rule: Rule | None = None
    because: str = ""


def due(
    rules: Iterable[Rule], country: str, body_kind: str | Sequence[str], thing: str, on: date
) -> Due | None:
    """When `thing`, asked for on the day `on`, is due from a body of this country and kind; None without a rule.

    Several kinds go from the most to the least telling (("consultative", "ministry")). The tightest rule holds:
    one for country and kind before one for the country, that before one for the kind, that before the general one.
    """
    kinds = (body_kind,) if isinstance(body_kind, str) else tuple(body_kind)
    fitting = [
        (_tightness(rule, country, kinds), rule)
        for rule in rules
        if rule.thing == thing and rule.country in ("", country) and (not rule.body or rule.body in kinds)
    ]
    if not fitting:
        return None
    _how_tight, rule = max(fitting, key=lambda each: each[0])
    return Due(rule.after(on), rule)


def _tightness(rule: Rule, country: str, kinds: Sequence[str]) -> tuple[bool, int]:
    return bool(rule.country), len(kinds) - kinds.index(rule.body) if rule.body else 0


def own(on: date, until: date, because: str) -> Due:
    """A deadline that somebody sets for one thing. Raises `BeforeRequest` and `NoReason`."""
    if until < on:
        raise BeforeRequest(until, on)
    if not because.strip():
        raise NoReason
    return Due(until, None, because.strip())


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_days_after(day: date, days: int) -> date:
    """The `days`th Monday-to-Friday after `day`."""
    weeks, rest = divmod(days, 5)
    reached = _last_working(day) + timedelta(7 * weeks)
    while rest:
        reached += timedelta(1)
        rest -= reached.weekday() <= FRIDAY
    return reached


def _last_working(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - FRIDAY))


def days_late(due_on: date, until: date, still: Iterable[tuple[date, date]] = ()) -> int:
    """Days by which `until` is after the deadline; 0 on the day itself and before.

    `still` are spans (first day, day after the last) in which nobody was there to be answered: the clock stood
    still, so that days of them after the deadline do not count. Spans may overlap.
    """
    late = max(0, (until - due_on).days)
    stood, reached = 0, due_on
    for first, end in sorted(still):
        first, end = max(first, reached), min(end, until)
        if end > first:
            stood += (end - first).days
            reached = end
    return late - stood


def awaited(due_on: date | None, answered_on: date | None, today: date, soon: int) -> str:
    """How an answer stands: "answered", "answered_late", "undated", "late", "soon", "waiting".

    `soon` is within how many days.
    """
    if answered_on:
        return "answered_late" if due_on and answered_on > due_on else "answered"
    if due_on is None:
        return "undated"
    if due_on < today:
        return "late"
    return "soon" if (due_on - today).days <= soon else "waiting"

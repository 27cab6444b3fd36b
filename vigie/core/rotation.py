"""Whose turn it is: who presides now, who comes next by the rule, and when nobody did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vigie.core.deadlines import months_after

DAY = timedelta(1)


@dataclass(frozen=True)
class Turn:
    """One holder's time; `until` is its last day, None while it lasts without an agreed end."""

    holder: str
    since: date
    until: date | None = None

    def includes(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def holding(held: Sequence[Turn], on: date) -> Turn | None:
    """Whose turn it is on that day; None where the place is vacant."""
    return next((turn for turn in held if turn.includes(on)), None)


def vacancies(held: Sequence[Turn], on: date) -> list[tuple[date, date | None]]:
    """The times between the first turn and that day in which nobody held the place (first day, last day).

    The last one has no end where the place is vacant on that day.
    """
    found, reached = [], None
    for turn in sorted(held, key=lambda turn: turn.since):
        if turn.since > on:
            break
        if reached is not None and turn.since > reached + DAY:
            found.append((reached + DAY, turn.since - DAY))
        if turn.until is None:
            return found
        reached = max(reached or turn.until, turn.until)
    if reached is not None and reached < on:
        found.append((reached + DAY, None))
    return found


def coming(order: Sequence[str], months: int, held: Sequence[Turn], on: date) -> list[Turn]:
    """The next turns by the rule, one for each of `order`, from the end of the latest.

    A turn without an agreed end is taken to last `months`. A vacancy does not skip anybody: who comes next is who
    comes after the last that held it. After a vacancy the next turn begins on the day asked about. Empty without a
    rule.
    """
    if not order or not months:
        return []
    last = max(held, key=lambda turn: turn.since, default=None)
    if last is None:
        first, start = 0, on
    else:
        first = order.index(last.holder) + 1 if last.holder in order else 0
        start = max((last.until or months_after(last.since, months) - DAY) + DAY, on)
    found = []
    for place in range(len(order)):
        end = months_after(start, months) - DAY
        found.append(Turn(order[(first + place) % len(order)], start, end))
        start = end + DAY
    return found

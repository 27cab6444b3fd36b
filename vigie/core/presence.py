"""Whether a body sits on a day, from what is written down about it: never because a parliament usually does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from vigie.core.partial_dates import span, within_on

# Time as partial ISO dates: (beginning, end), empty where open.
Time = tuple[str, str]


@dataclass(frozen=True)
class Presence:
    """The times in which a body exists and sits.

    `lives` are from founding to dissolution, of the body and of those that it is part of: all must hold. `standings`
    are the times during which a text says what the body is and may do: one must hold, if any is written down at all.
    """

    lives: tuple[Time, ...] = ()
    standings: tuple[Time, ...] = ()

    def on(self, day: date) -> str:
        """ "sits", "absent", or "unknown" where nothing is written down. A rough date counts in the body's favour."""
        if any(within_on(day, *time) == "no" for time in self.lives):
            return "absent"
        if not self.standings:
            return "unknown"
        return "sits" if any(within_on(day, *time) != "no" for time in self.standings) else "absent"

    def absences(self, first: date, until: date) -> list[tuple[date, date]]:
        """The spans (first day, day after the last) between two days in which it does not sit."""
        if until <= first:
            return []
        edges = sorted({first, until, *(each for each in self._edges() if first < each < until)})
        return _joined((start, end) for start, end in pairwise(edges) if self.on(start) == "absent")

    def _edges(self) -> Iterable[date]:
        """Days on which the answer may change."""
        for start, end in (*self.lives, *self.standings):
            if start:
                yield span(start).first
            if end:
                yield span(end).last + timedelta(1)


def _joined(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found

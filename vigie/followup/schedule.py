"""The schedule of outstanding responses: it writes itself from the rows that its reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vigie import access
from vigie.core.deadlines import awaited, days_late
from vigie.core.presence import Presence
from vigie.core.statement import TLP
from vigie.directory.models import Organisation
from vigie.directory.presence import presences
from vigie.followup.deadlines import resting
from vigie.followup.models import Recommendation

SOON = 30  # days: what is due within a month can still be asked for in the corridor
REMEMBERED = 365  # days for which a late answer stays on the schedule
# In the order in which the page shows them.
STATES = ("late", "still", "soon", "waiting", "undated", "answered_late")


@dataclass(frozen=True)
class Line:
    """One response that is waited for, or came late. `days` are days late, without those when nobody could be answered.

    `state` is one of `STATES`: "still" where the body that asked does not sit and nobody has taken over.
    """

    row: Recommendation
    state: str
    days: int
    answered_on: date | None
    why: str


def schedule(actor, today: date, *, country: str = "", ministry: str = "") -> list[Line]:
    """What this reader may know of, the longest overdue first. By country and by addressee (its slug)."""
    found = access.rows(actor, "see", "followup.Recommendation")
    if country:
        found = found.filter(country=country)
    if ministry:
        found = found.filter(addressee__slug=ministry)
    return lines_of(found, today)


def lines_of(seen: QuerySet, today: date) -> list[Line]:
    """The lines of these recommendations, in a fixed number of queries, the longest overdue first."""
    rows = list(_open_or_answered(seen))
    present = presences(_holders(rows))
    lines = [_line(row, present, today) for row in rows]
    kept = [line for line in lines if line.state in STATES and not _forgotten(line, today)]
    return sorted(kept, key=lambda line: (STATES.index(line.state), -line.days, _day(line), line.row.ref))


def _open_or_answered(seen: QuerySet) -> QuerySet:
    """What was issued and still lives, with all that the schedule says, in a fixed number of queries."""
    return seen.live().select_related("body", "addressee", "terms").prefetch_related(
        "responses", "deadlines", "inheritances__earlier"
    )  # fmt: skip


def _holders(rows: Iterable[Recommendation]) -> list[Organisation]:
    """The bodies to which the answers were or are due."""
    found = {row.body_id: row.body for row in rows}
    for row in rows:
        found.update(
            {each.earlier_id: each.earlier for each in row.inheritances.all() if each.side == "body"}
        )
    return list(found.values())


def _line(row: Recommendation, present: dict[int, Presence], today: date) -> Line:
    answered_on = min((each.on for each in row.responses.all()), default=None)
    state = awaited(row.response_due, answered_on, today, SOON)
    if answered_on is None and present[row.body_id].on(today) == "absent":
        state = "still"
    until = answered_on or today
    days = days_late(row.response_due, until, _stood_still(row, present, until)) if row.response_due else 0
    if state == "late" and not days:
        state = "soon"  # its day fell in a time when nobody could be answered: it is due now, and late from tomorrow
    return Line(row, state, days, answered_on, _why(row))


def _stood_still(row: Recommendation, present: dict[int, Presence], until: date) -> list[tuple[date, date]]:
    """The spans in which the body that held the recommendation did not sit: the clock stood still."""
    spans, since = [], row.issued_on
    for each in sorted(row.inheritances.all(), key=lambda each: (each.on, each.pk)):
        if each.side == "body":
            spans += present[each.earlier_id].absences(since, min(each.on, until))
            since = each.on
    return spans + present[row.body_id].absences(since, until)


def _why(row: Recommendation) -> str:
    """What the day rests on."""
    latest = max(
        (each for each in row.deadlines.all() if each.thing == "response"),
        key=lambda each: each.pk,
        default=None,
    )
    return resting(latest) if latest else ""


def _forgotten(line: Line, today: date) -> bool:
    return line.state == "answered_late" and (today - line.answered_on).days > REMEMBERED


def _day(line: Line) -> date:
    return line.row.response_due or date.max


def strictest(lines: Iterable[Line]) -> str:
    """The mark of a sheet that holds all these lines; none where it holds nothing."""
    return max((line.row.terms.tlp for line in lines), key=TLP.index, default="")

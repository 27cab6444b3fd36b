"""How many were there: by sitting, with the quorum where a rule is known. No table ranks persons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from vigie import access
from vigie.parliament.acts.attendance import seats_of
from vigie.parliament.faces.sitting import when_of
from vigie.parliament.models import FILLED, REASONS, Attendance, Quorum, Sitting
from vigie.web.tables import column


@dataclass(frozen=True)
class Presence:
    """Attendance at one sitting, as sums. None: nobody recorded it, which is not the same as nobody came."""

    sitting: str = column(gettext_noop("Sitting"), "#meta+id")
    date: str = column(gettext_noop("Date"), "#date")
    title: str = column(gettext_noop("Subject"), "#activity+name")
    recorded: str = column(gettext_noop("Attendance"), "#status")
    seats: int = column(gettext_noop("Seats"), "#population+seats")
    present: int | None = column(gettext_noop("Present"), "#population+present")
    late: int | None = column(gettext_noop("Came late"), "#population+late")
    left_early: int | None = column(gettext_noop("Left early"), "#population+left")
    apologies: int | None = column(gettext_noop("Apologies"), "#population+apologies")
    absent: int | None = column(gettext_noop("Absent without notice"), "#population+absent")
    replaced: int | None = column(gettext_noop("Replaced"), "#population+replaced")
    quorum: str = column(gettext_noop("Quorum"), "#status+quorum")
    when: str = ""
    is_recorded: bool = False

    @classmethod
    def of(cls, told: Presence) -> Presence:
        return told

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Reason in words → how many, without those that nobody gave."""
        return [(str(words), many) for code, words in REASONS if (many := getattr(self, code))]


@dataclass(frozen=True)
class Attended:
    """One seat at one sitting, for those who sat."""

    name: str
    post: str
    reason: str
    instead: str
    was_there: bool

    @classmethod
    def of(cls, row: Attendance) -> Attended:
        seat = row.seat
        return cls(
            seat.holder, str(seat.get_post_display()), str(row.get_reason_display()), row.replaced_by,
            row.reason in FILLED,
        )  # fmt: skip


def presence_at(actor, sitting: Sitting) -> Presence:
    return presences(actor, [sitting])[0]


def presences(actor, sittings: Iterable[Sitting]) -> list[Presence]:
    """Attendance at each of these sittings, which the actor may see, in their order."""
    sittings = list(sittings)
    counted = access.rows(actor, "count", "parliament.Attendance").filter(
        sitting__in=[each.pk for each in sittings]
    )
    by_sitting: dict[int, dict[str, int]] = {}
    for row in counted.values("sitting", "reason").annotate(many=Count("pk")):
        by_sitting.setdefault(row["sitting"], {})[row["reason"]] = row["many"]
    rules = access.rows(actor, "see", "parliament.Quorum")
    return [_presence(each, by_sitting.get(each.pk, {}), rules) for each in sittings]


def _presence(sitting: Sitting, told: dict[str, int], rules) -> Presence:
    recorded = sitting.attendance == "recorded"
    seats = len(seats_of(sitting))
    counts = {code: told.get(code, 0) if recorded else None for code, _words in REASONS}
    filled = sum(told.get(code, 0) for code in FILLED)
    return Presence(
        sitting=str(sitting.uuid), date=sitting.starts_at.date().isoformat(), title=sitting.title,
        recorded=str(sitting.get_attendance_display()), seats=seats, **counts,
        quorum=_quorum(rules.of_on(sitting.body, sitting.starts_at.date()), seats, filled) if recorded else "",
        when=when_of(sitting), is_recorded=recorded,
    )  # fmt: skip


def _quorum(rule: Quorum | None, seats: int, filled: int) -> str:
    """Of the committee that holds the sitting; its rule is data, and where there is none, nothing is claimed."""
    if rule is None:
        return _("no rule entered")
    needed = rule.needed(seats)
    reached = pgettext("quorum", "reached") if filled >= needed else pgettext("quorum", "not reached")
    return _("%(reached)s (%(there)s of %(needed)s needed)") % {
        "reached": reached,
        "there": filled,
        "needed": needed,
    }

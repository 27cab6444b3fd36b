"""How many were there: by sitting, with the quorum where a rule is known. No table ranks persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from vigie import access
from vigie.directory.models import Organisation
from vigie.parliament.clock import local
from vigie.parliament.faces.sitting import when_of
from vigie.parliament.models import FILLED, REASONS, Attendance, Quorum, Sitting
from vigie.parliament.models.committee import rule_on
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
    women: int | None = column(gettext_noop("Women among those there"), "#population+f+present")
    sex_recorded: int | None = column(
        gettext_noop("Of those there, sex recorded"), "#population+present+known"
    )
    quorum: str = column(gettext_noop("Quorum"), "#status+quorum")
    when: str = ""
    is_recorded: bool = False
    quorums: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: Presence) -> Presence:
        return told

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Reason in words → how many, without those that nobody gave."""
        said = dict(REASONS) | {"replaced": pgettext("attendance", "replaced")}
        return [(str(words), many) for code, words in said.items() if (many := getattr(self, code))]


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


@dataclass(frozen=True)
class Bench:
    """The seats of one committee at a sitting. `body` is empty where only one committee sat."""

    body: str
    people: tuple[Attended, ...]


def benches(attended) -> list[Bench]:
    """Who was there, committee by committee: the host's order of posts within each."""
    found: dict[str, list[Attended]] = {}
    for row in attended.select_related("seat__body"):
        found.setdefault(row.seat.body.name, []).append(Attended.of(row))
    named = len(found) > 1
    return [Bench(body if named else "", tuple(people)) for body, people in sorted(found.items())]


def presence_at(actor, sitting: Sitting) -> Presence:
    return presences(actor, [sitting])[0]


def presences(actor, sittings: Iterable[Sitting], body: Organisation | None = None) -> list[Presence]:
    """Attendance at each of these sittings, which the actor may see, in their order: of all who sat, or of one body."""
    sittings = list(sittings)
    rooms = {each.pk: [body] if body else [each.body, *each.joint_bodies.all()] for each in sittings}
    bodies = {body.pk for room in rooms.values() for body in room}
    seats = access.rows(actor, "count", "parliament.Seat").filter(body__in=bodies)
    held = list(seats.values_list("body", "since", "until"))
    rules = list(access.rows(actor, "see", "parliament.Quorum").filter(body__in=bodies))
    came = _came(actor, rooms)
    return [_presence(each, rooms[each.pk], held, came.get(each.pk, []), rules) for each in sittings]


def _came(actor, sittings: Iterable[int]) -> dict[int, list[dict]]:
    """Sitting → how many of each committee, reason and sex; a substitute's sex where somebody came instead."""
    counted = access.rows(actor, "count", "parliament.Attendance").filter(sitting__in=list(sittings))
    sex = Case(When(reason="replaced", then=F("substitute_sex")), default=F("seat__sex"))
    found: dict[int, list[dict]] = {}
    for row in counted.values("sitting", "reason", body=F("seat__body"), sex=sex).annotate(many=Count("pk")):
        found.setdefault(row["sitting"], []).append(row)
    return found


def _presence(sitting: Sitting, room: list, held: list, came: list[dict], rules: list[Quorum]) -> Presence:
    recorded = sitting.attendance == "recorded"
    came = [row for row in came if row["body"] in {each.pk for each in room}]
    day = local(sitting.starts_at, sitting.body.country).date()
    seats = Counter(body for body, since, until in held if since <= day and (until is None or day <= until))
    counts = {code: _sum(came, reason=code) if recorded else None for code, _words in REASONS}
    filled = [row for row in came if row["reason"] in FILLED]
    women, known = _sum(filled, sex="female"), _sum(filled, sex="female") + _sum(filled, sex="male")
    quorums = [
        _quorum(rule_on(rules, each.pk, day), seats[each.pk], _sum(filled, body=each.pk)) for each in room
    ]
    if len(room) > 1:
        quorums = [f"{each.name}{_(': ')}{said}" for each, said in zip(room, quorums, strict=True)]
    return Presence(
        sitting=str(sitting.uuid), date=day.isoformat(), title=sitting.title,
        recorded=str(sitting.get_attendance_display()), seats=sum(seats[each.pk] for each in room), **counts,
        women=women if recorded else None, sex_recorded=known if recorded else None,
        quorum="; ".join(quorums) if recorded else "", when=when_of(sitting), is_recorded=recorded,
        quorums=tuple(quorums) if recorded else (),
    )  # fmt: skip


def _sum(rows: list[dict], **wanted) -> int:
    return sum(row["many"] for row in rows if all(row[name] == value for name, value in wanted.items()))


def _quorum(rule: Quorum | None, seats: int, filled: int) -> str:
    """Of one committee, each by its own rule; the rule is data, and where there is none, nothing is claimed."""
    if rule is None:
        return _("no rule entered")
    needed = rule.needed(seats)
    reached = pgettext("quorum", "reached") if filled >= needed else pgettext("quorum", "not reached")
    return _("%(reached)s (%(there)s there, %(needed)s needed)") % {
        "reached": reached,
        "there": filled,
        "needed": needed,
    }

"""What is owed to the committee: answers overdue, recommendations still open, questions, requests."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vigie.briefing.eyes import Asked
from vigie.briefing.faces import Cell, Section
from vigie.followup import wording
from vigie.followup.schedule import lines_of
from vigie.followup.standing import standing
from vigie.web import words

SHOWN = 25


def overdue(asked: Asked) -> Section | None:
    """Recommendations without the response that was due, the longest overdue first, counted as the schedule counts."""
    lines = lines_of(open_ones(asked), timezone.localdate(asked.now))
    late = [line for line in lines if line.state == "late"]
    if not late:
        return None
    said = ngettext("%(n)s response is overdue.", "%(n)s responses are overdue.", len(late))
    rows = [
        (
            f"{line.row.title} ({line.row.ref})", line.row.addressee.name, words.day(line.row.response_due),
            words.number(line.days),
        )
        for line in late[:SHOWN]
    ]  # fmt: skip
    head = (_("Recommendation"), _("Addressee"), _("Due on"), _("Days overdue"))
    marks = tuple({line.row.terms.tlp for line in late})
    return _table(_("Answers overdue"), said, len(late), head, (2, 1, 0, 0), rows, marks)


def open_recommendations(asked: Asked) -> Section | None:
    """What is claimed and what is verified of each recommendation that has not ended, side by side."""
    live = open_ones(asked).order_by("implementation_due", "pk")
    count = live.count()
    if not count:
        return None
    today = timezone.localdate(asked.now)
    said = ngettext("%(n)s recommendation is open.", "%(n)s recommendations are open.", count)
    rows = [_standing(row, today) for row in live.for_listing()[:SHOWN]]
    head = (
        _("Recommendation"), _("Addressee"), _("Response"), pgettext("status", "Claimed"),
        pgettext("status", "Verified"),
    )  # fmt: skip
    return _table(
        _("Open recommendations"), said, count, head, (5, 4, 0, 3, 3), rows, marks_of(live),
        how=_("Claimed is what the addressee says; verified is what somebody else found."),
    )  # fmt: skip


def _standing(row, today) -> tuple[Cell, ...]:
    at = standing(row, today)
    claimed = Cell(wording.status(at.claimed), "hollow") if at.claimed else Cell("–")
    verified = Cell(wording.status(at.verified), "full") if at.verified else Cell(_("not yet"))
    return (
        Cell(f"{row.title} ({row.ref})"), Cell(row.addressee.name), Cell(wording.position(at.position)), claimed,
        verified,
    )  # fmt: skip


def questions(asked: Asked) -> Section | None:
    """Questions of the committees that sit which wait for their answer, the most urgent first."""
    today = timezone.localdate(asked.now)
    seen = asked.eyes.rows("parliament.Question").filter(committee__in=bodies(asked))
    waiting = seen.unanswered().most_urgent_first()
    count = waiting.count()
    if not count:
        return None
    said = ngettext("%(n)s question awaits its answer.", "%(n)s questions await their answer.", count)
    rows = [
        (
            f"{row.title} ({row.reference})", row.addressee.name, words.day(row.due_on) if row.due_on else "–",
            _days(row.days_overdue(today)),
        )
        for row in waiting.for_reading()[:SHOWN]
    ]  # fmt: skip
    head = (_("Question"), _("Ministry"), _("Due on"), _("Days overdue"))
    return _table(_("Questions awaiting an answer"), said, count, head, (2, 1, 0, 0), rows, marks_of(waiting))


def requests(asked: Asked) -> Section | None:
    """Requests for information that the committees which sit put, or have to answer."""
    sitting, today = bodies(asked), timezone.localdate(asked.now)
    seen = asked.eyes.rows("sharing.InformationRequest").open()
    waiting = (seen.filter(asker__in=sitting) | seen.filter(asked__in=sitting)).order_by("due", "pk")
    count = waiting.count()
    if not count:
        return None
    said = ngettext(
        "%(n)s request for information is open.", "%(n)s requests for information are open.", count
    )
    rows = [
        (row.title, row.asker.name, row.asked.name, words.day(row.due), _days(row.days_late(today)))
        for row in waiting.for_reading()[:SHOWN]
    ]
    head = (_("Subject"), _("Asked by"), _("Asked of"), _("Due on"), _("Days overdue"))
    return _table(_("Requests for information"), said, count, head, (3, 3, 3, 0, 0), rows, marks_of(waiting))


def _days(late: int) -> str:
    return words.number(late) if late else "–"


def open_ones(asked: Asked) -> QuerySet:
    """Recommendations of the committees that sit which have not ended."""
    return asked.eyes.rows("followup.Recommendation").live().filter(body__in=bodies(asked))


def bodies(asked: Asked) -> list[int]:
    """The committee that holds the sitting, and those that joined."""
    return [asked.sitting.body_id, *asked.sitting.joint_bodies.values_list("pk", flat=True)]


def marks_of(found: QuerySet) -> tuple[str, ...]:
    """The TLP marks that these rows carry."""
    return tuple(found.order_by().values_list("terms__tlp", flat=True).distinct())


def _table(
    title: str, said: str, count: int, head: Sequence[str], columns: Sequence[int], rows: list, marks, *, how: str = ""
) -> Section:  # fmt: skip
    """A section whose lead counts everything and whose table shows the first rows of it."""
    left_out = ngettext("%(n)s more is in Vigie.", "%(n)s more are in Vigie.", count - SHOWN)
    more = (left_out % {"n": words.number(count - SHOWN)},) if count > SHOWN else ()
    cells = tuple(tuple(each if isinstance(each, Cell) else Cell(str(each)) for each in row) for row in rows)
    return Section(
        title, how=how, lead=said % {"n": words.number(count)}, head=tuple(head), columns=tuple(columns), rows=cells,
        notes=more, marks=marks,
    )  # fmt: skip

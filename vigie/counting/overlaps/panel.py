"""The panels about questions on other rooms' pages: one's own report, one's own incident, home."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from vigie import access
from vigie.counting.faces import AskedInquiry, Asking
from vigie.counting.faces.nearby import BestMatches, Match
from vigie.counting.faces.question import what_of
from vigie.counting.models import Inquiry, Overlap
from vigie.counting.overlaps import limits
from vigie.monitoring.models import Incident, Report
from vigie.web.panels import Panel

TELLING = ("noticed", "agreed", "opened")  # states that somebody should look at


def questions_of(actor):
    return access.rows(actor, "see", "counting.Inquiry").with_reports()


def faced(questions) -> list[tuple[Inquiry, AskedInquiry]]:
    """Questions of one organisation with what it is shown of each, in two queries."""
    questions, on = list(questions), limits.today()
    overlaps = defaultdict(list)
    for side in ("one", "other"):
        for each in Overlap.objects.filter(**{f"{side}__in": questions}).with_sides().order_by("pk"):
            overlaps[getattr(each, f"{side}_id")].append(each)
    return [
        (each, AskedInquiry.of(each, overlaps[each.pk], on, limits.next_round(each.asked_on, on)))
        for each in questions
    ]


def asking(actor, report: Report) -> Panel | None:
    """On the page of a report of one's own organisation. The same words whatever others hold."""
    if access.role_of(actor) not in access.ANALYSTS or report.organisation_id != actor.organisation_id:
        return None
    if not actor.organisation.is_member:
        return None
    newest = questions_of(actor).filter(report=report).newest_first()[:1]
    question = next((face for _row, face in faced(newest)), None)
    if question and question.state in ("withdrawn", "ended"):
        question = None
    obstacle = "" if question else limits.obstacle(report, limits.today())
    may_agree = access.role_of(actor) == "coordinator"
    return Panel("counting/overlaps/_asking.html", Asking(str(report.uuid), question, obstacle, may_agree))


RUNNERS_UP = 2


def best_matches(actor, report: Report) -> Panel | None:
    """On the page of a report: its best match and the runners-up, of the stored pairs that this reader may see."""
    if access.role_of(actor) not in access.ANALYSTS:
        return None
    pairs = access.rows(actor, "see", "counting.Pair").touching([report.pk])
    likeliest = pairs.with_reports().order_by("-probability", "pk")[: 1 + RUNNERS_UP]
    matches = tuple(Match.of(pair, report) for pair in likeliest)
    return Panel("counting/_best_matches.html", BestMatches(str(report.uuid), matches))


@dataclass(frozen=True)
class Told:
    """A question of one's own that somebody should look at."""

    uuid: str
    what: str
    question: AskedInquiry


def on_incident(actor, incident: Incident) -> Panel | None:
    """On the page of an incident that one of the organisation's questions is about."""
    return _told(questions_of(actor).filter(report__link__incident=incident), TELLING)


def on_home(actor, _row=None) -> Panel | None:
    return _told(questions_of(actor), ("noticed",))


def _told(questions, states: tuple[str, ...]) -> Panel | None:
    told = tuple(
        Told(str(row.report.uuid), what_of(row.report), face)
        for row, face in faced(questions)
        if face.state in states
    )
    return Panel("counting/overlaps/_told.html", told) if told else None

"""What waits on the first page: answers overdue, questions to answer, reports to table, declarations to sign."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from vigie import access
from vigie.parliament.acts.signing import awaited
from vigie.web.panels import Panel


@dataclass(frozen=True)
class Waiting:
    """How many of one thing wait, in words, and where they are."""

    number: int
    words: str
    address: str


@dataclass(frozen=True)
class WaitingPapers:
    lines: tuple[Waiting, ...]


def papers(actor, row=None) -> Panel | None:
    """What of a committee's papers waits for this reader."""
    role = access.role_of(actor)
    lines = [_to_answer(actor)] if role == "ministry" else []
    if role in ("clerk", "chair", "member"):
        lines.append(_overdue(actor))
    if role in ("clerk", "chair"):
        lines.append(_untabled(actor))
    if role == "chair":
        lines += _unsigned(actor)
    found = tuple(each for each in lines if each.number)
    return Panel("parliament/_waiting.html", WaitingPapers(found)) if found else None


def _to_answer(actor) -> Waiting:
    n = access.rows(actor, "answer", "parliament.Question").unanswered().count()
    return Waiting(
        n, ngettext("question to answer", "questions to answer", n), reverse("questions-to-answer")
    )


def _overdue(actor) -> Waiting:
    own = access.rows(actor, "see", "parliament.Question").filter(committee=actor.organisation)
    n = own.overdue(timezone.localdate()).count()
    words = ngettext(
        "question of yours is past its deadline", "questions of yours are past their deadline", n
    )
    return Waiting(n, words, reverse("asked-questions") + "?state=overdue")


def _untabled(actor) -> Waiting:
    n = access.rows(actor, "table", "parliament.Report").untabled().count()
    words = ngettext("adopted report to table", "adopted reports to table", n)
    return Waiting(n, words, reverse("committee-reports") + "?state=adopted")


def _unsigned(actor) -> list[Waiting]:
    declared = _awaited(actor, "declaration")
    n = len(declared)
    signing = ngettext("declaration to sign, or not", "declarations to sign, or not", n)
    planned = _awaited(actor, "roadmap")
    m = len(planned)
    undertaking = ngettext("roadmap to sign, or not", "roadmaps to sign, or not", m)
    return [
        Waiting(n, signing, _first(declared, "declaration")),
        Waiting(m, undertaking, _first(planned, "roadmap")),
    ]


def _awaited(actor, field: str) -> list:
    """The declarations or roadmaps on which the word of this chair's committee is awaited, newest first."""
    said = access.rows(actor, "see", "parliament.SignOff").filter(body=actor.organisation)
    said = said.exclude(**{field: None}).values(field)
    asked = access.rows(actor, "sign", f"parliament.{field.title()}").exclude(opened_on=None)
    return [each for each in asked.exclude(pk__in=said).newest_first() if actor.organisation in awaited(each)]


def _first(found: list, page: str) -> str:
    return reverse(page, kwargs={"uuid": found[0].uuid}) if found else reverse("frameworks")

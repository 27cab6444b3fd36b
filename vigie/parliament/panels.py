"""What of a committee's papers waits: answers awaited, questions to answer, reports to table, declarations to sign."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie import access
from vigie.parliament.acts.signing import awaited
from vigie.web.awaited import Awaited


def papers(actor) -> list[Awaited]:
    """What of a committee's papers waits for this reader."""
    role = access.role_of(actor)
    found = [_to_answer(actor)] if role == "ministry" else []
    if role in ("clerk", "chair", "member"):
        found.append(_unanswered(actor))
    if role in ("clerk", "chair"):
        found.append(_untabled(actor))
    if role == "chair":
        found += _unsigned(actor)
    return found


def to_answer(actor) -> int:
    """How many questions wait for a ministry."""
    return _asked(actor).count() if access.role_of(actor) == "ministry" else 0


def _asked(actor):
    return access.rows(actor, "answer", "parliament.Question").unanswered()


def _to_answer(actor) -> Awaited:
    asked = _asked(actor)
    n, late = asked.count(), asked.overdue(timezone.localdate()).count()
    said = _("A committee asked in writing, or will ask in a sitting.")
    return Awaited(
        n,
        ngettext("question to answer", "questions to answer", n),
        said,
        reverse("questions-to-answer"),
        late,
    )


def _unanswered(actor) -> Awaited:
    own = access.rows(actor, "see", "parliament.Question").filter(committee=actor.organisation)
    n, late = own.unanswered().count(), own.overdue(timezone.localdate()).count()
    words = ngettext("question of yours without an answer", "questions of yours without an answer", n)
    said = _("Each has the day that the rules of procedure give the ministry.")
    state = "?state=overdue" if late else "?state=waiting"
    return Awaited(n, words, said, reverse("asked-questions") + state, late)


def _untabled(actor) -> Awaited:
    n = access.rows(actor, "table", "parliament.Report").untabled().count()
    words = ngettext("adopted report to table", "adopted reports to table", n)
    said = _("Your committee adopted it; the plenary has not received it.")
    return Awaited(n, words, said, reverse("committee-reports") + "?state=adopted")


def _unsigned(actor) -> list[Awaited]:
    declared, planned = _asked_to_sign(actor, "declaration"), _asked_to_sign(actor, "roadmap")
    n, m = len(declared), len(planned)
    said = _("Sign it, or say why not: a dissent is written beside it.")
    return [
        Awaited(
            n, ngettext("declaration to sign, or not", "declarations to sign, or not", n), said,
            _first(declared, "declaration"),
        ),
        Awaited(
            m, ngettext("roadmap to sign, or not", "roadmaps to sign, or not", m), said, _first(planned, "roadmap")
        ),
    ]  # fmt: skip


def _asked_to_sign(actor, field: str) -> list:
    """The declarations or roadmaps on which the word of this chair's committee is awaited, newest first."""
    said = access.rows(actor, "see", "parliament.SignOff").filter(body=actor.organisation)
    said = said.exclude(**{field: None}).values(field)
    asked = access.rows(actor, "sign", f"parliament.{field.title()}").exclude(opened_on=None)
    return [each for each in asked.exclude(pk__in=said).newest_first() if actor.organisation in awaited(each)]


def _first(found: list, page: str) -> str:
    return reverse(page, kwargs={"uuid": found[0].uuid}) if found else reverse("frameworks")

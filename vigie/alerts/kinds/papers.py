"""Questions and reports of committees, followed."""

from __future__ import annotations

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.alerts.faces import Told
from vigie.alerts.kinds import Kind
from vigie.alerts.kinds.noted import Window, mark_of, news_of
from vigie.parliament.faces.question import ListedQuestion
from vigie.parliament.faces.report import ListedReport
from vigie.parliament.models.question import KINDS, STATES
from vigie.parliament.models.report import STATES as REPORT_STATES
from vigie.web import codes, words

QUESTION = "parliament.Question"
REPORT = "parliament.Report"
REPORT_ACTS = ("adopt", "differ", "table", "publish")
QUESTION_ACTS = ("ask", "answer", "record_answer", "withdraw_question")


def questions_in_words(actor, query) -> str:
    named = (
        dict(KINDS).get(query.get("kind", "")), dict(STATES).get(query.get("state", "")),
        codes.country(query["country"]) if query.get("country") in ("BF", "ML", "NE") else None,
    )  # fmt: skip
    return ", ".join(str(each) for each in named if each)


def news_of_questions(actor, query, since, until) -> list[Told]:
    seen = access.rows(actor, "see", QUESTION).asked().for_reading().newest_first()
    found = seen.in_state(query.get("state", ""), timezone.localdate(until)).of_kind(query.get("kind", ""))
    found = found.of_country(query.get("country", ""))
    rows = news_of(found, Window(since, until), label=QUESTION, acts=QUESTION_ACTS)
    return [_question(row, at, until) for row, at in rows]


def _question(row, at: datetime, now: datetime) -> Told:
    face = ListedQuestion.of(row)
    due = _("To be answered by %(day)s.") % {"day": words.day(row.due_on)} if row.due_on else ""
    summary = f"{face.kind}. {face.state_name}. {due}".strip()
    return Told(
        face.uuid, row.title, summary, f"{face.reference}, {face.committee} → {face.addressee}",
        reverse("asked-question", kwargs={"uuid": row.uuid}), at, mark_of(row.terms, now),
    )  # fmt: skip


def reports_in_words(actor, query) -> str:
    return str(dict(REPORT_STATES).get(query.get("state", ""), ""))


def news_of_reports(actor, query, since, until) -> list[Told]:
    seen = access.rows(actor, "see", REPORT).exclude(adopted_on=None).in_state(query.get("state", ""), until)
    found = seen.for_reading().newest_first()
    return [
        _report(row, at, until)
        for row, at in news_of(found, Window(since, until), label=REPORT, acts=REPORT_ACTS)
    ]


def _report(row, at: datetime, now: datetime) -> Told:
    face = ListedReport.of(row)
    adopted = _("Adopted on %(day)s.") % {"day": words.day(row.adopted_on)}
    return Told(
        face.uuid, row.title, f"{face.state_name}. {adopted}", f"{face.reference}, {face.committee}",
        reverse("committee-report", kwargs={"uuid": row.uuid}), at, mark_of(row.terms, now),
    )  # fmt: skip


def coming_questions(actor, first: datetime, last: datetime) -> list[Told]:
    """Answers due soon: to one's own committee, or from one's own ministry."""
    own = getattr(actor, "organisation_id", None)
    seen = access.rows(actor, "see", QUESTION).unanswered().for_reading()
    days = (timezone.localdate(first), timezone.localdate(last))
    found = (seen.filter(committee=own) | seen.filter(addressee=own)).filter(due_on__range=days)
    return [_question(row, timezone.make_aware(datetime.combine(row.due_on, time())), first) for row in found]


REPORTS = Kind(
    "reports", gettext_lazy("Reports of committees"), "committee-reports", lambda actor: actor.is_authenticated,
    reports_in_words, news_of_reports,
)  # fmt: skip
QUESTIONS = Kind(
    "questions", gettext_lazy("Questions asked"), "asked-questions", lambda actor: actor.is_authenticated,
    questions_in_words, news_of_questions,
)  # fmt: skip

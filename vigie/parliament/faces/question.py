"""A question as its readers see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from vigie.core import standards
from vigie.parliament.models import Answer, Question
from vigie.parliament.models.question import STATES
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedQuestion:
    """One line of the list of questions. Days overdue are counted until the answer, or until today."""

    reference: str = column(gettext_noop("Number"), "#meta+id")
    kind: str = column(gettext_noop("Form of the question"), "#activity+type")
    title: str = column(gettext_noop("Subject"), "#subject")
    committee: str = column(gettext_noop("Committee"), "#org+asking")
    country: str = column(gettext_noop("Country"), "#country+code")
    asked_by: str = column(gettext_noop("Asked by"), "#contact+name")
    addressee: str = column(gettext_noop("Ministry"), "#org+asked")
    asked_on: date | None = column(gettext_noop("Asked on"), "#date+start")
    due_on: date | None = column(gettext_noop("To be answered by"), "#date+due")
    answered_on: date | None = column(gettext_noop("Answered on"), "#date+end")
    state: str = column(gettext_noop("State"), "#status")
    state_name: str = column(gettext_noop("State in words"), "#status+name")
    days_overdue: int = column(gettext_noop("Days overdue"), "#indicator+num+days")
    mark: str = column(gettext_noop("Mark"), "#access+tlp")
    uuid: str = column(gettext_noop("Identifier"), "#meta+uuid")

    @classmethod
    def of(cls, row: Question) -> ListedQuestion:
        today = timezone.localdate()
        state = row.state(today)
        return cls(
            row.reference, str(row.get_kind_display()), row.title, row.committee.name, row.committee.country,
            asker(row), row.addressee.name, row.asked_on, row.due_on, row.answered_on, state,
            str(dict(STATES)[state]), row.days_overdue(today), row.terms.tlp, str(row.uuid),
        )  # fmt: skip


@dataclass(frozen=True)
class ShownAnswer:
    body: str
    by: str
    on: date
    text: str
    document: str
    language: str

    @classmethod
    def of(cls, row: Answer) -> ShownAnswer:
        return cls(row.body.name, row.by, row.on, row.text, row.document, row.language)


@dataclass(frozen=True)
class Linked:
    """Another paper, by the words under which one goes there."""

    uuid: str
    words: str


@dataclass(frozen=True)
class ShownQuestion:
    """One question with its answers, and the questions before and after it."""

    uuid: str
    reference: str
    kind: str
    title: str
    text: str
    language: str
    committee: str
    asked_by: str
    addressee: str
    tlp: str
    begun_on: date
    asked_on: date | None
    due_on: date | None
    due_why: str
    answered_on: date | None
    withdrawn_on: date | None
    withdrawn_because: str
    state: str
    state_name: str
    days_overdue: int
    answers: tuple[ShownAnswer, ...]
    follows: Linked | None
    followed_by: tuple[Linked, ...]

    @classmethod
    def told(cls, row: Question, answers, before: Question | None, after) -> ShownQuestion:
        """`before` and `after` are the questions beside it that this reader sees."""
        today = timezone.localdate()
        state = row.state(today)
        return cls(
            str(row.uuid), row.reference, str(row.get_kind_display()), row.title, row.text, row.language,
            row.committee.name, asker(row), row.addressee.name, row.terms.tlp, row.begun_on, row.asked_on, row.due_on,
            why_due(row), row.answered_on, row.withdrawn_on, row.withdrawn_because, state, str(dict(STATES)[state]),
            row.days_overdue(today), tuple(ShownAnswer.of(each) for each in answers),
            _linked(before) if before else None, tuple(_linked(each) for each in after),
        )  # fmt: skip

    @classmethod
    def of(cls, shown: ShownQuestion) -> ShownQuestion:
        return shown


def why_due(row: Question) -> str:
    """What the deadline rests on: a rule, in its own words, or the reason of whoever set another one."""
    if row.due_because:
        return row.due_because
    rule = next((each for each in standards.deadline_rules() if each.code == row.due_rule), None)
    if rule is None:
        return ""
    told = rule.en if (get_language() or "fr").startswith("en") else rule.fr
    return f"{told} {_('To be verified.')}" if rule.to_verify else told


def asker(row: Question) -> str:
    """Who asked; by name only where the reader may read who sits (`named_by`)."""
    if row.seat_id is None:
        return _("the committee")
    return getattr(row, "asked_by", None) or _("a member of the committee")


def _linked(row: Question) -> Linked:
    return Linked(str(row.uuid), f"{row.reference} {row.title}".strip())

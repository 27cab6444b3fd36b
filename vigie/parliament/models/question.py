"""Oral and written questions of members to those who govern, and what was answered."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Account, Organisation
from vigie.parliament.models.seat import Seat
from vigie.parliament.models.sitting import Sitting
from vigie.sharing.models import Terms

KINDS = [("written", _("Written question")), ("oral", _("Oral question"))]
# As the three parliaments number them: question écrite, question orale.
LETTERS = {"written": "QE", "oral": "QO"}
# In the order of a question's life; `Question.state` computes it from the dates.
STATES = [
    ("draft", pgettext_lazy("question", "Not asked yet")),
    ("waiting", pgettext_lazy("question", "Waiting for an answer")),
    ("overdue", pgettext_lazy("question", "Overdue")),
    ("answered", pgettext_lazy("question", "Answered in time")),
    ("late", pgettext_lazy("question", "Answered late")),
    ("withdrawn", pgettext_lazy("question", "Withdrawn")),
]


class QuestionQuerySet(models.QuerySet):
    def asked(self) -> QuestionQuerySet:
        return self.exclude(asked_on=None)

    def unanswered(self) -> QuestionQuerySet:
        """Asked, not withdrawn, and without an answer."""
        return self.asked().filter(withdrawn_on=None, answered_on=None)

    def overdue(self, on: date) -> QuestionQuerySet:
        return self.unanswered().filter(due_on__lt=on)

    def in_state(self, state: str, on: date) -> QuestionQuerySet:
        """Those whose `state` on that day is this one; all for a code that is none."""
        late = models.Q(answered_on__gt=models.F("due_on"))
        answered = self.filter(withdrawn_on=None).exclude(answered_on=None)
        return {
            "draft": lambda: self.filter(asked_on=None, withdrawn_on=None),
            "waiting": lambda: self.unanswered().filter(models.Q(due_on=None) | models.Q(due_on__gte=on)),
            "overdue": lambda: self.overdue(on),
            "answered": lambda: answered.filter(
                models.Q(due_on=None) | models.Q(answered_on__lte=models.F("due_on"))
            ),
            "late": lambda: answered.filter(late),
            "withdrawn": lambda: self.exclude(withdrawn_on=None),
        }.get(state, lambda: self)()

    def of_kind(self, kind: str) -> QuestionQuerySet:
        return self.filter(kind=kind) if kind in LETTERS else self

    def of_country(self, country: str) -> QuestionQuerySet:
        return self.filter(committee__country=country) if country else self

    def newest_first(self) -> QuestionQuerySet:
        # Drafts have no day yet: they stand where they were begun.
        return self.order_by("-begun_on", "-id")

    def most_urgent_first(self) -> QuestionQuerySet:
        return self.order_by(models.F("due_on").asc(nulls_last=True), "id")

    def for_reading(self) -> QuestionQuerySet:
        return self.select_related("committee", "addressee", "terms", "follows")

    def named_by(self, seats: models.QuerySet) -> QuestionQuerySet:
        """With `asked_by`: the holder of the seat it was asked from, where it is one of `seats`."""
        holder = seats.filter(pk=models.OuterRef("seat")).values("holder")[:1]
        return self.annotate(asked_by=models.Subquery(holder))


class Question(models.Model):
    """A question of a member, or of the whole committee (no `seat`), to a ministry.

    It is numbered when it is asked, so that no number is lost to a draft. No state is stored: it follows from
    the days. `due_rule` names the rule that gave the deadline; empty where somebody set another.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    terms = models.OneToOneField(Terms, models.PROTECT, related_name="+")
    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    addressee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    numbered_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+"
    )  # the parliament, for its committees
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    language = models.CharField(max_length=12, default="fr")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    begun_on = models.DateField()
    asked_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_rule = models.CharField(max_length=120, blank=True)
    due_because = models.CharField(max_length=300, blank=True)  # why another one than the rule's
    answered_on = models.DateField(null=True)  # of the first answer: later ones complete it
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["numbered_by", "kind", "year", "number"], name="one_question_of_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_on=None)
                | models.Q(due_on=None)
                | models.Q(due_on__gte=models.F("asked_on")),
                name="question_due_after_asked",
            ),
        ]
        indexes = [models.Index(fields=["addressee", "answered_on", "due_on"], name="question_outstanding")]

    def __str__(self) -> str:
        return self.reference or self.title

    @property
    def reference(self) -> str:
        """ "QE-2026-014"; empty while it is a draft."""
        return f"{LETTERS[self.kind]}-{self.year}-{self.number:03}" if self.number else ""

    def state(self, on: date) -> str:
        """One of `STATES`, on that day."""
        if self.withdrawn_on:
            return "withdrawn"
        if not self.asked_on:
            return "draft"
        if self.answered_on:
            return "late" if self.due_on and self.answered_on > self.due_on else "answered"
        return "overdue" if self.due_on and self.due_on < on else "waiting"

    def days_overdue(self, on: date) -> int:
        """Days past the deadline, until the answer or until that day; 0 where it is or was in time."""
        if self.due_on is None or self.asked_on is None or self.withdrawn_on:
            return 0
        return max(0, ((self.answered_on or on) - self.due_on).days)


class Answer(models.Model):
    """What was answered: by whom, on which day, and in which letter. A later answer completes an earlier one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    # Where it was given, for one that was spoken.
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(
        max_length=200, blank=True
    )  # in what office: "the minister", "the director of cabinet"
    on = models.DateField()
    text = models.TextField(blank=True)
    document = models.CharField(max_length=300, blank=True)  # reference of the letter
    language = models.CharField(max_length=12, default="fr")
    filed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="", document="", sitting=None), name="answer_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.on}"

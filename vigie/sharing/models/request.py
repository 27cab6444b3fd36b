"""Requests for information: from a committee to another, to a study centre or to an organisation of civil society."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.core.standards import plain
from vigie.directory.models import Account, Organisation
from vigie.sharing.models.terms import Terms

REQUEST_STATES = [
    ("asked", pgettext_lazy("request", "Awaiting an answer")),
    ("answered", pgettext_lazy("request", "Answered")),
    ("partly", pgettext_lazy("request", "Answered in part")),
    ("refused", pgettext_lazy("request", "Refused")),
    ("withdrawn", pgettext_lazy("request", "Withdrawn")),
]
REFUSALS = [
    ("secrecy", _("Secrecy under national law")),
    ("not_held", _("We don't have it")),
    ("personal", _("It would expose persons or sources")),
    ("not_ours", _("It is for another body to answer")),
    ("too_broad", _("Too broad: please narrow it down")),
    ("no_time", _("No time or means before the deadline")),
    ("other", pgettext_lazy("refusal", "Another reason")),
]


class InformationRequestQuerySet(models.QuerySet):
    def open(self) -> InformationRequestQuerySet:
        return self.filter(state="asked")

    def owed_by(self, body: int) -> InformationRequestQuerySet:
        """What this body has to answer."""
        return self.open().filter(asked=body)

    def owed_to(self, body: int) -> InformationRequestQuerySet:
        """What this body waits for."""
        return self.open().filter(asker=body)

    def in_state(self, state: str) -> InformationRequestQuerySet:
        return self.filter(state=state) if state else self

    def late(self, today: date) -> InformationRequestQuerySet:
        return self.open().filter(due__lt=today)

    def most_urgent_first(self) -> InformationRequestQuerySet:
        """Open ones first, the longest overdue at the top; then what is done, newest first."""
        done = models.Case(models.When(state="asked", then=0), default=1, output_field=models.IntegerField())
        when = models.Case(models.When(state="asked", then="due"), output_field=models.DateField())
        return self.annotate(done=done, waits=when).order_by("done", "waits", "-asked_on", "-pk")

    def for_reading(self) -> InformationRequestQuerySet:
        return self.select_related("asker", "asked", "terms")


class InformationRequest(models.Model):
    """One question of one body to another, with its answer. Both sides read it, and whom its `terms` include.

    `due` is the day by which an answer is expected and `due_rule` the code of the rule that gave it; empty where the
    asker chose the day. `refusal` is a code, `answer` then says it in words. `thanks` is what the asker wrote back.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asker = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    question = models.TextField()
    purpose = models.CharField(max_length=300)
    asked_on = models.DateField()
    due = models.DateField()
    due_rule = models.CharField(max_length=60, blank=True)
    terms = models.OneToOneField(Terms, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=REQUEST_STATES, default="asked")
    answer = models.TextField(blank=True)
    refusal = models.CharField(max_length=9, choices=REFUSALS, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    item = models.ForeignKey("sharing.Item", models.SET_NULL, null=True, blank=True, related_name="+")
    thanks = models.CharField(max_length=1000, blank=True)
    thanked_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["asked", "state", "due"]),
            models.Index(fields=["asker", "state", "due"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(asker=models.F("asked")), name="nobody_asks_themselves"
            ),
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("asked_on")), name="request_due_after_it_is_asked"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(refusal=""), name="a_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def holds(self, words: str) -> bool:
        """Whether every word stands in its subject, question, purpose or answer, whatever its case and accents."""
        said = plain(" ".join((self.title, self.question, self.purpose, self.answer)))
        return all(word in said for word in plain(words).split())

    def days_late(self, today: date) -> int:
        """Days past the deadline: until it was answered, or until today; 0 where it is not late."""
        if self.state == "withdrawn":
            return 0
        return max(((self.answered_on or today) - self.due).days, 0)


class AnswerFile(models.Model):
    """A file that came with an answer, kept as it was given under the hash of its content (`sharing.storing`)."""

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="files")
    name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "sha256"], name="once_in_an_answer")]

    def __str__(self) -> str:
        return self.name

"""Pairs read blind: drawn by chance each month, or a second time, to learn how often we are right."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vigie.counting.models.pair import ANSWERS, Decision
from vigie.directory.models import Account
from vigie.monitoring.models import Report

# What the machine did with the pairs from which a month's sample is drawn.
STRATA = [
    ("joined_sure", _("joined, and sure of it")),
    ("joined_unsure", _("joined with doubt, or by way of a third report")),
    ("waiting", _("left to people")),
    ("low", _("held possible and kept apart")),
    ("outside", _("not held possible, or just outside what is compared")),
]
SECOND = "second"  # not drawn from a stratum: a pair that somebody has answered, read a second time
VERDICTS = [*ANSWERS, ("disputed", _("Readers differ")), ("void", _("No longer asked"))]
LEAST_UNSURE = 2  # readers who don't know; then nobody else is asked


class SampleQuerySet(models.QuerySet):
    def of_month(self, day: date) -> SampleQuerySet:
        return self.filter(month=day.replace(day=1))

    def newest_first(self) -> SampleQuerySet:
        return self.order_by("-month")


class Sample(models.Model):
    """The pairs drawn in one month, and what their readings have shown.

    `strata` are [{"name", "together", "size", "error", "drawn"}]: how many pairs there were, with the standard
    error where that is an estimate. `figures` and `pooled` (this month with the eleven before) hold what
    `counting.sureness` reckons; they are about the machine and say nothing of any report.
    """

    month = models.DateField(unique=True)  # its first day
    drawn_at = models.DateTimeField(auto_now_add=True)
    seed = models.BigIntegerField()
    strata = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    pooled = models.JSONField(default=dict)

    objects = SampleQuerySet.as_manager()


class QuestionQuerySet(models.QuerySet):
    def open(self) -> QuestionQuerySet:
        return self.filter(verdict="")

    def disputed(self) -> QuestionQuerySet:
        return self.filter(verdict="disputed").order_by("pk")

    def blind_for(self, account: Account) -> QuestionQuerySet:
        """Open questions about which this person has said nothing yet, here or in the review."""
        return self.open().not_read_by(account).order_by("place", "pk")

    def not_read_by(self, account: Account) -> QuestionQuerySet:
        own = Reading.objects.filter(account=account.pk, undone_at=None).values("question")
        # Who answered in the review and took it back has still seen the reckoning.
        decided = Decision.objects.filter(
            account=account.pk, pair__left=models.OuterRef("left"), pair__right=models.OuterRef("right")
        )
        return self.exclude(pk__in=own).exclude(models.Exists(decided))

    def with_reports(self) -> QuestionQuerySet:
        return self.select_related("left__organisation", "right__organisation")

    def with_readings(self) -> QuestionQuerySet:
        standing = Reading.objects.filter(undone_at=None).order_by("pk")
        return self.select_related("first").prefetch_related(models.Prefetch("readings", standing))


class Question(models.Model):
    """Two reports that somebody is asked to read without learning what the machine or others made of them.

    `together` and `probability` are the machine's word when it was drawn; `first` is the answer that is read
    a second time; `wanted` is how many answers settle it, that one included. `place` is drawn, so that the
    order of questions tells nothing.
    """

    sample = models.ForeignKey(Sample, models.CASCADE, null=True, related_name="questions")
    stratum = models.CharField(max_length=14)
    left = models.ForeignKey(Report, models.CASCADE, related_name="+")
    right = models.ForeignKey(Report, models.CASCADE, related_name="+")
    together = models.BooleanField()
    probability = models.FloatField(null=True)  # null: never compared
    first = models.OneToOneField(Decision, models.CASCADE, null=True, related_name="reread")
    wanted = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(max_length=10, choices=VERDICTS, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "left", "right"], name="one_question_a_sample"),
            models.CheckConstraint(condition=Q(left__lt=models.F("right")), name="question_left_first"),
        ]
        indexes = [models.Index(fields=["verdict", "place"])]

    def blind_answers(self) -> list[str]:
        """What was answered without knowing of any other answer, the first first."""
        earlier = [self.first.answer] if self.first_id and self.first.undone_at is None else []
        return earlier + [each.answer for each in self.readings.all() if not each.settles]

    def found(self) -> str:
        """The verdict of the answers that stand; empty while more are wanted."""
        settled = [each.answer for each in self.readings.all() if each.settles and each.answer != "unsure"]
        if settled:
            return settled[-1]
        answers = self.blind_answers()
        sure = [answer for answer in answers if answer != "unsure"]
        if len(set(sure)) > 1:
            return "disputed"
        if len(sure) >= self.wanted:
            return sure[0]
        return "unsure" if len(answers) - len(sure) >= LEAST_UNSURE else ""


class ReadingQuerySet(models.QuerySet):
    def latest_of(self, account: Account) -> ReadingQuerySet:
        return self.filter(account=account.pk, undone_at=None).order_by("-pk")


class Reading(models.Model):
    """What one person found. `settles`: with the differing answers in sight, to end a dispute."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="readings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=ANSWERS)
    because = models.TextField(blank=True)
    settles = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "account"], condition=Q(undone_at=None), name="one_standing_reading"
            ),
        ]

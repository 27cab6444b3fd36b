"""Answers to a survey, each on its own, so that no person can be put together from them."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Audience, Organisation
from vigie.places.models import Area


class SurveyAnswerQuerySet(models.QuerySet):
    def of_survey(self, survey: str) -> SurveyAnswerQuerySet:
        return self.filter(survey=survey)

    def by_survey(self) -> models.QuerySet:
        """Each survey with how many answers it has, the first and the last month."""
        counted = self.values("survey").annotate(
            answers=models.Count("pk"), first=models.Min("month"), last=models.Max("month")
        )
        return counted.order_by("survey")

    def distribution(self) -> models.QuerySet:
        """How often each answer was given, by question."""
        return (
            self.values("question", "answer")
            .annotate(times=models.Count("pk"))
            .order_by("question", "answer")
        )


class SurveyAnswer(models.Model):
    """One answer to one question, of nobody.

    The row says which survey, question and answer, in which area (a province, cercle or department at the
    finest) and month. `seal` is a keyed digest of the record and the question: an edit finds its own rows by
    it, and nobody without the node's secret can tell which rows one person gave. Rows have no order for the
    same reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")
    survey = models.CharField(max_length=40)
    question = models.CharField(max_length=80)
    answer = models.CharField(max_length=80)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+")
    month = models.DateField()  # its first day
    seal = models.CharField(max_length=64, unique=True)

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["survey", "question", "answer"])]

    def __str__(self) -> str:
        return f"{self.survey} {self.question}"

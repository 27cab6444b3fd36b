"""What a committee found on a site visit, question by question of its checklist."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.fieldwork.models import Visit
from vigie.parliament.models.site_visit import SiteVisit


class FindingQuerySet(models.QuerySet):
    def in_order(self) -> FindingQuerySet:
        return self.order_by("visit", "pk")

    def for_report(self) -> FindingQuerySet:
        return self.filter(in_report=True)


class Finding(models.Model):
    """One answer to one question of the visit's checklist, with a sentence where one is needed.

    `question` is a code of that checklist ("pay.on_time"), `answer` one of its answers. `record` is the record of
    the visit form from which the answer came. Only what is `in_report` leaves the committee, with its report.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="findings")
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=20)
    words = models.CharField(max_length=1000, blank=True)
    in_report = models.BooleanField(default=True)
    record = models.ForeignKey(Visit, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "question"], name="one_answer_to_a_question")]
        verbose_name = _("finding")

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class VisitRecord(models.Model):
    """That a record of the visit form belongs to a site visit: its number was typed, or the clerk tied it."""

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="records")
    record = models.OneToOneField(Visit, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.visit_id} {self.record_id}"

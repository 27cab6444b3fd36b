"""Questions whether somebody else holds the same incident, and what two of them found in each other."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from vigie.directory.models import Account, Audience, Organisation
from vigie.monitoring.models import Report


class InquiryQuerySet(models.QuerySet):
    def of(self, organisation) -> InquiryQuerySet:
        return self.filter(organisation=organisation)

    def standing(self, on: date) -> InquiryQuerySet:
        """Neither withdrawn nor run out, about a wording that its source has not replaced."""
        return self.filter(withdrawn_on=None, ends_on__gte=on, report__is_current=True)

    def newest_first(self) -> InquiryQuerySet:
        return self.order_by("-asked_on", "-id")

    def with_reports(self) -> InquiryQuerySet:
        return self.select_related("report__organisation", "report__audience", "organisation")


class Inquiry(models.Model):
    """One organisation asks whether another one holds what one of its own reports tells of.

    Only its own people see it. It is compared with the questions of others and with nothing else, so that a
    report about which nobody asks can leave no trace anywhere (docs/decisions/0007-blind-overlap.md). Days,
    not moments: who asked at what hour is nobody's business.
    """

    # In addresses: a running number would count the questions of others.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    ends_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    # Who could read the report before anything was opened: what closing gives back.
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")

    objects = InquiryQuerySet.as_manager()


class OverlapQuerySet(models.QuerySet):
    def of(self, question: Inquiry) -> OverlapQuerySet:
        return self.filter(Q(one=question) | Q(other=question))

    def of_organisation(self, organisation) -> OverlapQuerySet:
        return self.filter(Q(one__organisation=organisation) | Q(other__organisation=organisation))

    def of_report(self, report: Report) -> OverlapQuerySet:
        return self.filter(Q(one__report=report) | Q(other__report=report))

    def open(self) -> OverlapQuerySet:
        return self.exclude(opened_on=None).filter(closed_on=None)

    def with_sides(self) -> OverlapQuerySet:
        return self.select_related(
            "one__report__organisation", "other__report__organisation", "one__organisation",
            "other__organisation",
        )  # fmt: skip


class Overlap(models.Model):
    """Two questions of two organisations that a round found to be about the same incident.

    No page reads it: each side learns of it by its own question, and of the other side nothing before both
    have agreed. `one` has the smaller key.
    """

    one = models.ForeignKey(Inquiry, models.CASCADE, related_name="+")
    other = models.ForeignKey(Inquiry, models.CASCADE, related_name="+")
    noticed_on = models.DateField()
    lapses_on = models.DateField()  # unless it was opened: then silence has been the answer
    one_agreed_on = models.DateField(null=True, blank=True)
    other_agreed_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = OverlapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_overlap"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="overlap_one_before_other"),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(one_agreed_on__isnull=False, other_agreed_on__isnull=False),
                name="overlap_opened_by_both",
            ),
        ]

    def side_of(self, question: Inquiry) -> str:
        return "one" if question.pk == self.one_id else "other"

    def beyond(self, question: Inquiry) -> Inquiry:
        """The question of the other side."""
        return self.other if question.pk == self.one_id else self.one

    def agreed_by(self, question: Inquiry) -> date | None:
        return getattr(self, f"{self.side_of(question)}_agreed_on")

    def is_waiting(self, on: date) -> bool:
        """Whether it can still be agreed to."""
        return self.opened_on is None and self.closed_on is None and on <= self.lapses_on


class Round(models.Model):
    """A day on which all questions were compared with one another. Nothing is kept of how many met."""

    day = models.DateField(unique=True)

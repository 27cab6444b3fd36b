"""The report of a site visit: drafted, adopted, tabled; under embargo for a while."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import pgettext_lazy

from vigie.parliament.models.site_visit import SiteVisit

REPORT_STATES = [
    ("draft", pgettext_lazy("report", "draft")),
    ("adopted", pgettext_lazy("report", "adopted")),
    ("tabled", pgettext_lazy("report", "tabled")),
]


class VisitReportQuerySet(models.QuerySet):
    def newest_first(self) -> VisitReportQuerySet:
        return self.order_by("-visit__starts_on", "-id")

    def for_listing(self) -> VisitReportQuerySet:
        related = ("visit__committee", "visit__area", "visit__checklist", "terms")
        found = self.select_related(*related).defer("visit__area__outline")
        return found.prefetch_related("visit__delegation", "visit__met")


class VisitReport(models.Model):
    """What the committee says of a visit. A draft is the committee's; `terms` begin with its adoption.

    The embargo of the terms ends, unless the committee says why it should be otherwise, some weeks after the visit
    (the checklist's `delay_days`): nobody shall infer from the day of the report who had talked. `minority_note` is
    what members say who did not agree.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.OneToOneField(SiteVisit, models.CASCADE, related_name="report")
    state = models.CharField(max_length=7, choices=REPORT_STATES, default="draft")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    gender_note = models.TextField(blank=True)
    minority_note = models.TextField(blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    tabled_on = models.DateField(null=True, blank=True)
    delay_because = models.CharField(max_length=300, blank=True)
    terms = models.OneToOneField("sharing.Terms", models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = VisitReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft", terms=None)
                | ~models.Q(state="draft") & ~models.Q(terms=None),
                name="visit_report_has_terms_once_adopted",
            )
        ]

    def __str__(self) -> str:
        return self.title

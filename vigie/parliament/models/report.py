"""Reports of a committee: what it found, how it voted, who differed, and when it was laid before parliament."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import models
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Account, Organisation
from vigie.parliament.models.sitting import Sitting
from vigie.sharing.models import Terms

# In the order of a report's life; `Report.state` computes it from the days and its terms.
STATES = [
    ("draft", pgettext_lazy("report", "Draft")),
    ("adopted", pgettext_lazy("report", "Adopted")),
    ("tabled", pgettext_lazy("report", "Tabled")),
    ("embargoed", pgettext_lazy("report", "Under embargo")),
    ("published", pgettext_lazy("report", "Published")),
]


class ReportQuerySet(models.QuerySet):
    def untabled(self) -> ReportQuerySet:
        return self.exclude(adopted_on=None).filter(tabled_on=None)

    def in_state(self, state: str, now: datetime) -> ReportQuerySet:
        """Those whose `state` at that moment is this one; all for a code that is none."""
        published, held = models.Q(terms__published_at__lte=now), models.Q(terms__embargo_until__gt=now)
        tabled = self.exclude(tabled_on=None)
        return {
            "draft": lambda: self.filter(adopted_on=None),
            "adopted": lambda: self.untabled(),
            "tabled": lambda: tabled.exclude(published).exclude(held),
            "embargoed": lambda: tabled.filter(held),
            "published": lambda: tabled.filter(published).exclude(held),
        }.get(state, lambda: self)()

    def newest_first(self) -> ReportQuerySet:
        return self.order_by("-begun_on", "-id")

    def for_reading(self) -> ReportQuerySet:
        return self.select_related("committee", "terms")


class Report(models.Model):
    """A report: drafted, adopted by a vote, laid before parliament (tabled), published when its terms allow.

    Adopted, its words no longer change: what follows is a new report. Numbered by committee and year of adoption.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    terms = models.OneToOneField(Terms, models.PROTECT, related_name="+")
    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    gender_note = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="fr")
    begun_on = models.DateField()
    adopted_on = models.DateField(null=True)
    adopted_at = models.ForeignKey(Sitting, models.PROTECT, null=True, blank=True, related_name="+")
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    tabled_on = models.DateField(null=True)
    tabling_due_on = models.DateField(null=True)
    tabling_rule = models.CharField(max_length=120, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "year", "number"], name="one_report_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(adopted_on=None) | models.Q(votes_for__gt=models.F("votes_against")),
                name="report_adopted_by_a_majority",
            ),
            models.CheckConstraint(
                condition=models.Q(tabled_on=None) | models.Q(tabled_on__gte=models.F("adopted_on")),
                name="report_tabled_after_adopted",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.title

    @property
    def reference(self) -> str:
        """ "RC-2026-03" (rapport de commission); empty while it is a draft."""
        return f"RC-{self.year}-{self.number:02}" if self.number else ""

    def state(self, now: datetime) -> str:
        """One of `STATES`, at that moment."""
        if self.tabled_on is None:
            return "adopted" if self.adopted_on else "draft"
        if self.terms.embargo_until and self.terms.embargo_until > now:
            return "embargoed"
        return "published" if self.terms.published_at and self.terms.published_at <= now else "tabled"

    def days_to_tabling(self, on: date) -> int | None:
        """Days from adoption to tabling, so far where it is not tabled; None before adoption."""
        return ((self.tabled_on or on) - self.adopted_on).days if self.adopted_on else None


class Section(models.Model):
    """A part of a report, in order."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="one_section_at_a_place")]

    def __str__(self) -> str:
        return f"{self.position} {self.heading}"


class MinorityNote(models.Model):
    """What those say who do not share the report. It is kept beside it, and never changes."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="notes")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=300)  # who differs, in their own words
    text = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.on}"

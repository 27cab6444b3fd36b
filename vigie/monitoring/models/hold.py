"""Reports held apart: they stay in the register and count in nothing until a person has looked."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from vigie.directory.models import Account
from vigie.monitoring.models.report import Report

# seized: of a telephone in other hands; reviewed: somebody looked at the record and does not believe it
REASONS = [("seized", "seized"), ("reviewed", "reviewed")]


RELEASED = "released"  # the only outcome after which a report counts again


class Hold(models.Model):
    """A report held apart, since when and why, and what a person then decided.

    `outcome` is "" while it stands, then "released" or "rejected". A rejected report stays out of every figure:
    it is kept, and nobody has to believe it.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=10, choices=REASONS)
    placed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=8, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=~Q(outcome=RELEASED), name="one_hold")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.outcome or 'held'}"


def held_apart(reports: models.QuerySet) -> models.QuerySet:
    """Those of these reports that are held, or were looked at and rejected."""
    return reports.filter(_held())


def not_held(reports: models.QuerySet) -> models.QuerySet:
    """Those of these reports that count."""
    return reports.exclude(_held())


def _held() -> Exists:
    return Exists(Hold.objects.filter(report=OuterRef("pk")).exclude(outcome=RELEASED))

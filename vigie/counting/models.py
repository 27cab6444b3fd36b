"""Pairs of reports that may tell of one incident, and what people decided about them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account
from vigie.monitoring.models import Report

STANDINGS = [("accepted", _("accepted")), ("to_review", _("to review")), ("rejected", _("rejected"))]
ANSWERS = [("same", _("The same")), ("different", _("Two incidents")), ("unsure", _("I don't know"))]


class MatchRun(models.Model):
    """One run of the matching, with everything needed to say how it came to its result."""

    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    parameters = models.JSONField(default=dict)
    reports = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    incidents = models.PositiveIntegerField(default=0)
    to_review = models.PositiveIntegerField(default=0)


class Pair(models.Model):
    """Two reports compared, with the reasons. `left` has the smaller key."""

    left = models.ForeignKey(Report, models.CASCADE, related_name="+")
    right = models.ForeignKey(Report, models.CASCADE, related_name="+")
    bits = models.FloatField()
    probability = models.FloatField()
    evidence = models.JSONField(default=list)  # [{"reason": code, "params": {…}, "bits": float}]
    standing = models.CharField(max_length=10, choices=STANDINGS)
    compared_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_pair"),
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")), name="pair_left_before_right"
            ),
        ]
        indexes = [models.Index(fields=["standing", "bits"])]


class Decision(models.Model):
    """What one person answered about one pair. The newest that was not undone counts."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="decisions")
    answer = models.CharField(max_length=10, choices=ANSWERS)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    because = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

"""A run of the matching, with what it rests on and how sure it is."""

from __future__ import annotations

from django.db import models

from vigie.directory.models import Organisation


class MatchRunQuerySet(models.QuerySet):
    def newest_first(self) -> MatchRunQuerySet:
        return self.order_by("-pk")

    def learnt(self) -> MatchRunQuerySet:
        """Runs whose weights may be used: learnt over everything, with diagnostics that allow it."""
        return self.filter(is_trusted=True).newest_first()

    def counted(self) -> MatchRunQuerySet:
        """Runs that say how many incidents there are, and between which bounds."""
        return self.exclude(count_low=None).newest_first()


class MatchRun(models.Model):
    """One run of the matching, with everything needed to say how it came to its result.

    A full run learns `weights` anew from all current reports; `diagnostics` (`core.pairing.diagnosing.Diagnosis`
    as data) say whether they can be trusted.
    `count` is the number of incidents as they stand after the run, `count_low` and `count_high` the bounds of
    its 95 % credible interval, from sampled groupings of the same pairs. `intervals` are the same for each
    country and month: [{"country": "BF", "month": "2026-03", "count": 12, "low": 10, "high": 13}].
    """

    # Whose messages came in; empty for a run over everything.
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    is_full = models.BooleanField(default=False)
    parameters = models.JSONField(default=dict)
    weights = models.JSONField(null=True)
    diagnostics = models.JSONField(default=list)
    is_trusted = models.BooleanField(default=False)
    reports = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    incidents = models.PositiveIntegerField(default=0)
    to_review = models.PositiveIntegerField(default=0)
    proposals = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(null=True)
    count_low = models.PositiveIntegerField(null=True)
    count_high = models.PositiveIntegerField(null=True)
    intervals = models.JSONField(default=list)

    objects = MatchRunQuerySet.as_manager()

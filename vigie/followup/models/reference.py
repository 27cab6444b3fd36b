"""The references of recommendations: given once, never again."""

from __future__ import annotations

from django.db import models


class RecommendationCounterQuerySet(models.QuerySet):
    """The counters, one a year."""

    def take(self, year: int) -> str:
        """Give the next reference of a year: "R-2026-031". The year's row is locked until the transaction ends."""
        self.get_or_create(year=year)
        counter = self.select_for_update().get(year=year)
        counter.last += 1
        counter.save(update_fields=["last"])
        return f"R-{year}-{counter.last:03}"


class RecommendationCounter(models.Model):
    """The last number that this installation gave in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    objects = RecommendationCounterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.year} {self.last}"

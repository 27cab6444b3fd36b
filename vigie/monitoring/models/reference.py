"""References that are given once and never again."""

from __future__ import annotations

from django.db import models

from vigie.ledger.models import Node


class ReferenceCounterQuerySet(models.QuerySet):
    """The counters, one a year."""

    def take(self, year: int, many: int) -> list[str]:
        """Give the next `many` references of a year: "LG-2026-000417".

        The year's row stays locked until the transaction ends, so that two cannot take the same. A
        transaction that fails leaves no gap; one that withdraws or merges does.
        """
        prefix = Node.here().reference_prefix
        self.get_or_create(prefix=prefix, year=year)
        counter = self.select_for_update().get(prefix=prefix, year=year)
        counter.last += many
        counter.save(update_fields=["last"])
        return [f"{prefix}-{year}-{n:06}" for n in range(counter.last - many + 1, counter.last + 1)]


class ReferenceCounter(models.Model):
    """The last number given in a year. Numbers of withdrawn and merged incidents are never reused."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = ReferenceCounterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_counter_a_year")]

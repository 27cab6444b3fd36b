"""References that are given once and never again."""

from __future__ import annotations

from django.db import models


class ReferenceCounter(models.Model):
    """The last number given in a year. Numbers of withdrawn and merged incidents are never reused."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_counter_a_year")]

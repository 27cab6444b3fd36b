"""What the engine compares of a report, stored so that a new report finds its neighbours by an index."""

from __future__ import annotations

from django.db import models

from vigie.monitoring.models import Report


class FingerprintQuerySet(models.QuerySet):
    def on(self, shelves) -> FingerprintQuerySet:
        """Those that stand on any of these shelves (`counting.shelves.Around`)."""
        found = models.Q(cell__in=shelves.cells)
        if shelves.blocks:
            found |= models.Q(block__in=shelves.blocks)
        if shelves.names:
            found |= models.Q(name__in=shelves.names)
        return self.filter(found)


class Fingerprint(models.Model):
    """One current report as numbers: `record` is a row of the engine's table, in the form `form`.

    `cell`, `block` and `name` say on which shelves it stands: a cell of place × time, a larger one, and its
    place's name × time. They only find neighbours; what is near enough, the engine says.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="+")
    form = models.PositiveSmallIntegerField()
    cell = models.BigIntegerField(null=True, db_index=True)
    block = models.BigIntegerField(null=True, db_index=True)
    name = models.BigIntegerField(null=True, db_index=True)
    record = models.BinaryField()

    objects = FingerprintQuerySet.as_manager()

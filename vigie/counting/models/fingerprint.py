"""What the engine compares of a report, stored so that a new report finds its neighbours by an index."""

from __future__ import annotations

from django.db import models

from vigie.monitoring.models import Report

TERM_LENGTH = 300


class Term(models.Model):
    """A name that stands in fingerprints as its number: a place, an area, a group, a word of a narrative.

    `seen` is in how many narratives a word stood at the last full run: what is rare there says more.
    """

    field = models.CharField(max_length=12)
    text = models.CharField(max_length=TERM_LENGTH)
    seen = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "field"], name="one_term")]


class FingerprintQuerySet(models.QuerySet):
    def on(self, shelves) -> FingerprintQuerySet:
        """Those that stand on any of these shelves (`counting.shelves.Around`)."""
        found = models.Q(cell__in=shelves.cells)
        if shelves.blocks:
            found |= models.Q(block__in=shelves.blocks)
        return self.filter(found)

    def during(self, first: int, last: int) -> FingerprintQuerySet:
        """Those whose span touches these days, counted since 1970."""
        return self.filter(first__lte=last, last__gte=first)


class Fingerprint(models.Model):
    """One current report as numbers.

    `record` is a row of the engine's table and `more` what a report has several of; names are keys of `Term`.
    It stands somewhere in place (degrees, with a radius in km; none where nobody knows it) and time (days
    since 1970), and so on the shelves `cell` and `block`: they find neighbours, and what is near enough, the
    engine says.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="+")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    radius_km = models.FloatField()
    first = models.IntegerField(db_index=True)
    last = models.IntegerField()
    cell = models.BigIntegerField(db_index=True)
    block = models.BigIntegerField(db_index=True)
    record = models.BinaryField()
    more = models.BinaryField()

    objects = FingerprintQuerySet.as_manager()

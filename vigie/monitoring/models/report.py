"""A report: what one organisation said, exactly as it came in."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Audience, Organisation
from vigie.places.models import Extent


class Report(models.Model):
    """What one organisation said. The database refuses to change its content.

    When a source's new edition words a row differently, the new wording is a new version that supersedes
    the old one; both are kept. The plain columns repeat parts of `statement` so that they can be searched.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dataset = models.CharField(max_length=60)  # channel and series, e.g. "ucdp", "mapping:a"
    key = models.CharField(max_length=120)  # the source's own identifier
    version = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)  # SHA-256 of the canonical statement
    is_current = models.BooleanField(default=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    received_at = models.DateTimeField(auto_now_add=True)
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")

    statement = models.JSONField()  # core.statement.Statement as data
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="fr")
    date_first = models.DateField()
    date_last = models.DateField()
    date_precision = models.CharField(max_length=10)
    event_type = models.CharField(max_length=40)
    place_name = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    geo_precision = models.CharField(max_length=14, default="unknown")
    extent = models.ForeignKey(Extent, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "dataset", "key", "version"], name="one_report_version"
            ),
            models.UniqueConstraint(
                fields=["organisation", "dataset", "key"],
                condition=models.Q(is_current=True),
                name="one_current_version",
            ),
        ]
        indexes = [models.Index(fields=["date_first", "id"])]
        verbose_name = _("report")

    def __str__(self) -> str:
        return f"{self.dataset} {self.key}"

    @property
    def is_held(self) -> bool:
        """Whether it is held apart, or was rejected after that: it counts in nothing."""
        return any(hold.outcome != "released" for hold in self.holds.all())

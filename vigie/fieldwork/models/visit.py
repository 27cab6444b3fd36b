"""A visit: who went where, when, and what they found, as answers by code."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Audience, Organisation
from vigie.places.models import Area, Extent

KINDS = [
    ("police_post", _("Police post")),
    ("gendarmerie_post", _("Gendarmerie post")),
    ("checkpoint", _("Checkpoint")),
    ("detention", _("Place of detention")),
    ("committee_visit", _("Site visit of a committee")),
    ("community_meeting", _("Community meeting")),
    ("other", _("Other visit")),
]


class VisitQuerySet(models.QuerySet):
    def current(self) -> VisitQuerySet:
        """As they were last told, without those that are held apart."""
        return self.filter(is_current=True, is_held=False)

    def of_kind(self, kind: str) -> VisitQuerySet:
        return self.filter(kind=kind) if kind in dict(KINDS) else self

    def newest_first(self) -> VisitQuerySet:
        return self.order_by("-date_first", "-id")

    def for_reading(self) -> VisitQuerySet:
        return self.select_related("organisation", "area", "audience").defer("area__outline")


class Visit(models.Model):
    """One visit as one organisation tells it. An edit is a new version; the old one stays.

    No coordinate is kept: `area` is the smallest area that surely holds the place, `extent` all areas of every
    generation. `findings` are answer codes by question code; their words stand in `Question`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    series = models.CharField(max_length=260)
    key = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    is_held = models.BooleanField(default=False)  # apart until somebody has looked: in no list and no count
    received_at = models.DateTimeField(auto_now_add=True)
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")

    kind = models.CharField(max_length=20, choices=KINDS)
    date_first = models.DateField()
    date_last = models.DateField()
    date_precision = models.CharField(max_length=10)
    place_name = models.CharField(max_length=200, blank=True)
    countries = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="+")
    extent = models.ForeignKey(Extent, models.PROTECT, null=True, related_name="+")
    findings = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="fr")

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "series", "key", "version"], name="one_visit_version"
            ),
            models.UniqueConstraint(
                fields=["organisation", "series", "key"],
                condition=models.Q(is_current=True),
                name="one_current_visit",
            ),
        ]
        indexes = [models.Index(fields=["-date_first", "-id"])]
        verbose_name = _("visit")

    def __str__(self) -> str:
        return f"{self.kind} {self.date_first}"

"""Sittings of one committee or of several, and what they are about, in order."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Account, Organisation
from vigie.places.models import Area

KINDS = [
    ("ordinary", _("Ordinary sitting")),
    ("in_camera", _("Sitting in camera")),
    ("joint", _("Joint sitting")),
    ("hearing", _("Hearing")),
    ("site_visit", _("Site visit")),
    ("forum", _("Forum")),
    ("framework", _("Meeting of the consultation framework")),
]
STATES = [
    ("planned", pgettext_lazy("sitting", "planned")),
    ("open", pgettext_lazy("sitting", "under way")),
    ("held", pgettext_lazy("sitting", "held")),
    ("cancelled", pgettext_lazy("sitting", "cancelled")),
]
# Whether somebody wrote down who was there is a fact of its own: an empty list is not an empty room.
RECORDED = [
    ("", pgettext_lazy("attendance", "not yet recorded")),
    ("recorded", pgettext_lazy("attendance", "recorded")),
    ("not_recorded", pgettext_lazy("attendance", "was not recorded")),
]


class SittingQuerySet(models.QuerySet):
    def standing(self) -> SittingQuerySet:
        return self.exclude(state="cancelled")

    def overlapping(self, starts_at, ends_at) -> SittingQuerySet:
        """Those that take place at some moment between two; what touches only at its end does not overlap."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def of_body(self, body: Organisation) -> SittingQuerySet:
        """Of a committee, as host or joined."""
        joined = self.model.joint_bodies.through.objects.filter(organisation=body).values("sitting")
        return self.filter(models.Q(body=body) | models.Q(pk__in=joined))

    def unfinished(self, now) -> SittingQuerySet:
        """Those about which something is still to be written: past and not opened, attendance, minutes, adoption."""
        unopened = models.Q(state="planned", ends_at__lt=now)
        unwritten = models.Q(attendance="") | ~models.Q(minutes__state="adopted")
        return self.filter(unopened | (models.Q(state="held") & unwritten))

    def years(self) -> list[int]:
        """The years in which there are any, the newest first."""
        return [each.year for each in self.order_by().dates("starts_at", "year", order="DESC")]

    def coming(self, now) -> SittingQuerySet:
        return self.filter(ends_at__gte=now).order_by("starts_at", "pk")

    def newest_first(self) -> SittingQuerySet:
        return self.order_by("-starts_at", "-pk")

    def for_listing(self) -> SittingQuerySet:
        return self.select_related("body", "area").prefetch_related("joint_bodies")


class Sitting(models.Model):
    """A sitting of a committee, alone or with others: planned, opened, held, or cancelled.

    `starts_at` and `ends_at` are as planned, `opened_at` and `closed_at` as it went. `place` is a building or a
    town, `area` a region or province: never a position. In camera only the bodies that sit learn of it;
    otherwise those whom `terms` include, and everybody once `agenda_published_at` is set. `sequence` counts
    changes for calendars (RFC 5545, 3.8.7.4).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    joint_bodies = models.ManyToManyField(Organisation, related_name="+", blank=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    title = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=STATES, default="planned")
    cancelled_because = models.CharField(max_length=300, blank=True)
    attendance = models.CharField(max_length=12, choices=RECORDED, blank=True)
    agenda_published_at = models.DateTimeField(null=True, blank=True)
    terms = models.OneToOneField("sharing.Terms", models.PROTECT, null=True, blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-starts_at", "-id"]), models.Index(fields=["body", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="sitting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="in_camera") | models.Q(agenda_published_at=None, terms=None),
                name="in_camera_stays_within",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d} {self.body_id}"

    @property
    def is_in_camera(self) -> bool:
        return self.kind == "in_camera"


class AgendaItem(models.Model):
    """One matter of a sitting; in a forum, one of its sessions. `outcome` is what came of it, for the minutes."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "position"], name="one_item_at_each_place")]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

"""An incident: what we now hold to have happened, and every report that it rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Audience, Unit
from vigie.monitoring.models.queries import IncidentQuerySet
from vigie.monitoring.models.report import Report
from vigie.places.models import Area, Extent

STATES = [
    ("draft", _("Draft")),
    ("candidate", _("Candidate")),
    ("corroborated", _("Corroborated")),
    ("contested", _("Contested")),
    ("refuted", _("Refuted")),
    ("withdrawn", _("Withdrawn")),
    ("merged", _("Merged")),
]
WITHDRAWN_FOR = [
    ("error", _("it was entered by mistake")),
    ("protection", _("it could endanger somebody")),
    ("source", _("its source took it back")),
    ("scope", _("it is not the kind of incident kept here")),
]
# What the rule itself puts aside: every report is held apart (`models.hold`) until a person has looked.
HELD = ("held", _("its reports are held apart"))
PARTS = [
    ("alleged", _("alleged to have acted")),
    ("present", _("said to be present")),
    ("responding", _("said to have responded")),
]


class Incident(models.Model):
    """What we hold to be so, chosen among what reports claim. `ref` is stable and never reused.

    The plain columns are the settled values, so that the register can filter and sort a million of them.
    Its audience holds those who may read every report in it, and nobody else. `countries` is sorted codes
    with a space between, as in its extent.
    """

    ref = models.CharField(max_length=24, unique=True)
    state = models.CharField(max_length=14, choices=STATES, default="candidate")
    # From which it was refuted or withdrawn, so that taking that back leads there.
    state_before = models.CharField(max_length=14, choices=STATES, blank=True)
    withdrawn_for = models.CharField(max_length=12, choices=[*WITHDRAWN_FOR, HELD], blank=True)
    # The incident that stands for a merged one now, also where that one was merged in its turn.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+", db_index=False)

    date_first = models.DateField()
    date_last = models.DateField()
    date_precision = models.CharField(max_length=10)
    event_type = models.CharField(max_length=40)
    actor_class = models.CharField(max_length=30, default="unknown")  # of the alleged initiator
    actor_kind = models.CharField(max_length=40, default="unknown")
    actor_name = models.CharField(max_length=200, blank=True)
    place_name = models.CharField(max_length=200, blank=True)
    countries = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")  # smallest, at its date
    extent = models.ForeignKey(Extent, models.PROTECT, null=True, related_name="+", db_index=False)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    geo_precision = models.CharField(max_length=14, default="unknown")
    radius_km = models.FloatField(null=True)
    killed_low = models.PositiveIntegerField(null=True)
    killed_best = models.PositiveIntegerField(null=True)
    killed_high = models.PositiveIntegerField(null=True)
    killed_status = models.CharField(max_length=10, default="unknown")
    tolls = models.JSONField(default=list)  # settled core.statement.Toll as data
    reports_count = models.PositiveSmallIntegerField(default=0)
    organisations_count = models.PositiveSmallIntegerField(default=0)
    origins_count = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        constraints = [
            models.CheckConstraint(condition=Q(date_last__gte=F("date_first")), name="incident_dates_order"),
            # What is null compares with nothing, and so breaks no order.
            models.CheckConstraint(
                condition=Q(killed_low__lte=F("killed_best"))
                & Q(killed_best__lte=F("killed_high"))
                & Q(killed_low__lte=F("killed_high")),
                name="incident_killed_ordered",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _name in STATES]), name="incident_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="incident_merged_leads_on",
            ),
        ]
        # Each filter of the register has an index that gives the keys of its first page in order and counts
        # its rows, for any reader and state, without reading a row. The last two make the largest counts quick.
        # Measured by benchmarks/register.py.
        indexes = [
            models.Index(fields=["date_first", "id", "date_last", "audience", "state", "date_precision"],
                         name="incident_by_date"),
            models.Index(fields=["audience", "date_first", "id", "state"], name="incident_by_audience"),
            models.Index(fields=["state", "date_first", "id", "audience"], name="incident_by_state"),
            models.Index(fields=["countries", "date_first", "id", "audience", "state"],
                         name="incident_by_country"),
            models.Index(fields=["extent", "date_first", "id", "audience", "state"],
                         name="incident_by_extent"),
            models.Index(fields=["event_type", "date_first", "id", "audience", "state"],
                         name="incident_by_type"),
            models.Index(fields=["actor_class", "date_first", "id", "audience", "state"],
                         name="incident_by_actor"),
            models.Index(fields=["audience", "state"], name="incident_count"),
            models.Index(fields=["event_type", "audience", "state"], name="incident_count_by_type"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class IncidentPlace(models.Model):
    """One of the places of an incident, in the order of the telling; the first is the main one."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200, blank=True)
    countries = models.CharField(max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    geo_precision = models.CharField(max_length=14)
    radius_km = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "position"], name="one_place_a_position")]


class IncidentUnit(models.Model):
    """A unit said to have been present or responsible. Alleged, with the source that says so."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=PARTS)
    certainty = models.CharField(max_length=12, default="possible")
    sources = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "unit", "part"], name="one_unit_a_part"),
        ]


class Link(models.Model):
    """A report tells of an incident. A report tells of at most one."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="links")
    report = models.OneToOneField(Report, models.CASCADE, related_name="link")
    probability = models.FloatField(default=1.0)  # that it belongs here, as the engine said when it joined
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")  # null: engine
    since = models.DateTimeField(auto_now_add=True)


class Choice(models.Model):
    """A value that a person chose to hold, over the rule that would choose by itself. The newest counts."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="choices")
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True)  # null: held to be unknown
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class Contest(models.Model):
    """A person's open objection: to what is held, or that it happened at all. Several may stand at once."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="contests")
    about = models.CharField(max_length=40)  # a field of `core.claims`, or "happening"
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    because = models.TextField()
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_because = models.TextField(blank=True)


class Merger(models.Model):
    """Two incidents found to be one. Undoing it gives back what it moved.

    `moved` lists the keys of what went over: {"links": […], "choices": […], "units": […],
    "contests": […]}. A link keeps its key when its report gets a new version, so the undoing finds it.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="mergers")  # the one that yields
    into = models.ForeignKey(Incident, models.CASCADE, related_name="absorbed")
    state_before = models.CharField(max_length=14)
    moved = models.JSONField(default=dict)
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    because = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(undone_at__isnull=True), name="one_standing_merger"
            ),
        ]

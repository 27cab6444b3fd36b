"""Files that were brought in, and what became of every row."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation
from vigie.monitoring.models import Report

OUTCOMES = [
    ("created", _("new")),
    ("updated", _("updated")),
    ("unchanged", _("unchanged")),
    ("refused", _("refused")),
]


class ImportRunQuerySet(models.QuerySet):
    def newest_first(self) -> ImportRunQuerySet:
        return self.order_by("-id")

    def with_filer(self) -> ImportRunQuerySet:
        return self.select_related("filed_by")


class ImportRun(models.Model):
    """One file brought in for one organisation, or, without one, for the map and gazetteer of the node.

    `filed_by` is empty when a command did it. `about` holds what the person said beside the file: the
    mapping, or the name and source of a generation of boundaries. `ended_at` stays empty where the machine
    stopped in the middle: what was read by then is kept, and the same file can be brought again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=30)
    about = models.JSONField(default=dict)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    file_bytes = models.PositiveBigIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    last_row = models.PositiveIntegerField(default=0)  # the last number read, as a spreadsheet shows it
    faults = models.JSONField(default=list)  # why the whole file could not be read, or be read on

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"])]

    @property
    def rows_read(self) -> int:
        return self.created + self.updated + self.unchanged + self.refused

    @property
    def held(self) -> int:
        """Rows whose content is in the register now."""
        return self.created + self.updated + self.unchanged


class ImportRowQuerySet(models.QuerySet):
    def of(self, run: ImportRun) -> ImportRowQuerySet:
        return self.filter(run=run)

    def with_outcome(self, outcome: str) -> ImportRowQuerySet:
        """Rows with one outcome; "remarked": taken, with something to know; anything else: all."""
        if outcome == "remarked":
            return self.exclude(remarks=[])
        return self.filter(outcome=outcome) if outcome in dict(OUTCOMES) else self

    def told_to(self, actor, readable: models.QuerySet) -> ImportRowQuerySet:
        """Rows with `report_uuid`, with `opens`: whether that report is among the `readable`, and with
        `withheld`: whether the row says what only the report's readers, and who brought the file, may know.
        """
        opens = models.Exists(readable.filter(pk=models.OuterRef("report_id")))
        hidden = models.Q(report__isnull=False) & ~opens
        brought = models.Q(run__filed_by=getattr(actor, "pk", None))
        return self.annotate(
            report_uuid=models.F("report__uuid"),
            opens=opens,
            withheld=models.Case(
                models.When(hidden & ~brought, then=True), default=False, output_field=models.BooleanField()
            ),
        )

    def in_file_order(self) -> ImportRowQuerySet:
        return self.order_by("number", "id")


class ImportRow(models.Model):
    """What became of one row, and why. A fault or remark is a reader's Fault as data."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    faults = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="+")

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["run", "number"]),
            models.Index(fields=["run", "outcome", "number"]),
        ]

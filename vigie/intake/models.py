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


class ImportRun(models.Model):
    """One file brought in for one organisation. `filed_by` is empty when a command did it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=30)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    file_bytes = models.PositiveBigIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    fault = models.JSONField(null=True)  # why the whole file could not be read on


class ImportRow(models.Model):
    """What became of one row, and why."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    faults = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["run", "outcome", "number"])]

"""Lists that phones carry and forms add to: ODK's entities."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Organisation
from vigie.intake.models.submission import SubmissionVersion

CONFLICTS = [("", "-"), ("soft", "soft"), ("hard", "hard")]


class EntityList(models.Model):
    """A list by its name. `revision` rises with each change, so that phones see that it did."""

    name = models.CharField(max_length=120, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    properties = models.JSONField(default=list)
    approval_required = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Entity(models.Model):
    """One thing in a list, as it now stands."""

    list = models.ForeignKey(EntityList, models.PROTECT, related_name="entities")
    uuid = models.UUIDField(default=uuid.uuid4)
    label = models.CharField(max_length=250)
    properties = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    conflict = models.CharField(max_length=4, choices=CONFLICTS, blank=True)
    is_deleted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "uuid"], name="one_entity")]

    def __str__(self) -> str:
        return self.label


class EntityVersion(models.Model):
    """What one submission made of an entity, or will once its predecessor on the same phone has come."""

    entity = models.ForeignKey(Entity, models.CASCADE, null=True, related_name="versions")
    list = models.ForeignKey(EntityList, models.PROTECT, related_name="+")
    entity_uuid = models.UUIDField()
    number = models.PositiveIntegerField(null=True)  # empty: held
    label = models.CharField(max_length=250, blank=True)
    properties = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(default=0)
    trunk_version = models.PositiveIntegerField(null=True)
    branch_id = models.CharField(max_length=64, blank=True)
    source = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.entity_uuid} {self.number}"

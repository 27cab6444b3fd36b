"""Lists that phones carry and forms add to: ODK's entities."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Organisation
from vigie.intake.models.submission import Submission, SubmissionVersion

VALUE_LENGTH = 250
CONFLICTS = [("", "-"), ("soft", _("something else changed too")), ("hard", _("the same was changed"))]


class EntityListQuerySet(models.QuerySet):
    def for_listing(self) -> EntityListQuerySet:
        """With how many entities stand in each, and how many changes are held."""
        standing = Entity.objects.filter(list=models.OuterRef("pk"), is_deleted=False)
        held = EntityVersion.objects.filter(list=models.OuterRef("pk"), number=None)
        return self.annotate(standing=_counted(standing), held=_counted(held)).order_by("name", "pk")


def _counted(rows: models.QuerySet) -> Coalesce:
    counted = rows.order_by().values("list").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)


class EntityList(models.Model):
    """A list by its name, within the organisation whose forms keep it.

    `revision` rises with each change, so that phones see that it did. `approval_required`: a record makes an
    entity only once somebody has approved it.
    """

    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    properties = models.JSONField(default=list)
    approval_required = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    objects = EntityListQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_entity_list")]

    def __str__(self) -> str:
        return self.name


class EntityQuerySet(models.QuerySet):
    def standing(self) -> EntityQuerySet:
        """In the order in which they were made, so that a list that nobody changed is the same bytes."""
        return self.filter(is_deleted=False).order_by("pk")

    def in_conflict(self) -> EntityQuerySet:
        return self.exclude(conflict="").select_related("list").order_by("list__name", "label", "pk")


class Entity(models.Model):
    """One thing in a list, as it now stands. `conflict` stays until a person has looked."""

    list = models.ForeignKey(EntityList, models.PROTECT, related_name="entities")
    uuid = models.UUIDField(default=uuid.uuid4)
    label = models.TextField()
    properties = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    conflict = models.CharField(max_length=4, choices=CONFLICTS, blank=True)
    is_deleted = models.BooleanField(default=False)

    objects = EntityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "uuid"], name="one_entity")]

    def __str__(self) -> str:
        return self.label


class EntityVersion(models.Model):
    """What one record made of an entity, or will make of it once its predecessor on the same phone has come.

    `request` is what the record asked, as data; `label` and `properties` are the whole state after it.
    `position` counts the entities of one record from 0.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, null=True, related_name="versions")
    list = models.ForeignKey(EntityList, models.PROTECT, related_name="+")
    entity_uuid = models.UUIDField()
    number = models.PositiveIntegerField(null=True)  # empty: held
    label = models.TextField(blank=True)
    properties = models.JSONField(default=dict)
    request = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(default=0)
    trunk_version = models.PositiveIntegerField(null=True)
    branch_id = models.CharField(max_length=64, blank=True)
    forced = models.BooleanField(default=False)  # made although what should have come before it had not
    source = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="entity_versions")
    position = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            # A record is carried out once, however often it is sent or edited.
            models.UniqueConstraint(fields=["submission", "position"], name="one_entity_a_place"),
            models.UniqueConstraint(fields=["entity", "number"], name="one_entity_version"),
        ]
        indexes = [
            models.Index(
                fields=["list", "entity_uuid"], condition=models.Q(number=None), name="entities_held"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entity_uuid} {self.number}"


class EntityFault(models.Model):
    """Why an entity that a record asked for could not be made or changed. The record itself stands."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="entity_faults")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    value = models.CharField(max_length=VALUE_LENGTH, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="one_entity_fault")]

    def __str__(self) -> str:
        return f"{self.code} {self.value}".strip()


def newest_faults_of(records: models.QuerySet, most: int = 50) -> models.QuerySet:
    """What could not be done for these records, the newest first."""
    found = EntityFault.objects.filter(submission__in=records.values("pk")).select_related("submission__form")
    return found.order_by("-pk")[:most]

"""Mappings that an organisation keeps, so that later files with the same columns need none."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable

from django.db import models

from vigie.directory.models import Account, Organisation


class SavedMappingQuerySet(models.QuerySet):
    def of_columns(self, columns: Iterable[str]) -> SavedMappingQuerySet:
        """Those made for a table of these columns, in whatever order."""
        return self.filter(signature=signature_of(columns))

    def by_name(self) -> SavedMappingQuerySet:
        return self.select_related("made_by").order_by("name", "pk")


class SavedMapping(models.Model):
    """A mapping file (YAML) under a name, with the columns of the table that it was made for."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    text = models.TextField()
    columns = models.JSONField(default=list)
    signature = models.CharField(max_length=64)
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    objects = SavedMappingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_saved_mapping")]
        indexes = [models.Index(fields=["organisation", "signature"])]

    def __str__(self) -> str:
        return self.name


def signature_of(columns: Iterable[str]) -> str:
    """What stands for a set of columns: SHA-256 of their names, sorted."""
    return hashlib.sha256(json.dumps(sorted(columns)).encode()).hexdigest()

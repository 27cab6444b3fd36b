"""Checklists as visits were made with them."""

from __future__ import annotations

from django.db import models

from vigie.core import checklists


class ChecklistQuerySet(models.QuerySet):
    def newest(self, site_type: str) -> Checklist:
        """The row of the newest checklist of a type of site, written down when it is first used."""
        said = checklists.checklist(site_type)
        kept = {"site_type": site_type, "version": said.version, "content": said.as_data()}
        return self.get_or_create(digest=said.digest, defaults=kept)[0]


class Checklist(models.Model):
    """One version of the checklist of a type of site, whole: its file may change, what was asked on a visit may not.

    Equal contents are one row, by `digest` (SHA-256 of the canonical text).
    """

    digest = models.CharField(max_length=64, unique=True)
    site_type = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    content = models.JSONField()

    objects = ChecklistQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.site_type} {self.version}"

    @property
    def read(self) -> checklists.Checklist:
        return checklists.from_data(self.content)

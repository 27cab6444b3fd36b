"""Photographs of a site visit: the pixels, and what somebody says they show."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account
from vigie.parliament.models.finding import Finding
from vigie.parliament.models.site_visit import SiteVisit


class Photo(models.Model):
    """A cleaned copy (`core.photos`), kept under its `uuid`; the file that was given is not kept.

    `seal` is a keyed hash of the file as it was given: it tells the same file again, and proves to whoever holds the
    original and this node's key that the copy was made from it. To everybody else it tells nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="pictures")
    finding = models.ForeignKey(Finding, models.SET_NULL, null=True, blank=True, related_name="+")
    seal = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    shows = models.CharField(max_length=300)
    in_report = models.BooleanField(default=False)
    added_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    added_on = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "seal"], name="one_photo_of_a_file")]

    def __str__(self) -> str:
        return self.shows

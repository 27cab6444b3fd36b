"""Frameworks in which committees of several countries consult: their members, their bureau, and who presides."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from vigie.directory.models import Organisation
from vigie.sharing.models import Circle


class TimedQuerySet(models.QuerySet):
    """Rows that hold from `since` to the last day `until`."""

    def on(self, day: date) -> TimedQuerySet:
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)


class Framework(models.Model):
    """A framework of consultation, as the directory knows its body. There may be several, and none is a given.

    Its rule of rotation is data: `order` are country codes, each country's committee presides for `term_months`.
    Countries and not bodies, since a committee may be succeeded by another. `circle` is who reads its drafts.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, models.PROTECT, null=True, blank=True, related_name="+")
    order = models.JSONField(default=list, blank=True)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    rule_source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.body.name


class FrameworkMember(models.Model):
    """A body that belongs to a framework from one day to another (its last day)."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="members")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TimedQuerySet.as_manager()

    class Meta:
        ordering = ["body__country", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="belongs_before_it_leaves",
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.body_id}"


class BureauPost(models.Model):
    """A place in the bureau of a framework, whoever holds it. One of them presides."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    presides = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework"], condition=models.Q(presides=True), name="one_post_presides"
            ),
            models.UniqueConstraint(fields=["framework", "title"], name="one_post_of_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Mandate(models.Model):
    """That a member body holds a post of the bureau, in the person of `holder`, from one day to another."""

    post = models.ForeignKey(BureauPost, models.PROTECT, related_name="mandates")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    holder = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TimedQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="mandate_begins_before_it_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.body_id} {self.since}"

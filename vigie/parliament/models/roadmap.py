"""What a framework undertakes, point by point, and by which recommendation each country carries it out."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account, Organisation
from vigie.followup.models import Recommendation
from vigie.parliament.models.declaration import Declaration
from vigie.parliament.models.presidency import Framework
from vigie.sharing.models import Terms


class RoadmapQuerySet(models.QuerySet):
    def newest_first(self) -> RoadmapQuerySet:
        return self.order_by("-since", "-id")

    def for_reading(self) -> RoadmapQuerySet:
        return self.select_related("framework__body", "body", "terms", "declaration")


class Roadmap(models.Model):
    """The points that a framework undertakes during a time, signed or not by each of its committees, then adopted.

    Opened for signature, its points no longer change. `opened_on` fixes whose word is awaited: the members of that day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    terms = models.OneToOneField(Terms, models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="roadmaps")
    declaration = models.ForeignKey(Declaration, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who drafted it
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField()
    opened_on = models.DateField(null=True)
    adopted_on = models.DateField(null=True)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="roadmap_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_on=None) | models.Q(adopted_on__gte=models.F("opened_on")),
                name="roadmap_adopted_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RoadmapItem(models.Model):
    """One point: who leads it, until when, and how one will see that it is done."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    done_when = models.TextField(blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "position"], name="one_point_at_a_place")]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class Carrier(models.Model):
    """The recommendation by which a point is carried out in one country: what is claimed and verified stands there."""

    item = models.ForeignKey(RoadmapItem, models.PROTECT, related_name="carriers")
    recommendation = models.OneToOneField(Recommendation, models.PROTECT, related_name="+")
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["country", "pk"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.country}"

"""Bodies and persons among whom things are shared."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation

KINDS = [
    ("committee", _("One committee")),
    ("committees", _("Several committees")),
    ("bureau", _("The bureau of the framework")),
    ("persons", _("Persons named")),
    (
        "onward",
        _("Onward, as agreed"),
    ),  # who was in the circle that a recipient asked for, on the day of the consent
]


class CircleQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> CircleQuerySet:
        return self.filter(kind=kind) if kind else self

    def in_use(self) -> CircleQuerySet:
        return self.filter(closed_at=None)

    def by_name(self) -> CircleQuerySet:
        return self.order_by("name", "pk")

    def for_reading(self) -> CircleQuerySet:
        persons = models.Prefetch(
            "persons", Account.objects.select_related("organisation").order_by("username")
        )
        bodies = models.Prefetch("bodies", Organisation.objects.order_by("name"))
        return self.select_related("keeper").prefetch_related(bodies, persons)


class Circle(models.Model):
    """Bodies and persons who share something among themselves. An empty circle is nobody's.

    Circles do not nest: who is in one can be read off it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=KINDS)
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who may change it
    bodies = models.ManyToManyField(Organisation, related_name="+", blank=True)
    persons = models.ManyToManyField(Account, related_name="+", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # a closed circle reaches nobody

    objects = CircleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

"""A stop of all sharing from a country."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation

REACHES = [
    ("given", _("What its bodies gave")),
    ("both", _("What its bodies gave, and what they were given")),
]


class HoldQuerySet(models.QuerySet):
    def in_force(self) -> HoldQuerySet:
        return self.filter(lifted_at=None)

    def newest_first(self) -> HoldQuerySet:
        return self.order_by("-set_at", "-pk")


class Hold(models.Model):
    """From `set_at` until it is lifted, the country's border is closed to what is shared. Nothing else is changed.

    "given": what its bodies originated is open to them and to nobody beyond the border. "both": they also read
    nothing from beyond. Inside the country all goes on.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    country = models.CharField(max_length=2)
    reach = models.CharField(max_length=6, choices=REACHES)
    reason = models.CharField(max_length=300)  # every body reads it
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who may lift it
    set_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(country=""), name="hold_of_a_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.reach}"

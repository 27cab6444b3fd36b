"""That an open recommendation passed from a body that ended to the one that took over."""

from __future__ import annotations

from django.db import models

from vigie.directory.models import Organisation
from vigie.followup.models.recommendation import Recommendation

SIDES = [("body", "body"), ("addressee", "addressee")]


class Inheritance(models.Model):
    """Adopted by one body, inherited by another. `side` tells whether it is who asked or who was asked."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="inheritances")
    earlier = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    later = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=SIDES)
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.earlier_id} → {self.later_id}"

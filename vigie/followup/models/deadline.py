"""By when something is due on a recommendation, and why then."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.followup.models.recommendation import Recommendation

THINGS = [("response", _("Response")), ("implementation", _("Carrying out"))]


class Deadline(models.Model):
    """One deadline as it was set: the latest of a thing holds, earlier ones stay.

    `rule` is the code of a rule of standards/deadlines.yaml; empty, somebody set the day and `because` tells why.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="deadlines")
    thing = models.CharField(max_length=20, choices=THINGS)
    due_on = models.DateField()
    rule = models.CharField(max_length=60, blank=True)
    because = models.CharField(max_length=300, blank=True)
    set_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(rule="") | ~models.Q(because=""), name="deadline_rests_on_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.thing} {self.due_on}"

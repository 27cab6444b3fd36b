"""Days on which a monitor was at work and nothing happened."""

from __future__ import annotations

from django.db import models

from vigie.directory.models import Account
from vigie.intake.models.submission import CHANNELS
from vigie.places.models import Area


class CheckIn(models.Model):
    """Somebody watched on this day and had nothing to tell: RAS. Without it, quiet days would look like absence."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    on = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=6, choices=CHANNELS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "on", "area"], name="one_check_in"),
            models.UniqueConstraint(
                fields=["account", "on"], condition=models.Q(area=None), name="one_check_in_anywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"

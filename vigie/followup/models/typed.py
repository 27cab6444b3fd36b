"""What somebody has begun to say about a recommendation, step by step."""

from __future__ import annotations

from django.db import models

from vigie.directory.models import Account
from vigie.followup.models.recommendation import Recommendation


class StepDraft(models.Model):
    """A response, an action, a report or a verification that is not sent yet: its writer's alone.

    `words` are the fields as they were typed. The row is gone once it is sent.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    doing = models.CharField(max_length=20)
    words = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "account", "doing"], name="one_step_draft")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.doing}"

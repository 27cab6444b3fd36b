"""The minutes of a sitting, from draft to adopted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Account
from vigie.parliament.models.sitting import Sitting


class Minutes(models.Model):
    """What was said and decided. A draft is the host's; adopted, it is for all who sat; published, for everybody."""

    sitting = models.OneToOneField(Sitting, models.CASCADE, related_name="minutes")
    text = models.TextField()
    state = models.CharField(
        max_length=7, default="draft",
        choices=[
            ("draft", pgettext_lazy("minutes", "draft")),
            ("adopted", pgettext_lazy("minutes", "adopted")),
        ],
    )  # fmt: skip
    drafted_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="adopted", adopted_on__isnull=False)
                | models.Q(state="draft", adopted_on=None, published_at=None),
                name="minutes_published_once_adopted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.state}"

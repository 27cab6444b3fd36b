"""The words of questions, so that codes can be read."""

from __future__ import annotations

from django.db import models


class Question(models.Model):
    """A question of one series, as its form asks it now. `words` are by language ("fr"); `options` are words by
    answer code.
    """

    series = models.CharField(max_length=260)  # the form, or the survey
    code = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    words = models.JSONField(default=dict)
    options = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "code"], name="one_question")]

    def __str__(self) -> str:
        return f"{self.series} {self.code}"

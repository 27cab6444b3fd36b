"""A run of the matching, with what it rests on and how sure it is."""

from __future__ import annotations

from django.db import models


class MatchRun(models.Model):
    """One run of the matching, with everything needed to say how it came to its result."""

    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    parameters = models.JSONField(default=dict)
    reports = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    incidents = models.PositiveIntegerField(default=0)
    to_review = models.PositiveIntegerField(default=0)

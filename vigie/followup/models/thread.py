"""What is said about a recommendation and what is found: responses, actions, reports, verifications."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Organisation
from vigie.followup.models.recommendation import Recommendation

STATUSES = [
    ("none", _("No action")),
    ("planned", pgettext_lazy("status", "Planned")),
    ("started", pgettext_lazy("status", "Started")),
    ("substantial", pgettext_lazy("status", "Done for the most part")),
    ("completed", pgettext_lazy("status", "Completed")),
    ("overtaken", pgettext_lazy("status", "Overtaken by events")),
    ("secret", _("Cannot be verified: secrecy")),
]
# An addressee does not verify: secrecy is no status of what it did.
CLAIMABLE = [each for each in STATUSES if each[0] != "secret"]
POSITIONS = [
    ("accepted", pgettext_lazy("response", "Accepted")),
    ("partly", pgettext_lazy("response", "Accepted in part")),
    ("noted", pgettext_lazy("response", "Noted")),
    ("rejected", pgettext_lazy("response", "Rejected")),
]
METHODS = [
    ("visit", _("Visit on the spot")),
    ("observation", _("Observers’ notebook")),
    ("documents", _("Documents examined")),
    ("hearing", _("Hearing")),
    ("audit", _("Audit")),
    ("survey", _("Survey of the population")),
]


class Response(models.Model):
    """What the addressee answered. The latest is its position; earlier ones stay.

    `recorded_by` differs from `by` where a clerk wrote down a letter.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="responses")
    position = models.CharField(max_length=12, choices=POSITIONS)
    text = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.CharField(max_length=300, blank=True)  # the letter, its number and date

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.position}"


class Action(models.Model):
    """What the addressee undertakes. One action may serve many recommendations."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recommendations = models.ManyToManyField(Recommendation, related_name="actions")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    on = models.DateField()
    budget_line = models.CharField(max_length=200, blank=True)
    budget_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    budget_currency = models.CharField(max_length=3, blank=True)
    budget_year = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """A day by which a part of an action is to be done, and when it was, as the addressee says."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Progress(models.Model):
    """What the addressee claims to have done, and on what paper."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="progress")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_status = models.CharField(max_length=12, choices=CLAIMABLE)
    text = models.TextField()
    evidence = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    done_count = models.PositiveIntegerField(null=True, blank=True)
    done_out_of = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.claimed_status}"


class Verification(models.Model):
    """What somebody other than the addressee found, how, and who was there."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="verifications")
    verified_status = models.CharField(max_length=12, choices=STATUSES)
    method = models.CharField(max_length=12, choices=METHODS)
    text = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    people = models.CharField(max_length=300, blank=True)  # how many, in which office; no names needed
    source_label = models.CharField(max_length=60, blank=True)  # of `evidence.SOURCES`: a visit, an audit
    source_key = models.CharField(max_length=80, blank=True)
    done_count = models.PositiveIntegerField(null=True, blank=True)
    done_out_of = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.verified_status}"

"""On what terms one thing is shared: by whom, under which mark, with whom, and from when until when."""

from __future__ import annotations

from django.db import models

from vigie.core.statement import TLP
from vigie.directory.models import Organisation
from vigie.sharing.models.circle import Circle


class TermsQuerySet(models.QuerySet):
    def open_at(self, now) -> TermsQuerySet:
        return self.filter(self.model.in_force(now))


class Terms(models.Model):
    """The terms of one thing: a shared item, a document of a sitting, a report, a recommendation.

    Each guarded thing has terms of its own, so that one embargo or withdrawal moves one thing. No circle means
    nobody but the originator. `published_at` opens what is TLP:CLEAR to the public, and nothing else does; it may lie
    ahead, at the end of an embargo, and nothing has to run on that day.
    """

    originator = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    tlp = models.CharField(max_length=20, choices=[(mark, mark) for mark in TLP])
    circles = models.ManyToManyField(Circle, related_name="+", blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(tlp="TLP:CLEAR"),
                name="only_clear_is_published",
            )
        ]

    @staticmethod
    def in_force(now) -> models.Q:
        """For others than the originator: not under embargo, not expired, not withdrawn."""
        begun = models.Q(embargo_until=None) | models.Q(embargo_until__lte=now)
        lasting = models.Q(expires_at=None) | models.Q(expires_at__gt=now)
        return begun & lasting & models.Q(withdrawn_at=None)

    def __str__(self) -> str:
        return f"{self.tlp} {self.originator_id}"

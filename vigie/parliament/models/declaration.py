"""What a framework declares, in the languages of its readers."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Coalesce

from vigie.directory.models import Account, Organisation
from vigie.parliament.models.presidency import Framework
from vigie.parliament.models.sitting import Sitting
from vigie.sharing.models import Terms


class DeclarationQuerySet(models.QuerySet):
    def newest_first(self) -> DeclarationQuerySet:
        return self.order_by(Coalesce("opened_on", "begun_on").desc(), "-id")

    def for_reading(self) -> DeclarationQuerySet:
        return self.select_related("framework__body", "body", "terms", "sitting")


class Declaration(models.Model):
    """A declaration: drafted by one member body, opened for signature, then signed or not by each, one by one.

    Opened, its words no longer change. `opened_on` fixes whose word is awaited: the members of that day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    terms = models.OneToOneField(Terms, models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="declarations")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who drafted it
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    begun_on = models.DateField()
    opened_on = models.DateField(null=True)
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DeclarationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class DeclarationText(models.Model):
    """Its words in one language. What was written first is the original; others translate it."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "language"], name="one_text_of_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.language}"

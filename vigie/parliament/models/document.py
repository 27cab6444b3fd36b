"""Papers of a sitting: each with terms of its own, its content kept once under its hash."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import pgettext_lazy

from vigie.directory.models import Account
from vigie.parliament.models.sitting import AgendaItem, Sitting

DOCUMENT_KINDS = [
    ("submission", pgettext_lazy("document", "Submission")),
    ("note", pgettext_lazy("document", "Note of the clerk's office")),
    ("presentation", pgettext_lazy("document", "Presentation")),
    ("minutes", pgettext_lazy("document", "Signed minutes")),
    ("other", pgettext_lazy("document", "Other document")),
]


class Document(models.Model):
    """A file of a sitting. Whom `terms` include may read it; a file of a sitting in camera never leaves those who sat.

    The content lies in `parliament.files` under `sha256`, as it was given.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="documents")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    terms = models.OneToOneField("sharing.Terms", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=DOCUMENT_KINDS, default="other")
    title = models.CharField(max_length=300)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    added_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "sha256"], name="one_document_for_one_content")
        ]

    def __str__(self) -> str:
        return self.title

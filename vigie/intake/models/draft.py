"""What somebody has begun to fill in a browser."""

from __future__ import annotations

import uuid

from django.db import models

from vigie.directory.models import Account
from vigie.intake.models.form import FormVersion
from vigie.intake.models.submission import Submission


class Draft(models.Model):
    """Answers saved step by step, for their writer alone. Gone once they are sent: `submission` then says where.

    `held` is what was typed when nobody was signed in any more, sealed with a key that only that browser has.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    language = models.CharField(max_length=60, blank=True)
    answers = models.JSONField(default=dict)
    step = models.CharField(max_length=250, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, related_name="+")
    held = models.BinaryField(null=True)
    held_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.uuid)


class DraftFile(models.Model):
    """A photograph or recording of a draft. `name` is the answer that names it; `sha256` its stored bytes."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "name"], name="one_draft_file")]

    def __str__(self) -> str:
        return self.name

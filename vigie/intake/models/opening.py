"""What the recipient of an encrypted record gave back of it."""

from __future__ import annotations

from django.db import models

from vigie.directory.models import Account
from vigie.intake.models.submission import SubmissionVersion


class Opening(models.Model):
    """The part of one encrypted instance that the register takes, as a record of the same form.

    The rest, and all files, stayed with the recipient. The ciphertext stays here beside it.
    """

    version = models.OneToOneField(SubmissionVersion, models.PROTECT, related_name="opening")
    xml = models.BinaryField()
    opened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.version_id)

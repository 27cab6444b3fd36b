"""What the recipient of an encrypted record gave back of it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from vigie.directory.models import Account
from vigie.intake.models.form import FormVersion
from vigie.intake.models.submission import Attachment, Submission, SubmissionVersion


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


def with_sealed(forms: models.QuerySet) -> models.QuerySet:
    """Those forms whose records come in encrypted, with how many wait, lack a file, and have been opened.

    Here and not on the forms: records know their form, and forms know no records.
    """
    sealed = Submission.objects.filter(form=models.OuterRef("pk"), state="sealed")
    awaited = Attachment.objects.filter(
        version__submission=models.OuterRef("pk"), version__is_current=True, is_named=True, sha256=""
    )
    opened = Opening.objects.filter(version__form=models.OuterRef("pk"))
    asked = models.Exists(FormVersion.objects.filter(form=models.OuterRef("pk")).exclude(public_key=""))
    told = forms.annotate(
        waiting=_counted(sealed, "form"),
        incomplete=_counted(sealed.filter(models.Exists(awaited)), "form"),
        opened=_counted(opened, "version__form"),
    )
    encrypted = models.Q(asked=True) | models.Q(waiting__gt=0) | models.Q(opened__gt=0)
    return told.annotate(asked=asked).filter(encrypted).order_by("title", "pk")


def _counted(rows: models.QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)

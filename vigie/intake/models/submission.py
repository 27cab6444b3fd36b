"""Records as they came in, byte for byte, whatever the channel."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation
from vigie.intake.models.form import FORM_ID_LENGTH, Form, FormVersion
from vigie.intake.models.phone import Phone
from vigie.monitoring.models import Report

CHANNELS = [("phone", _("phone")), ("web", _("browser")), ("sms", _("SMS")), ("file", _("file"))]

# waiting: to be filed; filed: stands in the register; faulty: `faults` say why not; held: from a seized phone;
# sealed: encrypted, waits for its recipient; draft: a trial of a form that is not published
STATES = [
    ("waiting", _("waiting")),
    ("filed", _("filed")),
    ("faulty", _("to be looked at")),
    ("held", _("held apart")),
    ("sealed", _("encrypted")),
    ("draft", _("trial")),
]

REVIEWS = [
    ("", _("received")),
    ("has_issues", _("has issues")),
    ("edited", _("edited")),
    ("approved", _("approved")),
    ("rejected", _("turned down")),
]


class SubmissionQuerySet(models.QuerySet):
    def waiting(self) -> SubmissionQuerySet:
        return self.filter(state="waiting")

    def incomplete(self) -> SubmissionQuerySet:
        """Of which files that the record names have not come yet."""
        awaited = Attachment.objects.filter(
            version__submission=models.OuterRef("pk"), version__is_current=True, is_named=True, sha256=""
        )
        return self.filter(models.Exists(awaited))

    def held(self) -> SubmissionQuerySet:
        """From a seized telephone, and nobody has looked yet."""
        return self.filter(state="held").exclude(review="rejected")

    def faulty(self) -> SubmissionQuerySet:
        return self.filter(state="faulty")

    def newest_first(self) -> SubmissionQuerySet:
        return self.order_by("-pk")

    def for_listing(self) -> SubmissionQuerySet:
        return self.select_related("form", "filed_by", "phone", "report").newest_first()

    def that_may_come_from(self, phone: Phone) -> SubmissionQuerySet:
        """Of this phone, and whatever its monitor sent by no phone that we know: it may hold a password, a
        session or the number of the SMS. Files are brought at a desk.
        """
        unknown = models.Q(phone=None, filed_by=phone.account_id) & ~models.Q(channel="file")
        return self.filter(models.Q(phone=phone) | unknown)


class Submission(models.Model):
    """One record: what a monitor sent first, and its edits. `root` is the first instance's identifier."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    root = models.CharField(max_length=FORM_ID_LENGTH)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    phone = models.ForeignKey(Phone, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=6, choices=CHANNELS)
    received_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    review = models.CharField(max_length=10, choices=REVIEWS, blank=True)
    faults = models.JSONField(default=list)  # why it could not be filed: a reader's faults as data
    remarks = models.JSONField(default=list)  # filed, with something to know
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "root"], name="one_submission")]
        indexes = [
            models.Index(fields=["organisation", "-id"]),
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="submissions_waiting"),
        ]

    def __str__(self) -> str:
        return self.root


class SubmissionVersion(models.Model):
    """One instance as received. The database refuses to change its bytes.

    The same instance sent again is this row; the same identifier with other bytes is refused and set aside.
    `cells` are its answers once read, for tables of many records (`core.xforms.cells`); "" where they must be
    read from `xml`.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions")
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")  # again, for the constraint
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    instance_id = models.CharField(max_length=FORM_ID_LENGTH)
    xml = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(auto_now_add=True)
    device = models.CharField(max_length=250, blank=True)  # only where the client put it into the address
    user_agent = models.CharField(max_length=250, blank=True)
    is_current = models.BooleanField(default=True)
    cells = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "instance_id"], name="one_instance"),
            models.UniqueConstraint(
                fields=["submission"], condition=models.Q(is_current=True), name="one_current_instance"
            ),
        ]

    def __str__(self) -> str:
        return self.instance_id


class Attachment(models.Model):
    """A file that an instance names, or that came with it unasked. Without `sha256` it is still awaited.

    The same name with other bytes does not replace what was there: both are kept, the later one is current.
    """

    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    is_named = models.BooleanField(default=True)  # whether the instance names it
    is_current = models.BooleanField(default=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "name"], condition=models.Q(is_current=True), name="one_current_attachment"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SetAsideQuerySet(models.QuerySet):
    def unlooked(self) -> SetAsideQuerySet:
        return self.filter(looked_at=None)

    def newest_first(self) -> SetAsideQuerySet:
        return self.select_related("filed_by", "phone").order_by("-pk")


class SetAside(models.Model):
    """What was refused, kept for a person to look at. `sha256` names the stored bytes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    phone = models.ForeignKey(Phone, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=6, choices=CHANNELS)
    code = models.CharField(max_length=40)  # why, as a code of intake.words
    about = models.JSONField(default=dict)  # the form, the instance, the name of the file: what could be read
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code", "sha256"], name="set_aside_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.sha256[:8]}"

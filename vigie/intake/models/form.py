"""Forms that monitors fill, their versions, and the files that go with them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from vigie.directory.models import Account, Organisation

FORM_ID_LENGTH = 249  # OpenRosa asks for at least this much of every identifier

STATES = [("draft", _("draft")), ("published", _("published")), ("closed", _("closed"))]


class FormQuerySet(models.QuerySet):
    def for_listing(self, fillable: models.QuerySet) -> FormQuerySet:
        """With their versions, newest first and without their bytes, and whether each is among the `fillable`."""
        fills = models.Exists(fillable.filter(pk=models.OuterRef("pk")))
        versions = models.Prefetch("versions", FormVersion.objects.light(), to_attr="told_versions")
        shown = self.select_related("organisation").prefetch_related(versions)
        return shown.annotate(fills=fills).order_by("title", "pk")


class Form(models.Model):
    """A form as phones know it, by its identifier, whatever its version.

    `organisation` answers for it and publishes its versions. `fillers` are the organisations whose monitors
    may fill it; none means nobody.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_id = models.CharField(max_length=FORM_ID_LENGTH, unique=True)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    fillers = models.ManyToManyField(Organisation, related_name="+", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FormQuerySet.as_manager()

    def __str__(self) -> str:
        return self.form_id


class FormVersionQuerySet(models.QuerySet):
    def light(self) -> FormVersionQuerySet:
        """Newest first, without the bytes; `has_sheet` says whether an XLSForm is kept."""
        has_sheet = models.Case(
            models.When(sheet__isnull=False, then=True), default=False, output_field=models.BooleanField()
        )
        found = self.defer("xml", "sheet").annotate(has_sheet=has_sheet)
        return found.order_by(models.F("published_at").desc(nulls_first=True), "-pk")


class FormVersion(models.Model):
    """One version of a form. Once published its bytes never change: phones in the field hold them.

    `xml` is served byte for byte. `definition` is what core.xforms reads from it, as data; `mapping` says how
    its answers become a report, a visit or a survey answer. `public_key` (base64 DER) makes a version that takes
    encrypted submissions only.
    """

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    version = models.CharField(max_length=FORM_ID_LENGTH, blank=True)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    xml = models.BinaryField()
    md5 = models.CharField(max_length=32)  # OpenRosa's hash of `xml`
    sheet = models.BinaryField(null=True)  # the XLSForm it was compiled from
    sheet_name = models.CharField(max_length=200, blank=True)
    definition = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    public_key = models.TextField(blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "version"], name="one_form_version")]

    def __str__(self) -> str:
        return f"{self.form_id} {self.version}"


class FormFile(models.Model):
    """A file that goes with a version: a picture, a list of choices, or a list of entities by its name.

    Either `sha256` names stored bytes, or `entity_list` says from which list they are made at each request;
    neither: the form names the file and nobody has brought it yet.
    """

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="files")
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64, blank=True)
    md5 = models.CharField(max_length=32, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    entity_list = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="one_form_file")]

    def __str__(self) -> str:
        return self.name

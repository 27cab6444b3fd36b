"""Encrypted records on their way to their recipient and, opened, back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vigie.core.xforms.bundle import BundledForm, BundledRecord, write_bundle
from vigie.core.xforms.instance import BadInstance, read_instance
from vigie.intake.models import Form, Opening, SubmissionVersion
from vigie.intake.receiving import filer, stored
from vigie.ledger.act import act
from vigie.monitoring.acts.who import person


@dataclass(frozen=True)
class Returned:
    """What the recipient gives back of one record: which it is, and the part for the register."""

    submission: str
    instance: str
    manifest_sha256: str
    taken: bytes


@act("open")
def hand_over(actor, form: Form, *, path: Path | BinaryIO) -> int:
    """Write the encrypted records of a form that nobody has opened yet into a bundle. Says how many."""
    versions = list(_sealed(form).select_related("submission").prefetch_related("attachments"))
    used = form.versions.filter(pk__in={each.form_version_id for each in versions})
    forms = [BundledForm(each.md5, each.version, bytes(each.xml), each.mapping) for each in used]
    names = {each.pk: each.md5 for each in used}
    count = write_bundle(path, form.form_id, forms, (_bundled(each, names) for each in versions))
    form.ledger_detail = {"records": count}
    return count


def _sealed(form: Form):
    """Current encrypted instances that wait for their recipient, oldest first."""
    waiting = SubmissionVersion.objects.filter(form=form, is_current=True, submission__state="sealed")
    return waiting.filter(opening=None).order_by("submission_id")


def _bundled(version: SubmissionVersion, forms: dict[int, str]) -> BundledRecord:
    return BundledRecord(
        str(version.submission.uuid), version.instance_id, forms[version.form_version_id], bytes(version.xml),
        tuple(_files(version)),
    )  # fmt: skip


def _files(version: SubmissionVersion) -> Iterator[tuple[str, Path | None]]:
    for each in version.attachments.all():
        if each.is_named and each.is_current:
            yield each.name, stored.path_of(each.sha256) if each.sha256 else None


@act("open")
def file_opened(actor, form: Form, *, returned: Sequence[Returned]) -> Counter[str]:
    """Take what the recipient gives back into the register. Outcomes: "taken", "known", and why others were refused.

    Each becomes a record to be filed like any other. "unknown": not an encrypted record of this form; "other":
    the manifest is not the one that is here; "unfit": what is given back is not that record.
    """
    outcomes = Counter(_file(actor, form, each) for each in returned)
    form.ledger_detail = dict(outcomes)
    filer.wake()
    return outcomes


def _file(actor, form: Form, each: Returned) -> str:
    version = (
        SubmissionVersion.objects.select_related("submission", "form", "form_version")
        .filter(form=form, instance_id=each.instance)
        .first()
    )
    if version is None or str(version.submission.uuid) != each.submission:
        return "unknown"
    if Opening.objects.filter(version=version).exists():
        return "known"
    if version.submission.state != "sealed" or not version.is_current:
        return "unknown"
    if version.sha256 != each.manifest_sha256:
        return "other"
    if not _is_that_record(version, each.taken):
        return "unfit"
    Opening.objects.create(version=version, xml=each.taken, opened_by=person(actor))
    version.submission.state = "waiting"
    version.submission.save(update_fields=["state"])
    return "taken"


def _is_that_record(version: SubmissionVersion, xml: bytes) -> bool:
    try:
        said = read_instance(xml)
    except BadInstance:
        return False
    own = (version.form.form_id, version.form_version.version, version.instance_id)
    return (said.form_id, said.version, said.instance_id) == own and not said.encrypted

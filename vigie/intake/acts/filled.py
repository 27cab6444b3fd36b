"""Bringing filled forms from another program's export: each becomes the record that a phone would have sent."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import transaction

from vigie import access
from vigie.access import NodeActor
from vigie.directory.models import Account
from vigie.intake.acts.filing import file_submissions
from vigie.intake.files.runs import Tell, account_for, as_data, close, new_run, row_of, silent
from vigie.intake.models import (
    CHANNELS,
    Form,
    FormVersion,
    ImportRow,
    ImportRun,
    Submission,
    SubmissionVersion,
)
from vigie.intake.readers.exports import FilledForm, FilledForms, open_export
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.receiving.arrival import Sender, understood
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.receiving.writing import Received, write_down
from vigie.intake.xlsforms.versions import definition_of
from vigie.ledger.act import Refused, write

BATCH = 100
# Identifiers of corrected rows are made from what they say, so that bringing a file again makes none anew.
CORRECTIONS = uuid.UUID("a4bd7c2f-6b6d-4a53-9d0f-6a1c1a2f2a51")
OUTCOMES = {"stored": "created", "edited": "updated", "known": "unchanged"}


@dataclass
class _Kept:
    """A row of the file, and the record that it became."""

    row: Row
    outcome: str | None
    submission: Submission | None = None
    why: str = ""
    remarks: list[Fault] = field(default_factory=list)


def bring_filled(
    actor: Account, form: Form, *, path: Path, file_name: str = "", progress: Tell = silent
) -> ImportRun:
    """Bring an export of a form into an organisation's records, and file what is new.

    A record that came by telephone, browser or SMS already is passed over: what came first is kept. One that
    came by a file and now says something else becomes its correction. A run comes back whatever the file was.
    One ledger line for the run, and one for each record. Raises `Refused`.
    """
    if not access.may(actor, "fill", form):
        raise Refused(f"bring {form._meta.label} {form.pk}")
    path = Path(path)
    with transaction.atomic():
        about = {"series": "", "form": form.form_id}
        organisation = actor.organisation
        run = new_run(actor, path, source="form", organisation=organisation, about=about, file_name=file_name)
        organisation.ledger_detail = {"run": str(run.uuid), "source": run.source}
        write(actor, "bring", organisation)
    reading = _Reading(run)
    for batch in reading.batches(actor, form, path):
        with transaction.atomic():
            account_for(run, batch)
        progress(reading.count, reading.length)
    close(run, reading)
    return run


class _Reading:
    """The rows of an export as they are taken; `count`, `faults` and `last` as `reading.Batches` has them."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.faults, self.count, self.last, self.length = run, (), 0, 0, 0

    def batches(self, actor: Account, form: Form, path: Path) -> Iterator[list[ImportRow]]:
        try:
            export = open_export(path)
            if export is None:
                raise UnreadableFile(Fault("export-not-recognised"))
        except UnreadableFile as stop:
            self.faults = stop.faults
            return
        self.length = len(export.entries) + len(export.strays)
        taking = _Taking(actor, form, export)
        while batch := list(islice(taking.forms, BATCH)):
            self.count, self.last = self.count + len(batch), batch[-1].number
            yield [self._row(kept) for kept in taking.taken(batch)]

    def _row(self, kept: _Kept) -> ImportRow:
        report = kept.submission.report if kept.submission else None
        found = row_of(self.run, kept.row, kept.outcome, why=kept.why, report=report)
        found.remarks += [as_data(remark) for remark in kept.remarks]
        if kept.submission is not None and kept.submission.state == "faulty":
            found.remarks += kept.submission.faults  # it is kept, and waits at the desk
        return found


class _Taking:
    """Takes filled forms as records of one sender."""

    def __init__(self, actor: Account, form: Form, export) -> None:
        self.sender, self.form = Sender(actor, "file"), form
        known = FormVersion.objects.filter(form=form).exclude(state="draft").defer("xml", "sheet")
        self.versions = list(known.order_by("-published_at", "-pk"))
        if not self.versions:
            raise Refused(f"bring {form._meta.label} {form.pk}")
        self.newest = self.versions[0]
        reading = FilledForms(definition_of(self.newest), export)
        self.said = reading.versions()
        self.forms = iter(reading)

    def taken(self, batch: Sequence[FilledForm]) -> list[_Kept]:
        """What became of each form, filed already where it could be."""
        before = self._before([each.root for each in batch if each.root])
        kept = [self._arrival(each, before.get(each.root, [])) for each in batch]
        arrivals = [arrival for _kept, arrival in kept if arrival is not None]
        found = iter(write_down(arrivals)) if arrivals else iter(())
        for each, arrival in kept:
            if arrival is not None:
                _settle(each, next(found))
        records = [each for each, _arrival in kept]
        _filed(records)
        return records

    def _before(self, roots: list[str]) -> dict[str, list[SubmissionVersion]]:
        """Root → its instances, the oldest first."""
        versions = SubmissionVersion.objects.filter(form=self.form, submission__root__in=roots)
        found: dict[str, list[SubmissionVersion]] = {}
        for each in versions.select_related("submission__report").defer("xml").order_by("number"):
            found.setdefault(each.submission.root, []).append(each)
        return found

    def _arrival(self, each: FilledForm, before: list[SubmissionVersion]):
        row = Row(each.number, each.root[:100], faults=each.faults, remarks=each.remarks)
        if each.faults:
            return _Kept(row, None), None
        xml = self._xml(each)
        if before and before[0].submission.channel != "file":
            channel = str(dict(CHANNELS)[before[0].submission.channel])
            return _Kept(row, "unchanged", before[0].submission, remarks=[_known(channel)]), None
        if before and hashlib.sha256(xml).hexdigest() != before[0].sha256:
            instance = f"uuid:{uuid.uuid5(CORRECTIONS, hashlib.sha256(xml).hexdigest())}"
            if instance == before[-1].instance_id:
                return _Kept(row, "unchanged", before[-1].submission), None
            xml = self._xml(each, instance=instance, deprecates=before[-1].instance_id)
        try:
            return _Kept(row, "created"), understood(self.sender, hashlib.sha256(xml).hexdigest(), xml, ())
        except NotTaken as refusal:
            return _Kept(row, "refused", why=refusal.sentence()), None

    def _xml(self, each: FilledForm, **more: str) -> bytes:
        """As of the version that was filled, where we have it; else of the newest."""
        said = self.said.get(each.number, "")
        version = next((found for found in self.versions if found.version == said), self.newest)
        return each.xml(definition_of(version), version.version, **more)


def _known(channel: str) -> Fault:
    return Fault("export-known", params={"channel": channel})


def _settle(kept: _Kept, found: Received | NotTaken) -> None:
    if isinstance(found, NotTaken):
        kept.outcome, kept.why = "refused", found.sentence()
        return
    kept.outcome, kept.submission = OUTCOMES[found.outcome], found.submission
    kept.remarks += [Fault("export-without-file", value=name) for name in found.missing]


def _filed(records: list[_Kept]) -> None:
    """File what waits, and know what it became."""
    fresh = [each.submission for each in records if each.submission and each.outcome != "unchanged"]
    file_submissions(NodeActor(), fresh)
    now = Submission.objects.select_related("report").in_bulk([each.pk for each in fresh])
    for each in records:
        if each.submission is not None:
            each.submission = now.get(each.submission.pk, each.submission)

"""Filing what came in: answers become reports, visits or survey answers, many in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import DataError, transaction
from django.utils import timezone

from vigie import access
from vigie.access import NodeActor
from vigie.core.dates import When
from vigie.core.faults import Fault
from vigie.core.xforms.definition import Definition
from vigie.core.xforms.instance import BadInstance, Instance, read_instance
from vigie.core.xforms.mapping import BadMapping, DoesNotFit, Said, say
from vigie.counting.accounts import never_compared
from vigie.counting.acts import match_arrivals
from vigie.counting.models import Pair
from vigie.fieldwork.filing import Told, Writing
from vigie.intake.models import FormVersion, Opening, Submission, SubmissionVersion
from vigie.intake.xlsforms.versions import DATASET_LENGTH, definition_of, key_of, mapping_of, series_of
from vigie.ledger.act import Refused, write
from vigie.ledger.models import Node
from vigie.monitoring import gathering
from vigie.monitoring.filing import Filing
from vigie.monitoring.models import Incident, Report
from vigie.monitoring.unfit import Unfit

REPORTS = ("report", "follow_up")  # what becomes a report of the register


@dataclass
class Record:
    """One submission while it is filed. `said` is None where it can't be, and `faults` say why."""

    submission: Submission
    version: SubmissionVersion
    said: Said | None = None
    incident: Incident | None = None
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    report: Report | None = None

    @property
    def key(self) -> str:
        return key_of(self.submission.root)


def file_submissions(actor, submissions: Sequence[Submission]) -> Counter[str]:
    """File waiting submissions: how many were "filed", "faulty", "held" or "sealed".

    One transaction, and one ledger line for each organisation and form. Nothing is lost: what can't be filed
    keeps its faults for a person, what a seized phone sent is held apart, what is encrypted waits for its
    recipient. Those that are not waiting any more are passed over, so that it may be called twice. What is
    new is matched before it returns. Raises `Refused`.
    """
    keys = [each.pk for each in submissions]
    if access.rows(actor, "file", "intake.Submission").filter(pk__in=keys).count() != len(set(keys)):
        raise Refused(f"file_submissions {len(keys)}")
    with transaction.atomic():
        records = _waiting(keys)
        for record in records:
            _read(record)
        _file(actor, [record for record in records if record.said])
        _match([record for record in records if record.report])
        _keep(actor, records)
    return Counter(record.submission.state for record in records)


def _waiting(keys: list[int]) -> list[Record]:
    locked = Submission.objects.select_for_update(of=("self",)).filter(pk__in=keys, state="waiting")
    found = {each.pk: each for each in locked.select_related("form", "phone", "organisation", "filed_by")}
    current = SubmissionVersion.objects.filter(submission__in=found, is_current=True).select_related(
        "form_version"
    )
    heavy = ("form_version__xml", "form_version__sheet")
    return [
        Record(found[each.submission_id], each) for each in current.defer(*heavy).order_by("submission_id")
    ]


def _read(record: Record) -> None:
    """Say what the answers mean, or why they can't be filed now."""
    submission, version = record.submission, record.version
    if held_apart(submission):
        submission.state = "held"
        return
    try:
        instance = _instance(version)
        if instance.encrypted:
            submission.state = "sealed"
            return
        record.said = _said(version.form_version, instance, record)
    except BadInstance as error:
        record.faults.append(Fault(f"xml-{error.code}", params={"line": error.line or 1}))
    except (BadMapping, DoesNotFit) as error:
        record.faults += error.faults


def _instance(version: SubmissionVersion) -> Instance:
    """What was sent or, of an encrypted record, what its recipient gave back."""
    instance = read_instance(bytes(version.xml))
    opening = Opening.objects.filter(version=version).first() if instance.encrypted else None
    return read_instance(bytes(opening.xml)) if opening else instance


def _said(version: FormVersion, instance: Instance, record: Record) -> Said | None:
    mapping = mapping_of(version)
    if mapping is None:
        record.faults.append(Fault("form-without-mapping", value=record.submission.form.title))
        return None
    definition: Definition = definition_of(version)
    received = timezone.localdate(record.version.received_at)
    said = say(mapping, definition.arranged(instance), received=received)
    record.remarks += said.remarks
    if said.becomes == "follow_up":
        _find_incident(record, said)
    return None if record.faults else said


def held_apart(submission: Submission) -> bool:
    """Whether this came from a phone in other hands: on or after the day from which its reports are doubted.

    What a coordinator has looked at and released is its monitor's.
    """
    phone = submission.phone
    if phone is None or phone.seized_at is None or submission.review == "approved":
        return False
    return phone.held_since is None or timezone.localdate(submission.received_at) >= phone.held_since


def _find_incident(record: Record, said: Said) -> None:
    """The incident that a follow-up names, if its sender may see it: a refusal looks like absence."""
    sender = record.submission.filed_by
    if said.incident and sender is not None:
        record.incident = (
            access.rows(sender, "see", "monitoring.Incident").filter(ref=said.incident.upper()).first()
        )
    if record.incident is None and (said.when is None or "event_type" not in said.parts):
        record.faults.append(Fault("follow-up-unknown", value=said.incident))
    elif record.incident is None:
        record.remarks.append(Fault("follow-up-alone", value=said.incident))


def _file(actor, records: list[Record]) -> None:
    """File each group of one organisation and form together; visits and answers, of one sender too."""
    groups: dict[tuple, list[Record]] = defaultdict(list)
    for record in records:
        sub = record.submission
        becomes = record.said.becomes
        sender = None if becomes in REPORTS else sub.filed_by_id
        groups[sub.organisation_id, sub.form_id, becomes, sender].append(record)
    for group in groups.values():
        _file_in_any_case(group)


def _file_in_any_case(group: list[Record]) -> None:
    """One record that the database can't hold must not take its neighbours along."""
    try:
        with transaction.atomic():
            _file_group(group)
    except DataError as error:
        if len(group) == 1:
            why = str(error).partition("\n")[0]
            group[0].faults.append(Fault("not-kept", params={"why": why}))
            return
        for record in group:
            _file_in_any_case([record])


def _file_group(group: list[Record]) -> None:
    submission, becomes = group[0].submission, group[0].said.becomes
    series = series_of(submission.form.form_id)
    if becomes in REPORTS:
        _file_reports(group, series)
        return
    if becomes == "kept":
        return
    writing = Writing(submission.organisation, series, submission.filed_by)
    told = [_told(record) for record in group]
    if becomes == "visit":
        writing.visits(told)
    else:
        writing.answers(told)


def _file_reports(group: list[Record], series: str) -> None:
    submission = group[0].submission
    dataset = series if len(series) <= DATASET_LENGTH else f"form:{hashlib.sha1(series.encode()).hexdigest()}"  # noqa: S324
    statements = [_statement(record) for record in group]
    senders = {record.key: record.submission.filed_by for record in group}
    filing = Filing(submission.organisation, dataset, senders=senders)
    for record, filed in zip(group, filing.file(statements), strict=True):
        if filed.outcome == "refused":
            record.faults.append(Fault("not-kept", params={"why": filed.why}))
        record.report = filed.report


def _statement(record: Record):
    """The report; a follow-up that says neither date nor type speaks of those of its incident."""
    incident = record.incident
    if incident is None:
        return record.said.statement(record.key)
    when = When(incident.date_first, incident.date_last, incident.date_precision)
    return record.said.statement(record.key, when=when, event_type=incident.event_type)


def _told(record: Record) -> Told:
    said = record.said
    return Told(
        record.key, said.when, said.spots, said.answers, kind=said.kind, survey=said.survey, text=said.text,
        tlp=said.tlp,
    )  # fmt: skip


def _match(records: list[Record]) -> None:
    """Gather follow-ups where the law lets their senders; compare the rest with what is near."""
    following = [record for record in records if record.incident is not None]
    joined = {record.report.pk for record in following if _gathered(record)}
    loose = never_compared(Report.objects.filter(pk__in=[record.report.pk for record in records]))
    if loose.exists():
        match_arrivals(NodeActor(), Node.here(), reports=loose)
    for record in following:
        if record.report.pk not in joined:
            _lay_before_a_person(record)


def _gathered(record: Record) -> bool:
    """Put a follow-up to the incident that it names, if its sender may gather there."""
    sender, report, incident = record.submission.filed_by, record.report, record.incident
    if not access.may(sender, "gather", incident) or hasattr(report, "link") or incident.state == "merged":
        return False
    try:
        with transaction.atomic():
            gathering.join([(report, incident)], by=sender)
    except Unfit:  # nobody could read all of it together
        return False
    return True


def _lay_before_a_person(record: Record) -> None:
    """Ask in the review whether a follow-up belongs where its sender says, unless it came there by itself."""
    report, incident = record.report, record.incident
    if incident.links.filter(report=report).exists():
        return
    record.remarks.append(Fault("follow-up-waits", value=incident.ref))
    told = incident.links.order_by("report").values_list("report", flat=True).first()
    if told is None:
        return
    left, right = sorted((told, report.pk))
    asked, made = Pair.objects.get_or_create(
        left_id=left, right_id=right, defaults={"bits": 0.0, "probability": 0.5, "standing": "to_review"}
    )
    if not made and asked.standing == "rejected":
        Pair.objects.filter(pk=asked.pk).update(standing="to_review")


def _keep(actor, records: Iterable[Record]) -> None:
    """Store what became of each, and write one line for each organisation and form."""
    done: dict[tuple, Counter] = defaultdict(Counter)
    for record in records:
        submission = record.submission
        if record.faults:
            submission.state = "faulty"
        elif submission.state == "waiting":
            submission.state, submission.report = "filed", record.report
        submission.faults = [each.as_data() for each in record.faults]
        submission.remarks = _remarks(submission, record)
        done[submission.form][submission.state] += 1
    changed = [record.submission for record in records]
    # An upsert of rows that are there and locked: `bulk_update` takes five times as long.
    Submission.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"],
        update_fields=["state", "report", "faults", "remarks"],
    )  # fmt: skip
    for form, outcomes in done.items():
        form.ledger_detail = dict(outcomes)
        write(actor, "file_submissions", form)


def _remarks(submission: Submission, record: Record) -> list[dict]:
    held = {each["code"]: each for each in submission.remarks}
    return list({**held, **{each.code: each.as_data() for each in record.remarks}}.values())

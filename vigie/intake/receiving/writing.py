"""Writing arrivals down: one record for one instance however often it comes, and every byte kept.

The database's own constraints decide who was first. Several arrivals are written in one transaction; when another
process was quicker with one of them, all of it is undone and asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import DatabaseError, DataError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from vigie.core.faults import Fault
from vigie.intake.models import Attachment, Phone, Submission, SubmissionVersion
from vigie.intake.receiving import standing
from vigie.intake.receiving.arrival import Arrival
from vigie.intake.receiving.committing import pen
from vigie.intake.receiving.refusals import NotTaken
from vigie.intake.xlsforms.versions import layout_of
from vigie.ledger.act import line
from vigie.ledger.models import Entry

TRIES = 5


class Void(Exception):
    """What was remembered of the sender or the form is not so any more: ask anew."""


@dataclass(frozen=True)
class Received:
    """What became of an arrival. `outcome`: "stored", "edited", or "known" when it was here already.

    `missing` are files that the record names and that are still awaited.
    """

    submission: Submission
    version: SubmissionVersion
    outcome: str
    missing: tuple[str, ...] = ()


def write_down(arrivals: Sequence[Arrival]) -> list[Received | NotTaken | Void]:
    """Write arrivals down, all in one transaction, and say of each what became of it.

    The files must be on disk already. Raises `DatabaseError`; then nothing is written.
    """
    try:
        return _written(arrivals)
    except DataError:
        if len(arrivals) == 1:
            raise
    return [_alone(each) for each in arrivals]  # one that can't be held must not take its neighbours along


def _alone(arrival: Arrival) -> Received | NotTaken | Void:
    try:
        return _written([arrival])[0]
    except DataError:
        return NotTaken("broken")


def _written(arrivals: Sequence[Arrival]) -> list[Received | NotTaken | Void]:
    for left in reversed(range(TRIES)):
        try:
            with pen(), transaction.atomic():
                return _Writing(arrivals).outcomes()
        except (IntegrityError, OperationalError) as error:
            if not left or not _is_a_race(error):
                raise
    raise AssertionError("unreachable")


def _is_a_race(error: DatabaseError) -> bool:
    """Whether another process wrote the same at the same time: a key taken meanwhile, or a deadlock."""
    return isinstance(error, IntegrityError) or "deadlock" in str(error)


class _Writing:
    """One transaction's work: what is known, then what is new, then one statement for each table."""

    def __init__(self, arrivals: Sequence[Arrival]) -> None:
        self.arrivals = arrivals
        wanted = {each.instance.instance_id for each in arrivals}
        wanted |= {each.instance.deprecated_id for each in arrivals if each.instance.deprecated_id}
        found = SubmissionVersion.objects.filter(
            form__in={each.form.pk for each in arrivals}, instance_id__in=wanted
        )
        self.known = {
            (each.form_id, each.instance_id): each
            for each in found.defer("xml").select_related("submission").prefetch_related("attachments")
        }
        self.attachments: dict[int, list[Attachment]] = {
            id(each): list(each.attachments.all()) for each in self.known.values()
        }
        self.submissions: list[Submission] = []
        self.versions: list[SubmissionVersion] = []
        self.replaced: list[SubmissionVersion] = []
        self.entries: list[Entry] = []

    def outcomes(self) -> list[Received | NotTaken | Void]:
        # In one order everywhere, so that two processes never wait for each other in a circle.
        order = sorted(range(len(self.arrivals)), key=lambda at: self.arrivals[at].key)
        void = standing.void(self.arrivals)
        found = {at: Void() if at in void else self._placed(self.arrivals[at]) for at in order}
        self._save()
        return [self._outcome(found[at]) for at in range(len(self.arrivals))]

    def _placed(self, arrival: Arrival) -> tuple[str, SubmissionVersion] | NotTaken:
        known = self.known.get(arrival.key)
        if known is not None:
            if known.sha256 != arrival.sha256 or not self._is_ours(known, arrival):
                return NotTaken("other-content")
            self._attach(known, arrival)
            return "known", known
        if arrival.instance.deprecated_id:
            return self._edited(arrival)
        return "stored", self._new(arrival, self._submission(arrival), 1)

    def _is_ours(self, known: SubmissionVersion, arrival: Arrival) -> bool:
        """Whether both come from one organisation: a phone that was set up anew is another sender."""
        return known.submission.organisation_id == arrival.sender.actor.organisation_id

    def _submission(self, arrival: Arrival) -> Submission:
        sender = arrival.sender
        made = Submission(
            uuid=uuid4(), form=arrival.form, root=arrival.instance.instance_id, channel=sender.channel,
            organisation=sender.actor.organisation, filed_by=sender.actor, phone=sender.phone,
            state=_state(arrival), remarks=list(arrival.remarks),
        )  # fmt: skip
        self.submissions.append(made)
        return made

    def _new(self, arrival: Arrival, submission: Submission, number: int) -> SubmissionVersion:
        made = SubmissionVersion(
            submission=submission, form=arrival.form, form_version=arrival.form_version, number=number,
            instance_id=arrival.instance.instance_id, xml=arrival.xml, sha256=arrival.sha256,
            device=arrival.sender.device[:250], user_agent=arrival.sender.user_agent[:250],
            cells=layout_of(arrival.form_version).kept(arrival.instance),
        )  # fmt: skip
        self.versions.append(made)
        self.known[arrival.key] = made
        self.attachments[id(made)] = [Attachment(version=made, name=name) for name in arrival.named]
        self._attach(made, arrival)
        arrival.form.ledger_detail = {"submission": str(submission.uuid), "number": number}
        self.entries.append(line(arrival.sender.actor, "receive", arrival.form))
        return made

    def _edited(self, arrival: Arrival) -> tuple[str, SubmissionVersion] | NotTaken:
        before = self.known.get((arrival.form.pk, arrival.instance.deprecated_id))
        if before is None or not self._is_ours(before, arrival):
            return NotTaken("unknown-original")
        if not before.is_current:
            return NotTaken("not-current")
        submission = before.submission
        before.is_current = False
        self.replaced.append(before)
        made = self._new(arrival, submission, before.number + 1)
        self._carry_over(before, made, arrival)
        submission.faults, submission.remarks = [], list(arrival.remarks)
        if submission.review == "rejected" and submission.state != "held":
            # Nothing that was rejected comes back by itself: the edit is filed once somebody approves the record.
            submission.remarks.append(Fault("edited-rejected").as_data())
            return "edited", made
        submission.review = "edited"
        submission.state = "held" if submission.state == "held" else _state(arrival)
        return "edited", made

    def _carry_over(self, before: SubmissionVersion, made: SubmissionVersion, arrival: Arrival) -> None:
        """Files that the edit names and did not bring are those of the version before it.

        Never in an encrypted record: the names are alike, and each time the key is another.
        """
        if arrival.instance.encrypted:
            return
        held = {each.name: each for each in self.attachments[id(before)] if each.is_current and each.sha256}
        for each in self.attachments[id(made)]:
            if each.is_named and not each.sha256 and each.name in held:
                _fill(each, held[each.name].sha256, held[each.name].size, arrival)

    def _attach(self, version: SubmissionVersion, arrival: Arrival) -> None:
        """Put each file under its name. Other bytes under the same name stand beside the first, as current."""
        rows = self.attachments[id(version)]
        for file in arrival.files:
            same = [each for each in rows if each.name == file.name]
            if any(each.sha256 == file.staged.sha256 for each in same):
                continue
            awaited = next((each for each in same if not each.sha256), None)
            if awaited is None:
                awaited = Attachment(version=version, name=file.name, is_named=file.name in arrival.named)
                for each in same:
                    each.is_current = False
                    each.changed = True
                rows.append(awaited)
            _fill(awaited, file.staged.sha256, file.staged.size, arrival)

    def _save(self) -> None:
        for before in self.replaced:
            if before.pk:  # else it came in this same transaction and is not written yet
                before.save(update_fields=["is_current"])
            if before.submission.pk:
                before.submission.save(update_fields=["review", "state", "faults", "remarks"])
        Submission.objects.bulk_create(self.submissions)
        SubmissionVersion.objects.bulk_create(self.versions)
        rows = [each for kept in self.attachments.values() for each in kept]
        changed = [each for each in rows if each.pk and getattr(each, "changed", False)]
        # What is current no longer goes first: a name has one current file.
        for each in sorted(changed, key=lambda row: row.is_current):
            each.save(update_fields=["sha256", "size", "received_at", "is_current"])
        Attachment.objects.bulk_create([each for each in rows if not each.pk])
        seen_today({each.sender.phone.pk for each in self.arrivals if each.sender.phone})
        Entry.objects.bulk_create(self.entries)

    def _outcome(self, found: tuple[str, SubmissionVersion] | NotTaken | Void) -> Received | NotTaken | Void:
        if isinstance(found, Exception):
            return found
        outcome, version = found
        rows = self.attachments[id(version)]
        missing = tuple(each.name for each in rows if each.is_named and not each.sha256)
        return Received(version.submission, version, outcome, missing)


def _fill(row: Attachment, sha256: str, size: int, arrival: Arrival) -> None:
    row.sha256, row.size, row.received_at, row.changed = sha256, size, arrival.at, True


def _state(arrival: Arrival) -> str:
    if arrival.form_version.state == "draft":
        return "draft"
    return "sealed" if arrival.instance.encrypted else "waiting"


def seen_today(phones: Collection[int]) -> None:
    """Note the day on which these phones were last here."""
    today = timezone.localdate()
    Phone.objects.filter(pk__in=phones).exclude(last_seen_on=today).update(last_seen_on=today)

"""What a coordinator is shown of telephones, of who reports from where, and of what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vigie.intake import words
from vigie.intake.models import Phone, SavedMapping, SetAside, Submission
from vigie.intake.receiving.refusals import NotTaken
from vigie.web.tables import column

STANDINGS = {
    "working": gettext_noop("in use"), "revoked": gettext_noop("revoked"), "seized": gettext_noop("seized"),
}  # fmt: skip

# How a review is drawn: as said, disputed, verified or refuted.
MARKS = {"": "", "edited": "", "has_issues": "half", "approved": "full", "rejected": "no"}


@dataclass(frozen=True)
class ShownPhone:
    """A telephone, its monitor, and the day on which it was last heard of. Days only: an hour tells who was where."""

    uuid: str
    label: str
    username: str
    area: str
    last_seen_on: date | None
    standing: str
    made_on: date
    held_since: date | None

    @classmethod
    def of(cls, row: Phone) -> ShownPhone:
        standing = "seized" if row.seized_at else "revoked" if row.revoked_at else "working"
        return cls(
            str(row.uuid), row.label, row.account.username, row.area.name if row.area else "", row.last_seen_on,
            standing, row.created_at.date(), row.held_since,
        )  # fmt: skip

    @property
    def standing_name(self) -> str:
        return _(STANDINGS[self.standing])


@dataclass(frozen=True)
class Reporter:
    """Who reports, from which areas, and when last."""

    username: str
    areas: tuple[str, ...]
    last_on: date | None
    records: int
    channels: tuple[str, ...]


@dataclass(frozen=True)
class FormBacklog:
    """What one form has waiting."""

    uuid: str
    title: str
    form_id: str
    waiting: int
    incomplete: int
    faulty: int
    held: int
    sealed: int
    filed: int


@dataclass(frozen=True)
class ListedSubmission:
    """One record in the list of what came in."""

    uuid: str = column(gettext_noop("Record"), "#meta+id")
    form: str = column(gettext_noop("Form"), "#meta+form")
    by: str = column(gettext_noop("Sent by"), "#contact+user")
    received_on: date = column(gettext_noop("Received on"), "#date+received")
    channel: str = column(gettext_noop("Channel"), "#meta+channel")
    state: str = column(gettext_noop("State"), "#status")
    review: str = column(gettext_noop("Reviewed as"), "#status+review")
    review_mark: str
    faults: tuple[str, ...] = column(gettext_noop("Why it waits"), "#description+fault")

    @classmethod
    def of(cls, row: Submission) -> ListedSubmission:
        return cls(
            str(row.uuid), row.form.title, row.filed_by.username if row.filed_by else "", row.received_at.date(),
            str(row.get_channel_display()), _state(row), str(row.get_review_display()), MARKS[row.review],
            tuple(words.said(row.faults)),
        )  # fmt: skip


def _state(row: Submission) -> str:
    return _("turned down") if row.review == "rejected" else str(row.get_state_display())


@dataclass(frozen=True)
class ShownSubmission:
    """One record with its answers, for whoever has to decide on it."""

    uuid: str
    form: str
    by: str
    phone: str
    received_on: date
    channel: str
    state: str
    review: str
    review_mark: str
    is_rejected: bool
    is_held: bool
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    awaited: tuple[str, ...]
    report: str
    answers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, row: Submission) -> ShownSubmission:
        """Needs `row.current` (its version, attachments fetched) and `row.answers`, pairs of name and answer."""
        awaited = tuple(
            each.name for each in row.current.attachments.all() if each.is_named and not each.sha256
        )
        return cls(
            str(row.uuid), row.form.title, row.filed_by.username if row.filed_by else "",
            row.phone.label if row.phone else "", row.received_at.date(), str(row.get_channel_display()),
            _state(row), str(row.get_review_display()), MARKS[row.review],
            row.review == "rejected", row.state == "held" and row.review != "rejected", tuple(words.said(row.faults)),
            tuple(words.said(row.remarks)), awaited, str(row.report.uuid) if row.report else "",
            tuple(row.answers),
        )  # fmt: skip


@dataclass(frozen=True)
class ListedAside:
    """What was refused and kept: why, from whom, and how large."""

    uuid: str = column(gettext_noop("Set aside"), "#meta+id")
    received_on: date = column(gettext_noop("Received on"), "#date+received")
    by: str = column(gettext_noop("Sent by"), "#contact+user")
    channel: str = column(gettext_noop("Channel"), "#meta+channel")
    name: str = column(gettext_noop("File"), "#meta+file+name")
    size: int = column(gettext_noop("Bytes"), "#meta+file+size")
    code: str = column(gettext_noop("Code"), "#meta+fault+code")
    why: str = column(gettext_noop("Why it was refused"), "#description+fault")
    looked_on: date | None = column(gettext_noop("Looked at on"), "#date+looked")

    @classmethod
    def of(cls, row: SetAside) -> ListedAside:
        return cls(
            str(row.uuid), row.received_at.date(), row.filed_by.username if row.filed_by else "",
            str(row.get_channel_display()), str(row.about.get("name", "")), row.size, row.code, why_aside(row),
            row.looked_at.date() if row.looked_at else None,
        )  # fmt: skip


def why_aside(row: SetAside) -> str:
    """The sentence that its sender was told. A code of older days is said as it is."""
    try:
        return NotTaken(
            row.code, **{name: value for name, value in row.about.items() if name != "name"}
        ).sentence()
    except KeyError:
        return row.code


@dataclass(frozen=True)
class ListedMapping:
    """A mapping that the organisation keeps."""

    uuid: str
    name: str
    columns: int
    made_on: date
    by: str
    text: str

    @classmethod
    def of(cls, row: SavedMapping) -> ListedMapping:
        by = row.made_by.username if row.made_by else ""
        return cls(str(row.uuid), row.name, len(row.columns), row.made_at.date(), by, row.text)

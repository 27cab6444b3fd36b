"""An item as its readers see it: what it is, and on what terms they hold it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vigie.sharing.models import Derivative, File, Item, Receipt
from vigie.sharing.wording import ALLOWS, STATES
from vigie.web import codes
from vigie.web.tables import column


def state_of(item: Item, now: datetime) -> str:
    """The code of where an item stands, as `wording.STATES` names them."""
    terms = item.terms
    if terms.withdrawn_at:
        return "withdrawn"
    if terms.expires_at and terms.expires_at <= now:
        return "expired"
    if item.shared_at is None:
        return "own"
    if terms.embargo_until and now < terms.embargo_until:
        return "embargo"
    return "published" if terms.published_at and terms.published_at <= now else "shared"


def last_day(expires_at: datetime | None) -> date | None:
    """The last day on which something is shared. It expires when that day is over."""
    return timezone.localdate(expires_at - timedelta(microseconds=1)) if expires_at else None


def written(day: date | None) -> str:
    return day.isoformat() if day else ""


@dataclass(frozen=True)
class ListedItem:
    """One line of the list: enough to choose by, and the terms at a glance."""

    uuid: str = column(gettext_noop("Item"), "#meta+id")
    title: str = column(gettext_noop("Title"), "#meta+title")
    kind: str = column(gettext_noop("Kind"), "#meta+type")
    theme: str = column(gettext_noop("Theme"), "#sector")
    country: str = column(gettext_noop("Country it is about"), "#country")
    originator: str = column(gettext_noop("Originator"), "#org")
    tlp: str = column(gettext_noop("Mark"), "#meta+tlp")
    state: str = column(gettext_noop("State"), "#status")
    made_on: str = column(gettext_noop("Entered on"), "#date")
    until: str = column(gettext_noop("Shared until"), "#date+end")
    may_be_cited: str = column(gettext_noop("May be cited"), "#meta+citable")
    code: str = ""
    made: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, item: Item) -> ListedItem:
        state, until = state_of(item, timezone.now()), last_day(item.terms.expires_at)
        made = timezone.localdate(item.made_at)
        return cls(
            str(item.uuid), item.title, str(item.get_kind_display()), str(item.get_theme_display()),
            codes.country(item.country), item.terms.originator.name, item.terms.tlp, str(STATES[state][1]),
            made.isoformat(), written(until), _("Yes") if item.may_be_cited else _("No"), state, made, until,
        )  # fmt: skip


@dataclass(frozen=True)
class ShownFile:
    """A file to fetch."""

    number: int
    name: str
    size: int  # bytes
    sha256: str

    @classmethod
    def of(cls, file: File) -> ShownFile:
        return cls(file.pk, file.name, file.size, file.sha256)


@dataclass(frozen=True)
class ShownReceipt:
    """Which body opened it first, by whom, when. On the originator's page alone."""

    body: str
    opened_by: str
    opened_at: datetime

    @classmethod
    def of(cls, receipt: Receipt) -> ShownReceipt:
        return cls(receipt.body.name, receipt.account.username, receipt.opened_at)


@dataclass(frozen=True)
class ShownLink:
    """The other of an original and its redacted derivative, for who reads both."""

    uuid: str
    title: str
    tlp: str
    removed: str
    is_original: bool

    @classmethod
    def of(cls, found: Derivative, here: Item) -> ShownLink:
        is_original = found.redacted_id == here.pk
        other = found.original if is_original else found.redacted
        return cls(str(other.uuid), other.title, other.terms.tlp, found.removed, is_original)


@dataclass(frozen=True)
class Beside:
    """What the law lets this reader see beside an item."""

    circles: tuple = ()
    receipts: tuple[Receipt, ...] = ()
    links: tuple[Derivative, ...] = ()
    is_own: bool = False


@dataclass(frozen=True)
class ShownItem:
    """One item with its terms. What is for the originator alone is empty for everybody else."""

    uuid: str
    title: str
    kind: str
    theme: str
    country: str
    language: str
    text: str
    originator: str
    tlp: str
    allows: str
    state: str
    state_name: str
    purpose: str
    legal_basis: str
    national: str
    declassified_by: str
    may_be_cited: bool
    circles: tuple[str, ...]
    made_on: date
    embargo_until: date | None
    published_on: date | None
    shared_until: date | None
    review_on: date | None
    withdrawn_on: date | None
    checksum: str
    files: tuple[ShownFile, ...]
    is_own: bool
    receipts: tuple[ShownReceipt, ...]
    links: tuple[ShownLink, ...]

    @classmethod
    def of(cls, shown: ShownItem) -> ShownItem:
        return shown

    @classmethod
    def beside(cls, item: Item, beside: Beside) -> ShownItem:
        terms, state = item.terms, state_of(item, timezone.now())
        return cls(
            uuid=str(item.uuid), title=item.title, kind=str(item.get_kind_display()),
            theme=str(item.get_theme_display()), country=codes.country(item.country), language=item.language,
            text=item.text, originator=terms.originator.name, tlp=terms.tlp, allows=str(ALLOWS[terms.tlp]),
            state=state, state_name=str(STATES[state][1]), purpose=terms.purpose, legal_basis=terms.legal_basis,
            national=str(item.get_national_display()), declassified_by=item.declassified_by,
            may_be_cited=item.may_be_cited, circles=tuple(each.name for each in beside.circles),
            made_on=timezone.localdate(item.made_at), embargo_until=_day(terms.embargo_until),
            published_on=_day(terms.published_at), shared_until=last_day(terms.expires_at),
            review_on=item.review_on, withdrawn_on=_day(terms.withdrawn_at), checksum=item.checksum,
            files=tuple(ShownFile.of(each) for each in item.files.all()), is_own=beside.is_own,
            receipts=tuple(ShownReceipt.of(each) for each in beside.receipts),
            links=tuple(ShownLink.of(each, item) for each in beside.links),
        )  # fmt: skip


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None

"""A circle as those who see it are shown it, and a hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from vigie.ledger.models import Entry
from vigie.sharing.models import Circle, Hold
from vigie.web import codes
from vigie.web.tables import column


def named(account) -> str:
    """A person as a circle names them: the account and its body."""
    return f"{account.username} ({account.organisation.name})"


@dataclass(frozen=True)
class ListedCircle:
    """One line of the list of circles. With the lists of its members prefetched."""

    uuid: str = column(gettext_noop("Circle"), "#meta+id")
    name: str = column(gettext_noop("Name"), "#meta+name")
    kind: str = column(gettext_noop("Kind"), "#meta+type")
    keeper: str = column(gettext_noop("Keeper"), "#org")
    bodies: int = column(gettext_noop("Bodies"), "#indicator+bodies+num")
    persons: int = column(gettext_noop("Persons"), "#indicator+persons+num")
    closed_on: str = column(gettext_noop("Closed on"), "#date+end")
    closed: date | None = None

    @classmethod
    def of(cls, row: Circle) -> ListedCircle:
        closed = timezone.localdate(row.closed_at) if row.closed_at else None
        return cls(
            str(row.uuid), row.name, str(row.get_kind_display()), row.keeper.name, len(row.bodies.all()),
            len(row.persons.all()), closed.isoformat() if closed else "", closed,
        )  # fmt: skip


@dataclass(frozen=True)
class CircleChange:
    """A line of a circle's history: which body did what; persons only as a number."""

    on: date
    body: str
    said: str

    @classmethod
    def of(cls, entry: Entry) -> CircleChange:
        return cls(timezone.localdate(entry.at), entry.organisation, _changed(entry))


def _changed(entry: Entry) -> str:
    if entry.act == "close_circle":
        return _("closed")
    said = []
    for what, words in (("joined", _("joined")), ("left", _("left"))):
        who = list(entry.detail.get(f"{what}_bodies", []))
        if persons := len(entry.detail.get(f"{what}_persons", [])):
            who.append(ngettext("%(n)s person", "%(n)s persons", persons) % {"n": persons})
        if who:
            said.append(_("%(words)s: %(who)s") % {"words": words, "who": ", ".join(who)})
    return "; ".join(said) or _("name changed")


@dataclass(frozen=True)
class ShownCircle:
    """One circle: who is in it, and how it has changed."""

    uuid: str
    name: str
    kind: str
    keeper: str
    bodies: tuple[str, ...]
    persons: tuple[str, ...]
    closed_on: date | None
    is_kept: bool
    is_onward: bool
    changes: tuple[CircleChange, ...]

    @classmethod
    def of(cls, shown: ShownCircle) -> ShownCircle:
        return shown

    @classmethod
    def kept(cls, row: Circle, changes, is_kept: bool) -> ShownCircle:
        return cls(
            str(row.uuid), row.name, str(row.get_kind_display()), row.keeper.name,
            tuple(each.name for each in row.bodies.all()), tuple(named(each) for each in row.persons.all()),
            timezone.localdate(row.closed_at) if row.closed_at else None, is_kept, row.kind == "onward",
            tuple(CircleChange.of(each) for each in changes),
        )  # fmt: skip


@dataclass(frozen=True)
class ListedHold:
    """A stop of a country's sharing: what, why, by whom, from when to when."""

    uuid: str = column(gettext_noop("Hold"), "#meta+id")
    country: str = column(gettext_noop("Country"), "#country")
    reach: str = column(gettext_noop("What stops"), "#meta+reach")
    reason: str = column(gettext_noop("Reason"), "#description")
    holder: str = column(gettext_noop("Set by"), "#org")
    set_on: str = column(gettext_noop("Set on"), "#date+start")
    lifted_on: str = column(gettext_noop("Lifted on"), "#date+end")
    since: date | None = None
    lifted: date | None = None

    @classmethod
    def of(cls, row: Hold) -> ListedHold:
        since = timezone.localdate(row.set_at)
        lifted = timezone.localdate(row.lifted_at) if row.lifted_at else None
        return cls(
            str(row.uuid), codes.country(row.country), str(row.get_reach_display()), row.reason, row.holder.name,
            since.isoformat(), lifted.isoformat() if lifted else "", since, lifted,
        )  # fmt: skip

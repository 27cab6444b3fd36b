"""A sitting as its readers see it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vigie.parliament.clock import ZONES, local
from vigie.parliament.models import AgendaItem, Sitting
from vigie.web import words
from vigie.web.tables import column


@dataclass(frozen=True)
class ListedSitting:
    """One line of the list of sittings."""

    uuid: str = column(gettext_noop("Sitting"), "#meta+id")
    kind: str = column(gettext_noop("Kind"), "#activity+type")
    title: str = column(gettext_noop("Subject"), "#activity+name")
    starts: str = column(gettext_noop("Begins"), "#date+start")
    ends: str = column(gettext_noop("Ends"), "#date+end")
    body: str = column(gettext_noop("Committee"), "#org")
    joined: str = column(gettext_noop("Together with"), "#org+joined")
    place: str = column(gettext_noop("Place"), "#loc+name")
    state: str = column(gettext_noop("State"), "#status")
    when: str = ""
    is_cancelled: bool = False

    @classmethod
    def of(cls, row: Sitting) -> ListedSitting:
        return cls(
            str(row.uuid), str(row.get_kind_display()), row.title, _iso(row, row.starts_at),
            _iso(row, row.ends_at), row.body.name, _joined(row), place_of(row), str(row.get_state_display()),
            when_of(row), row.state == "cancelled",
        )  # fmt: skip


@dataclass(frozen=True)
class Matter:
    """One matter of the agenda."""

    position: int
    title: str
    note: str
    outcome: str

    @classmethod
    def of(cls, row: AgendaItem) -> Matter:
        return cls(row.position, row.title, row.note, row.outcome)


@dataclass(frozen=True)
class ShownSitting:
    """One sitting: when, where, with whom and on what."""

    uuid: str
    kind: str
    kind_code: str
    title: str
    body: str
    body_slug: str
    joined: str
    when: str
    until: str
    clock: str
    place: str
    state: str
    state_code: str
    cancelled_because: str
    is_in_camera: bool
    is_published: bool
    opened: str
    closed: str
    tlp: str
    agenda: tuple[Matter, ...]

    @classmethod
    def of(cls, row: Sitting) -> ShownSitting:
        return cls(
            str(row.uuid), str(row.get_kind_display()), row.kind, row.title, row.body.name, row.body.slug,
            _joined(row), when_of(row), hour_of(row, row.ends_at), clock_of(row), place_of(row),
            str(row.get_state_display()), row.state, row.cancelled_because, row.is_in_camera,
            row.agenda_published_at is not None, hour_of(row, row.opened_at), hour_of(row, row.closed_at),
            row.terms.tlp if row.terms_id else "", tuple(Matter.of(each) for each in row.agenda.all()),
        )  # fmt: skip


class ToldSitting(ShownSitting):
    """For who may not read its minutes yet: what came of each matter is told with them."""

    @classmethod
    def of(cls, row: Sitting) -> ShownSitting:
        told = ShownSitting.of(row)
        return replace(told, agenda=tuple(replace(each, outcome="") for each in told.agenda))


def when_of(row: Sitting) -> str:
    return words.moment(local(row.starts_at, row.body.country))


def hour_of(row: Sitting, at) -> str:
    """The hour alone, or empty: "12 h 30"."""
    return words.moment(local(at, row.body.country)).rpartition(", ")[2] if at else ""


def clock_of(row: Sitting) -> str:
    """By which town's clock the hours are told."""
    town = ZONES.get(row.body.country, "").rpartition("/")[2]
    return _("hours of %(town)s") % {"town": town} if town else ""


def place_of(row: Sitting) -> str:
    return ", ".join(each for each in (row.place, row.area.name if row.area else "") if each)


def _iso(row: Sitting, at) -> str:
    return local(at, row.body.country).isoformat(timespec="minutes")


def _joined(row: Sitting) -> str:
    return ", ".join(sorted(each.name for each in row.joint_bodies.all()))

"""Sittings as an iCalendar (RFC 5545): what a reader may know of them, and in camera the hours alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from vigie.directory.models import Account
from vigie.ledger.models import Node
from vigie.parliament.faces.sitting import place_of
from vigie.parliament.models import CalendarKey, Sitting

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def owner(secret: str) -> Account | None:
    """Whose calendar a secret opens; None for one that was taken back, or never was."""
    key = CalendarKey.objects.in_force().filter(digest=digest(secret)).first()
    return key.account if key else None


def calendar(name: str, sittings: Iterable[Sitting]) -> bytes:
    """One calendar of these sittings, in their order. The caller has asked the law which they are."""
    made = Calendar()
    made.add("prodid", "-//Vigie//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{_('Fictional data')} – {name}" if Node.here().fictional else name)
    made.add("refresh-interval", vDuration(REFRESH, {"VALUE": "DURATION"}))
    for sitting in sittings:
        made.add_component(event(sitting))
    return made.to_ical()


def event(sitting: Sitting) -> Event:
    """One entry. The same sitting keeps its UID for ever, and each change raises its SEQUENCE."""
    made = Event()
    made.add("uid", f"{sitting.uuid}@vigie")
    made.add("sequence", sitting.sequence)
    made.add("dtstamp", sitting.changed_at.astimezone(UTC))
    made.add("last-modified", sitting.changed_at.astimezone(UTC))
    held = sitting.state == "held" and sitting.closed_at > sitting.opened_at
    made.add("dtstart", (sitting.opened_at if held else sitting.starts_at).astimezone(UTC))
    made.add("dtend", (sitting.closed_at if held else sitting.ends_at).astimezone(UTC))
    made.add("status", "CANCELLED" if sitting.state == "cancelled" else "CONFIRMED")
    made.add("class", "PRIVATE" if sitting.is_in_camera else "PUBLIC")
    _say(made, sitting)
    return made


def _say(made: Event, sitting: Sitting) -> None:
    """What it is about. A calendar lies on telephones that are lost and seized: in camera it says nothing, and the
    matters of a sitting stand in it only once its agenda is published."""
    if sitting.is_in_camera:
        made.add("summary", _("Sitting in camera"))
        return
    made.add("summary", f"{sitting.get_kind_display()} – {sitting.title}")
    lines = [sitting.body.name, *(each.name for each in sitting.joint_bodies.all())]
    if sitting.agenda_published_at:
        lines += [f"{each.position}. {each.title}" for each in sitting.agenda.all()]
    if sitting.cancelled_because:
        lines.append(_("Cancelled: %(because)s") % {"because": sitting.cancelled_because})
    made.add("description", "\n".join(lines))
    if place := place_of(sitting):
        made.add("location", place)

"""Sittings, followed: planned, moved, held, cancelled; and those to come."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.alerts.faces import Told
from vigie.alerts.kinds import MOST, Kind
from vigie.alerts.kinds.noted import NOT_OPEN, Window, mark_of
from vigie.parliament.faces.sitting import ListedSitting
from vigie.parliament.forms.sitting import FilterForm
from vigie.parliament.views.doing import BODIES

LABEL = "parliament.Sitting"


def _filter(actor, query) -> FilterForm:
    """The list's own filter."""
    bodies = access.rows(actor, "see", "directory.Organisation").filter(classification__in=BODIES)
    hosted = access.rows(actor, "amend", LABEL)
    return FilterForm(query, bodies=bodies, years=access.rows(actor, "see", LABEL).years(), hosted=hosted)


def in_words(actor, query) -> str:
    asked = _filter(actor, query)
    asked.is_valid()
    given = {name: value for name, value in asked.cleaned_data.items() if value}
    body = given.pop("body", None)
    said = [str(dict(asked.fields[name].choices).get(value, value)) for name, value in given.items()]
    return ", ".join([*said, *([body.name] if body else [])])


def news(actor, query, since, until) -> list[Told]:
    found = _filter(actor, query).filtered(access.rows(actor, "see", LABEL), until)
    seen = found.for_listing().select_related("terms")
    rows = seen.filter(Window(since, until).of("changed_at"))[:MOST]
    return [_told(row, row.changed_at, until) for row in rows]


def coming(actor, first: datetime, last: datetime) -> list[Told]:
    """Sittings of one's own committee that begin in this time."""
    own = getattr(actor, "organisation", None)
    if own is None:
        return []
    seen = access.rows(actor, "see", LABEL).of_body(own).standing().for_listing().select_related("terms")
    rows = seen.filter(starts_at__gt=first, starts_at__lte=last).order_by("starts_at", "pk")
    return [_told(row, row.starts_at, first) for row in rows]


def _told(row, at: datetime, now: datetime) -> Told:
    face = ListedSitting.of(row)
    return Told(
        face.uuid, face.title, f"{face.kind}, {face.when}. {face.state}.",
        ", ".join(part for part in (face.body, face.joined, face.place) if part),
        reverse("sitting", kwargs={"uuid": row.uuid}), at, _mark(row, now),
    )  # fmt: skip


def _mark(row, now: datetime) -> str:
    """A sitting in camera goes into no mail, not even as a number; one of the committee's own is not for the open."""
    if row.is_in_camera:
        return "TLP:RED"
    if row.agenda_published_at is not None and row.agenda_published_at <= now:
        return "TLP:CLEAR"
    return mark_of(row.terms, now) if row.terms_id else NOT_OPEN


SITTINGS = Kind(
    "sittings", gettext_lazy("Sittings"), "sittings", lambda actor: actor.is_authenticated, in_words, news,
)  # fmt: skip

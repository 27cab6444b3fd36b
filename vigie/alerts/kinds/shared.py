"""What is shared, and requests for information, followed."""

from __future__ import annotations

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.alerts.faces import Told
from vigie.alerts.kinds import Kind
from vigie.alerts.kinds.noted import Window, mark_of, news_of
from vigie.sharing.faces.item import ListedItem
from vigie.sharing.faces.request import ListedRequest
from vigie.sharing.forms.item import ItemFilter
from vigie.web import words

ITEM, REQUEST = "sharing.Item", "sharing.InformationRequest"
ITEM_ACTS = ("withdraw", "extend")
REQUEST_ACTS = ("answer", "refuse_request", "withdraw_request", "thank")
READERS = ("clerk", "member", "chair", "ministry", "researcher", "analyst", "coordinator")


def items_in_words(actor, query) -> str:
    asked = ItemFilter(query)
    if not asked.is_valid():
        raise ValidationError([error for errors in asked.errors.values() for error in errors])
    given = {name: value for name, value in asked.cleaned_data.items() if value}
    return ", ".join(
        str(dict(getattr(asked.fields[name], "choices", ())).get(value, value))
        for name, value in given.items()
    )


def news_of_items(actor, query, since, until) -> list[Told]:
    seen = access.rows(actor, "see", ITEM).exclude(shared_at=None)
    found = ItemFilter(query).narrowed(seen, actor.organisation_id).for_reading().newest_first()
    rows = news_of(found, Window(since, until), label=ITEM, acts=ITEM_ACTS, dated=("shared_at",))
    return [_item(row, at, until) for row, at in rows]


def _item(row, at: datetime, now: datetime) -> Told:
    face = ListedItem.of(row)
    until = _("Shared until %(day)s.") % {"day": words.day(face.last)} if face.last else ""
    return Told(
        face.uuid, row.title, f"{face.kind}, {face.theme}. {face.state}. {until}".strip(), face.originator,
        reverse("shared-item", kwargs={"uuid": row.uuid}), at, mark_of(row.terms, now),
    )  # fmt: skip


def news_of_requests(actor, query, since, until) -> list[Told]:
    own = actor.organisation_id
    seen = access.rows(actor, "see", REQUEST).for_reading().order_by("-asked_on", "-pk")
    found = {"ours": seen.filter(asked=own), "theirs": seen.filter(asker=own)}.get(
        query.get("side", ""), seen
    )
    rows = news_of(found, Window(since, until), label=REQUEST, acts=REQUEST_ACTS, dated=("made_at",))
    return [_request(row, at, until) for row, at in rows]


def requests_in_words(actor, query) -> str:
    sides = {"ours": _("What we have to answer"), "theirs": _("What we wait for")}
    return sides.get(query.get("side", ""), "")


def _request(row, at: datetime, now: datetime) -> Told:
    face = ListedRequest.of(row)
    due = _("To be answered by %(day)s.") % {"day": face.due_in_words} if face.is_open else ""
    return Told(
        face.uuid, row.title, f"{face.state}. {due}".strip(), f"{face.asker} → {face.asked}",
        reverse("request", kwargs={"uuid": row.uuid}), at, mark_of(row.terms, now),
    )  # fmt: skip


def coming_requests(actor, first: datetime, last: datetime) -> list[Told]:
    """Requests due soon that one's own body put, or has to answer."""
    own = getattr(actor, "organisation_id", None)
    seen = access.rows(actor, "see", REQUEST).open().for_reading()
    days = (timezone.localdate(first), timezone.localdate(last))
    found = (seen.filter(asker=own) | seen.filter(asked=own)).filter(due__range=days)
    return [_request(row, timezone.make_aware(datetime.combine(row.due, time())), first) for row in found]


def _reads(actor) -> bool:
    return access.role_of(actor) in READERS


ITEMS = Kind(
    "items", gettext_lazy("What is shared"), "shared-items", lambda actor: actor.is_authenticated, items_in_words,
    news_of_items,
)  # fmt: skip
REQUESTS = Kind(
    "requests",
    gettext_lazy("Requests for information"),
    "requests",
    _reads,
    requests_in_words,
    news_of_requests,
)

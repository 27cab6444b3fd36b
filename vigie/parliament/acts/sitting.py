"""Sittings: planned, opened, closed or cancelled; their agenda set and published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.parliament.acts.document import open_to_all
from vigie.parliament.models import AgendaItem, Minutes, Sitting
from vigie.parliament.planning import check
from vigie.places.models import Area
from vigie.sharing import terms as sharing_terms

ENDED = ("held", "cancelled")
MOST_MATTERS, LONGEST_MATTER = 100, 300


@act("schedule")
def schedule(
    actor, body: Organisation, *, kind: str, title: str, starts_at: datetime, ends_at: datetime,
    place: str = "", area: Area | None = None, joint_bodies: Iterable[Organisation] = (),
    agenda: Iterable[str] = (),
) -> Sitting:  # fmt: skip
    """Plan a sitting. Planning the same twice (title, kind and hour) gives the one sitting.

    Raises `ValidationError` where the committee does not exist that day, where it or one of its members sits
    elsewhere at that hour, or where the joined bodies do not fit the kind.
    """
    joined = [each for each in joint_bodies if each.pk != body.pk]
    sitting = Sitting(
        body=body, kind=kind, title=title.strip(), starts_at=starts_at, ends_at=ends_at, place=place.strip(),
        area=area, planned_by=actor if access.role_of(actor) != "node" else None,
    )  # fmt: skip
    same = Sitting.objects.standing().filter(body=body, kind=kind, title=sitting.title, starts_at=starts_at)
    if found := same.first():
        return found
    check(actor, sitting, joined)
    titles = titles_of(agenda)
    sitting.save(force_insert=True)
    sitting.joint_bodies.set(joined)
    AgendaItem.objects.bulk_create(
        AgendaItem(sitting=sitting, position=number, title=title) for number, title in enumerate(titles, 1)
    )
    body.ledger_detail = {"sitting": str(sitting.uuid), "kind": kind}
    return sitting


def titles_of(agenda: Iterable[str]) -> list[str]:
    """The matters without empty lines, each once. Raises `ValidationError` for a line or a list that is too long."""
    titles = list(dict.fromkeys(title.strip() for title in agenda if title.strip()))
    if len(titles) > MOST_MATTERS:
        said = _("An agenda has at most %(n)s matters. Write the others in a document.")
        raise ValidationError({"agenda": said % {"n": MOST_MATTERS}})
    if long := next((title for title in titles if len(title) > LONGEST_MATTER), ""):
        said = _(
            "This matter is too long: “%(begin)s…”. Write at most %(n)s characters, the rest in a document."
        )
        raise ValidationError({"agenda": said % {"begin": long[:40], "n": LONGEST_MATTER}})
    return titles


@act("amend")
def reschedule(
    actor, sitting: Sitting, *, title: str, starts_at: datetime, ends_at: datetime, place: str = "",
    area: Area | None = None, joint_bodies: Iterable[Organisation] = (),
) -> Sitting:  # fmt: skip
    """Move a sitting or say it otherwise, while it is planned. Calendars are told by its sequence."""
    _refuse_ended(sitting)
    joined = [each for each in joint_bodies if each.pk != sitting.body_id]
    sitting.title, sitting.starts_at, sitting.ends_at = title.strip(), starts_at, ends_at
    sitting.place, sitting.area = place.strip(), area
    check(actor, sitting, joined)
    _changed(sitting, "title", "starts_at", "ends_at", "place", "area")
    sitting.joint_bodies.set(joined)
    return sitting


@act("amend")
def cancel(actor, sitting: Sitting, *, because: str) -> Sitting:
    """Say that a sitting will not take place, and why: it stays in calendars as cancelled."""
    _refuse_ended(sitting)
    if sitting.state == "open":
        raise ValidationError(_("This sitting is under way: close it instead."))
    sitting.state, sitting.cancelled_because = "cancelled", because.strip()
    return _changed(sitting, "state", "cancelled_because")


@act("amend")
def set_agenda(actor, sitting: Sitting, *, agenda: Iterable[str]) -> Sitting:
    """Give the agenda these matters, in this order. A matter that keeps its title keeps its documents and its notes."""
    if sitting.state == "cancelled":
        raise ValidationError(_("This sitting was cancelled: plan another one."))
    _refuse_adopted(sitting)
    titles = titles_of(agenda)
    sitting.agenda.exclude(title__in=titles).delete()
    before = {each.title: each for each in sitting.agenda.all()}
    sitting.agenda.update(position=F("position") + MOST_MATTERS)  # out of the way: one matter at each place
    for number, title in enumerate(titles, 1):
        if title in before:
            sitting.agenda.filter(pk=before[title].pk).update(position=number)
        else:
            AgendaItem.objects.create(sitting=sitting, position=number, title=title)
    return _changed(sitting)


@act("amend")
def note_matters(actor, sitting: Sitting, *, said: Mapping[int, tuple[str, str]]) -> Sitting:
    """Say of matters, by position, what is to be known beforehand and what came of them: (note, outcome)."""
    if sitting.state == "cancelled":
        raise ValidationError(_("This sitting was cancelled: plan another one."))
    _refuse_adopted(sitting)
    for each in sitting.agenda.filter(position__in=said):
        each.note, outcome = (words.strip() for words in said[each.position])
        if outcome and sitting.state == "planned":
            raise ValidationError(_("Nothing came of a matter yet: the sitting has not been opened."))
        each.outcome = outcome
        each.save(update_fields=["note", "outcome"])
    return _changed(sitting)


@act("amend")
def publish_agenda(actor, sitting: Sitting) -> Sitting:
    """Let everybody see when the sitting is and what it is about, and its documents that are TLP:CLEAR.

    Never one in camera.
    """
    if sitting.is_in_camera:
        raise ValidationError(
            _("A sitting in camera is known to its committee alone: its agenda is never published.")
        )
    if not sitting.agenda_published_at:
        sitting.agenda_published_at = timezone.now()
    for document in sitting.documents.select_related("terms"):
        open_to_all(document)
    return _changed(sitting, "agenda_published_at")


@act("amend")
def share_sitting(
    actor, sitting: Sitting, *, tlp: str, circles=(), embargo_until=None, expires_at=None
) -> Sitting:
    """Let circles know of the sitting, on terms of its own. Doing it again replaces the terms."""
    if sitting.is_in_camera:
        raise ValidationError(_("A sitting in camera is known to its committee alone: it is never shared."))
    before, sitting.terms = (
        sitting.terms,
        sharing_terms.make(sitting.body, tlp, circles, embargo_until=embargo_until, expires_at=expires_at),
    )
    if before is not None and before.withdrawn_at is None:
        sharing_terms.withdraw(before)  # kept, closed: who had read it on those terms stays known
    return _changed(sitting, "terms")


@act("preside")
def open_sitting(actor, sitting: Sitting, *, at: datetime | None = None) -> Sitting:
    """Open a sitting, now or as it was at a moment past."""
    _refuse_ended(sitting)
    if sitting.state == "open":
        return sitting
    sitting.opened_at, sitting.state = _past(at), "open"
    return _changed(sitting, "opened_at", "state")


@act("preside")
def close_sitting(actor, sitting: Sitting, *, at: datetime | None = None) -> Sitting:
    """Close a sitting that was opened. From then on it has been held."""
    if sitting.state == "held":
        return sitting
    if sitting.state != "open":
        raise ValidationError(_("This sitting has not been opened. Open it first."))
    closed = _past(at)
    if closed < sitting.opened_at:
        raise ValidationError({"at": _("It would close before it was opened. Correct the hour.")})
    sitting.closed_at, sitting.state = closed, "held"
    return _changed(sitting, "closed_at", "state")


def _past(at: datetime | None) -> datetime:
    now = timezone.now()
    if at is not None and at > now:
        raise ValidationError({"at": _("This hour has not come yet. Leave it empty for now.")})
    return at or now


def _refuse_adopted(sitting: Sitting) -> None:
    if Minutes.objects.filter(sitting=sitting, state="adopted").exists():
        raise ValidationError(
            _(
                "The minutes of this sitting are adopted: a correction stands in the minutes of the next sitting."
            )
        )


def _refuse_ended(sitting: Sitting) -> None:
    if sitting.state in ENDED:
        said = _("This sitting is over (%(state)s): it is changed no more. Plan another one.")
        raise ValidationError(said % {"state": sitting.get_state_display()})


def _changed(sitting: Sitting, *fields: str) -> Sitting:
    """Write what changed, and count it: a calendar takes the entry with the highest sequence (RFC 5545)."""
    sitting.sequence = F("sequence") + 1
    sitting.save(update_fields=[*fields, "sequence", "changed_at"])
    sitting.refresh_from_db(fields=["sequence"])
    sitting.ledger_detail = {"state": sitting.state, "fields": list(fields)}
    return sitting

"""Who was there, seat by seat, and how many others came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.ledger.act import act
from vigie.parliament.clock import local
from vigie.parliament.models import THERE, Attendance, Headcount, Seat, Sitting
from vigie.web import words


@dataclass(frozen=True)
class Mark:
    """What is said of one seat: a reason code, and who came instead where it is "replaced"."""

    reason: str
    replaced_by: str = ""
    substitute_sex: str = ""


def seats_of(sitting: Sitting):
    """The seats that were held on the day of a sitting, in all bodies that sit."""
    bodies = [sitting.body_id, *sitting.joint_bodies.values_list("pk", flat=True)]
    day = local(sitting.starts_at, sitting.body.country).date()
    return Seat.objects.of_bodies(bodies).on(day).in_order()


@act("amend")
def record_attendance(actor, sitting: Sitting, *, recorded: str, marks: Mapping[UUID, Mark]) -> Sitting:
    """Write down who was there. `marks` are by seat; a seat without one is left as not told.

    `recorded` is "recorded", or "not_recorded" where nobody wrote it down: then there are no marks. Recording
    again replaces what was said. Raises `ValidationError`, with the seat's uuid as field, for a member who is
    recorded elsewhere at that hour.
    """
    if sitting.state == "cancelled":
        raise ValidationError(_("This sitting was cancelled: nobody attended it."))
    if sitting.starts_at > timezone.now() and sitting.opened_at is None:
        raise ValidationError(_("This sitting has not begun. Record who was there once it has been opened."))
    if recorded == "not_recorded" and marks:
        said = _(
            "You say that nobody recorded attendance, and how %(n)s members came. Choose one of the two."
        )
        raise ValidationError({"recorded": said % {"n": len(marks)}})
    if recorded != "not_recorded" and not marks:
        raise ValidationError(
            _("Say of one member at least who was there, or that attendance was not recorded.")
        )
    seats = {each.uuid: each for each in seats_of(sitting)}
    rows = [_row(sitting, seats, key, mark) for key, mark in marks.items()]
    _refuse_two_places(actor, sitting, [row.seat for row in rows if row.reason in THERE])
    sitting.attendances.all().delete()
    Attendance.objects.bulk_create(rows)
    sitting.attendance = recorded
    sitting.save(update_fields=["attendance", "changed_at"])
    sitting.ledger_detail = {"attendance": recorded, "seats": len(rows)}
    return sitting


def _row(sitting: Sitting, seats: dict[UUID, Seat], key: UUID, mark: Mark) -> Attendance:
    seat = seats.get(key)
    if seat is None:
        raise ValidationError(
            _("One of these members had no seat on the day of the sitting. Load the page again.")
        )
    if mark.reason == "replaced" and not mark.replaced_by.strip():
        said = _("Say who came instead of %(name)s.")
        raise ValidationError({f"seat-{seat.uuid}": said % {"name": seat.holder}})
    instead = (mark.replaced_by.strip(), mark.substitute_sex) if mark.reason == "replaced" else ("", "")
    return Attendance(
        sitting=sitting, seat=seat, reason=mark.reason, replaced_by=instead[0], substitute_sex=instead[1]
    )


def _refuse_two_places(actor, sitting: Sitting, present: list[Seat]) -> None:
    """Nobody is in two sittings at one hour. The other is named only to who may know of it."""
    faults = {}
    for other in Attendance.objects.elsewhere_during(sitting):
        for seat in present:
            if seat.is_same_person(other.seat):
                faults[f"seat-{seat.uuid}"] = _two_places(actor, seat, other.sitting)
    if faults:
        raise ValidationError(faults)


def _two_places(actor, seat: Seat, other: Sitting) -> str:
    if not access.may(actor, "see", other):
        said = _(
            "%(name)s is recorded elsewhere at that hour. Ask them where they sat, and correct one of the two."
        )
        return said % {"name": seat.holder}
    said = _("%(name)s is recorded at “%(title)s” at that hour (%(when)s). Correct one of the two sittings.")
    when = words.moment(local(other.starts_at, other.body.country))
    return said % {"name": seat.holder, "title": other.title, "when": when}


@act("amend")
def count_people(
    actor, sitting: Sitting, *, role: str, number: int, country: str = "", sex: str = "", age_band: str = ""
) -> Headcount:
    """Say how many people of one role, country and sex came."""
    if sitting.state == "cancelled":
        raise ValidationError(_("This sitting was cancelled: nobody attended it."))
    row = Headcount.objects.create(
        sitting=sitting, role=role, number=number, country=country, sex=sex, age_band=age_band
    )
    sitting.ledger_detail = {"headcount": str(row.uuid)}
    return row

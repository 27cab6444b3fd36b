"""Seats: who sits on a committee, in which post, since when and until when; and how many it takes to sit."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation, Person
from vigie.ledger.act import act
from vigie.parliament.models import Attendance, Quorum, Seat
from vigie.parliament.standing import refuse_outside_its_time


@act("schedule")
def add_seat(
    actor, body: Organisation, *, holder: str, since: date, until: date | None = None, post: str = "member",
    sex: str = "", age_band: str = "", person: Person | None = None,
) -> Seat:  # fmt: skip
    """Give somebody a seat. Doing the same twice gives the one seat. Raises `ValidationError`."""
    seat = Seat(
        body=body, holder=holder.strip(), since=since, until=until, post=post, sex=sex, age_band=age_band,
        person=person,
    )  # fmt: skip
    same = Seat.objects.filter(body=body, holder=seat.holder, person=person, since=since, post=post).first()
    if same is not None:
        return same
    check(seat)
    seat.save(force_insert=True)
    body.ledger_detail = {"seat": str(seat.uuid), "post": post}
    return seat


@act("amend")
def amend_seat(
    actor, seat: Seat, *, holder: str, since: date, until: date | None, post: str, sex: str, age_band: str,
    person: Person | None = None,
) -> Seat:  # fmt: skip
    """Correct a seat, or end it. A new post begins with a new seat, so that the old one keeps its time."""
    seat.holder, seat.since, seat.until, seat.post = holder.strip(), since, until, post
    seat.sex, seat.age_band, seat.person = sex, age_band, person
    check(seat)
    sat = (
        Attendance.objects.filter(seat=seat)
        .order_by("-sitting__starts_at")
        .values_list("sitting__starts_at", flat=True)
    )
    if until and (last := sat.first()) and last.date() > until:
        said = _("This member is recorded at a sitting on %(day)s. Choose a last day that is not before it.")
        raise ValidationError({"until": said % {"day": last.date().isoformat()}})
    seat.save()
    seat.ledger_detail = {"post": post}
    return seat


@act("schedule")
def set_quorum(
    actor, body: Organisation, *, rule: str, number: int | None = None, since: date | None = None, source: str,
    to_verify: bool = True,
) -> Quorum:  # fmt: skip
    """Say how many members it takes to sit from a day on, and where that is written."""
    if (rule == "number") != (number is not None):
        raise ValidationError(
            {"number": _("Give the number for the rule of a fixed number, and for no other.")}
        )
    quorum, _made = Quorum.objects.update_or_create(
        body=body,
        since=since,
        defaults={"rule": rule, "number": number, "source": source, "to_verify": to_verify},
    )
    body.ledger_detail = {"quorum": rule}
    return quorum


def check(seat: Seat) -> None:
    """Refuse a seat that ends before it begins, that lies before its committee, or that is taken twice."""
    if seat.until and seat.until < seat.since:
        raise ValidationError({"until": _("The seat would end before it begins. Exchange the two dates.")})
    refuse_outside_its_time(seat.body, seat.since, "since")
    others = Seat.objects.filter(body=seat.body).exclude(pk=seat.pk).exclude(until__lt=seat.since)
    if seat.until:
        others = others.filter(since__lte=seat.until)
    if others.filter(holder=seat.holder, person=seat.person).exists():
        said = _("%(name)s has a seat on this committee in that time already. End that one first.")
        raise ValidationError({"holder": said % {"name": seat.holder}})
    if seat.post == "chair" and (other := others.filter(post="chair").first()):
        said = _(
            "%(name)s chairs the committee in that time already. End that seat first, or choose another post."
        )
        raise ValidationError({"post": said % {"name": other.holder}})

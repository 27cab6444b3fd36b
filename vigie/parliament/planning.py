"""Whether a sitting can take place as it is planned: not before its committee, and nobody in two places at once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vigie import access
from vigie.directory.models import Organisation
from vigie.parliament.clock import local
from vigie.parliament.models import Seat, Sitting
from vigie.parliament.standing import refuse_outside_its_time
from vigie.web import words


def check(actor, sitting: Sitting, joined: list[Organisation]) -> None:
    """Refuse a sitting that cannot take place as it is planned."""
    if sitting.ends_at <= sitting.starts_at:
        raise ValidationError({"ends": _("The sitting would end before it begins. Exchange the two times.")})
    if sitting.kind == "joint" and not joined:
        raise ValidationError(
            {"joint_bodies": _("A joint sitting needs another committee: choose with whom.")}
        )
    day = local(sitting.starts_at, sitting.body.country).date()
    for body in (sitting.body, *joined):
        refuse_outside_its_time(body, day, "day")
    _refuse_a_second_sitting(actor, sitting, joined, day)


def _refuse_a_second_sitting(actor, sitting: Sitting, joined: list[Organisation], day) -> None:
    """Nobody sits twice at one hour: no committee, and no member who has a seat on two.

    Only sittings that the actor may see are looked at: a refusal must not tell of one in camera elsewhere. Who
    was in two places all the same is found when attendance is recorded.
    """
    seen = access.rows(actor, "see", "parliament.Sitting").standing().exclude(pk=sitting.pk)
    at_once = seen.overlapping(sitting.starts_at, sitting.ends_at).for_listing()
    bodies = {sitting.body_id, *(each.pk for each in joined)}
    here = list(Seat.objects.of_bodies(bodies).on(day).select_related("body"))
    for other in at_once.order_by("starts_at", "pk"):
        others = {other.body_id, *(each.pk for each in other.joint_bodies.all())}
        told = {"title": other.title, "when": words.moment(local(other.starts_at, other.body.country))}
        if bodies & others:
            said = _(
                "At that hour there is a sitting already: “%(title)s”, %(when)s. Choose another time, or cancel it."
            )
            raise ValidationError({"starts": said % told})
        there = Seat.objects.of_bodies(others).on(day).select_related("body").order_by("pk")
        double = next((seat for seat in there if any(seat.is_same_person(each) for each in here)), None)
        if double:
            said = _(
                "%(name)s has a seat at “%(title)s” at that hour (%(when)s). Choose another time; or, if these are two "
                "people of one name, give each seat its entry in the directory."
            )
            raise ValidationError({"starts": said % {"name": double.holder, **told}})

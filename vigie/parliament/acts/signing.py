"""Opening a declaration or a roadmap for signature, and signing it or not, committee by committee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Organisation
from vigie.ledger.act import act
from vigie.parliament.models import Declaration, FrameworkMember, Roadmap, RoadmapItem, SignOff
from vigie.web import words


@act("amend")
def open_for_signature(
    actor, paper: Declaration | Roadmap, *, on: date | None = None
) -> Declaration | Roadmap:
    """Fix its words and ask the chairs of all members of that day. Each of them must be able to read it."""
    refuse_once_open(paper)
    day = _past(on)
    if isinstance(paper, Roadmap) and not paper.items.exists():
        raise ValidationError(_("A roadmap without a point can't be signed. Add one first."))
    bodies = set(paper.terms.circles.filter(closed_at=None).values_list("bodies", flat=True))
    bodies.add(paper.terms.originator_id)
    blind = [each.name for each in _members(paper, day) if each.pk not in bodies]
    if blind:
        said = {"bodies": ", ".join(blind)}
        raise ValidationError(_("%(bodies)s could not read it. Share it in a circle of all members.") % said)
    paper.opened_on = day
    paper.save(update_fields=["opened_on"])
    return paper


@act("sign")
def sign(
    actor,
    paper: Declaration | Roadmap,
    *,
    position: str,
    text: str = "",
    points: Iterable[RoadmapItem] = (),
    on: date | None = None,
) -> SignOff:
    """Say how one's own committee stands to it. Said once: a later change of mind is a new paper.

    `points` are those of a roadmap that a committee does not share though it signs.
    """
    points, day = list(points), _past(on)
    _check_turn(actor.organisation, paper, day)
    if position != "signed" and not text:
        raise ValidationError(
            {"text": _("Write the reservation or the dissent: it is kept beside the text.")}
        )
    if points and position != "reservation":
        said = _("Points are chosen by who signs with a reservation. Choose that, or no point.")
        raise ValidationError({"points": said})
    made = SignOff.objects.create(
        **{_field(paper): paper},
        body=actor.organisation,
        filed_by=actor,
        position=position,
        text=text,
        on=day,
    )
    made.points.set(points)
    return made


def _check_turn(own: Organisation, paper: Declaration | Roadmap, day: date) -> None:
    """Refuse a word that is not awaited: too early, of no member, or said already."""
    if not paper.opened_on:
        raise ValidationError(_("It is not open for signature yet."))
    opened = words.day(paper.opened_on)
    if paper.signoffs.filter(body=own).exists():
        raise ValidationError(_("Your committee has said how it stands to it already."))
    if own not in _members(paper, paper.opened_on):
        raise ValidationError(
            _("Your committee was no member when it was opened on %(day)s.") % {"day": opened}
        )
    if day < paper.opened_on:
        raise ValidationError(
            {"on": _("It was opened on %(day)s. Give that day or a later one.") % {"day": opened}}
        )


def awaited(paper: Declaration | Roadmap) -> list[Organisation]:
    """The bodies whose word is asked: the members on the day it was opened, or of today for a draft.

    Who has left since without a word is not waited for: nobody could publish anything after a break.
    """
    today = timezone.localdate()
    asked = _members(paper, paper.opened_on or today)
    still = {each.pk for each in _members(paper, today)} | set(paper.signoffs.values_list("body", flat=True))
    return [each for each in asked if each.pk in still]


def refuse_while_silent(paper: Declaration | Roadmap) -> None:
    """Raise `ValidationError` as long as a member whose word is awaited has not spoken."""
    said = set(paper.signoffs.values_list("body", flat=True))
    silent = [each.name for each in awaited(paper) if each.pk not in said]
    if not paper.opened_on or silent:
        told = {"bodies": ", ".join(silent) or "–"}
        raise ValidationError(_("Not every member has spoken yet: %(bodies)s.") % told)


def refuse_once_open(paper: Declaration | Roadmap) -> None:
    """Raise `ValidationError` when what was opened for signature would be changed."""
    if paper.opened_on:
        said = _("It was opened for signature on %(day)s: its words don't change any more.")
        raise ValidationError(said % {"day": words.day(paper.opened_on)})


def _members(paper: Declaration | Roadmap, day: date) -> list[Organisation]:
    members = FrameworkMember.objects.on(day).filter(framework=paper.framework)
    return [each.body for each in members.select_related("body")]


def _past(on: date | None) -> date:
    """That day, today where none is given. Raises `ValidationError` for one to come."""
    today = timezone.localdate()
    if on and on > today:
        raise ValidationError({"on": _("Nothing is signed in the future. Give the day on which it was.")})
    return on or today


def _field(paper: Declaration | Roadmap) -> str:
    return "roadmap" if isinstance(paper, Roadmap) else "declaration"

"""Circles are made, changed and closed by those who keep them."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.directory.models import Account, Organisation
from vigie.ledger.act import act
from vigie.sharing.models import CIRCLE_KINDS, Circle

MADE_BY_HAND = tuple(code for code, _name in CIRCLE_KINDS if code != "onward")


@act("keep")
def make_circle(
    actor,
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    bodies: Iterable[Organisation] = (),
    persons: Iterable[Account] = (),
) -> Circle:
    """A circle that this body keeps. An empty one is nobody's. Raises `ValidationError` by field."""
    bodies, persons = list(bodies), list(persons)
    _check(name, kind, bodies)
    circle = Circle.objects.create(name=name.strip(), kind=kind, keeper=organisation)
    circle.bodies.set(bodies)
    circle.persons.set(persons)
    organisation.ledger_detail = {"circle": str(circle.uuid), **_names("joined", bodies, persons)}
    return circle


@act("amend")
def change_circle(
    actor, circle: Circle, *, name: str, bodies: Iterable[Organisation], persons: Iterable[Account]
) -> None:
    """Say anew who is in it. Who joined and who left is a line in the ledger."""
    bodies, persons = set(bodies), set(persons)
    if circle.closed_at is not None:
        raise ValidationError(_("This circle is closed. Make a new one."))
    if circle.kind == "onward":
        raise ValidationError(
            _("This circle stands for a consent and stays as it was agreed. Close it to end the consent.")
        )
    _check(name, circle.kind, bodies)
    had_bodies, had_persons = set(circle.bodies.all()), set(circle.persons.all())
    circle.name = name.strip()
    circle.save(update_fields=["name"])
    circle.bodies.set(bodies)
    circle.persons.set(persons)
    circle.ledger_detail = {
        **_names("joined", bodies - had_bodies, persons - had_persons),
        **_names("left", had_bodies - bodies, had_persons - persons),
    }


@act("amend")
def close_circle(actor, circle: Circle, *, because: str) -> None:
    """Let a circle reach nobody any more: what was shared in it is its originators' alone."""
    if circle.closed_at is not None:
        raise ValidationError(_("This circle is closed already."))
    if not because.strip():
        raise ValidationError({"because": _("Say why, for whoever asks later.")})
    circle.closed_at = timezone.now()
    circle.save(update_fields=["closed_at"])


def _check(name: str, kind: str, bodies) -> None:
    if not name.strip():
        raise ValidationError({"name": _("Give the circle a name by which its members know it.")})
    if kind not in MADE_BY_HAND:
        raise ValidationError({"kind": _("Choose one of the kinds of circle.")})
    if kind == "persons" and bodies:
        raise ValidationError({"bodies": _("A circle of persons names persons alone. Take the bodies out.")})


def _names(what: str, bodies, persons) -> dict:
    """Codes for the ledger: bodies by their short name, persons by their opaque identifier."""
    found = {
        f"{what}_bodies": sorted(each.slug for each in bodies),
        f"{what}_persons": sorted(str(each.uuid) for each in persons),
    }
    return {key: value for key, value in found.items() if value}

"""Terms are made, moved and ended here, inside the acts of every room that shares something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.core.statement import TLP
from vigie.directory.models import Organisation
from vigie.sharing.models import Circle, Terms

RED, CLEAR = "TLP:RED", "TLP:CLEAR"


def make(
    originator: Organisation,
    tlp: str,
    circles: Iterable[Circle] = (),
    *,
    purpose: str = "",
    legal_basis: str = "",
    embargo_until: datetime | None = None,
    expires_at: datetime | None = None,
    published_at: datetime | None = None,
) -> Terms:
    """The terms of one thing, written. No circle means nobody but the originator.

    Times are aware; `published_at` is for TLP:CLEAR alone and may lie ahead. Raises `ValidationError`, by field
    ("tlp", "circles", "embargo_until", "expires_at", "published_at"), for terms that contradict themselves.
    """
    circles = list(circles)
    said = Terms(
        originator=originator, tlp=tlp, purpose=purpose, legal_basis=legal_basis, embargo_until=embargo_until,
        expires_at=expires_at, published_at=published_at,
    )  # fmt: skip
    faults = {**_mark_faults(said), **_time_faults(said)} or circle_faults(originator, tlp, circles)
    if faults:
        raise ValidationError(faults)
    said.save(force_insert=True)
    said.circles.set(circles)
    return said


def address(terms: Terms, circles: Iterable[Circle]) -> None:
    """Give `terms` these circles and no others. Raises `ValidationError` by field."""
    circles = list(circles)
    if faults := circle_faults(terms.originator, terms.tlp, circles):
        raise ValidationError(faults)
    terms.circles.set(circles)


def reaches(terms: Terms, body: Organisation) -> bool:
    """Whether a circle that is open names this body or one of its people, or everybody reads it."""
    if terms.withdrawn_at is not None:
        return False
    named = Q(persons__organisation=body) | (Q() if terms.tlp == RED else Q(bodies=body))
    return terms.published_at is not None or terms.circles.filter(named, closed_at=None).exists()


def pass_on(terms: Terms, circle: Circle) -> Circle:
    """Open `terms` further, to those who are in `circle` now. Gives the copy of it, which the originator keeps.

    Who joins the asked circle later has not been agreed to. Of TLP:RED the copy names persons alone.
    """
    granted = Circle.objects.create(name=circle.name, kind="onward", keeper=terms.originator)
    granted.persons.set(circle.persons.all())
    if terms.tlp != RED:
        granted.bodies.set(circle.bodies.all())
    terms.circles.add(granted)
    return granted


def withdraw(terms: Terms) -> None:
    """Close them to all but the originator, for good."""
    if terms.withdrawn_at is not None:
        raise ValidationError(_("This has been withdrawn already."))
    terms.withdrawn_at = timezone.now()
    terms.save(update_fields=["withdrawn_at"])


def extend(terms: Terms, *, expires_at: datetime | None) -> None:
    """Let them last until another time, earlier or later; None lets them last. Raises `ValidationError`."""
    terms.expires_at = expires_at
    if faults := _time_faults(terms):
        raise ValidationError(faults)
    terms.save(update_fields=["expires_at"])


def publish(terms: Terms) -> None:
    """Mark them TLP:CLEAR and open them to everybody, now or when the embargo ends. Raises `ValidationError`."""
    if terms.withdrawn_at is not None:
        raise ValidationError(_("This was withdrawn, and can't be published."))
    if terms.tlp == RED:
        raise ValidationError(_("TLP:RED is never published: it is for the persons named."))
    if terms.published_at is not None:
        raise ValidationError(_("This has been published already."))
    now = timezone.now()
    terms.tlp = CLEAR
    terms.published_at = max(now, terms.embargo_until) if terms.embargo_until else now
    terms.save(update_fields=["tlp", "published_at"])


def _mark_faults(terms: Terms) -> dict[str, str]:
    if terms.tlp not in TLP:
        return {"tlp": _("Choose one of the five marks: %(marks)s.") % {"marks": ", ".join(TLP)}}
    if terms.published_at and terms.tlp != CLEAR:
        return {
            "published_at": _(
                "Only what is marked TLP:CLEAR is ever published. Change the mark, or don't publish."
            )
        }
    return {}


def _time_faults(terms: Terms) -> dict[str, str]:
    embargo = terms.embargo_until
    if embargo and terms.expires_at and terms.expires_at <= embargo:
        return {
            "expires_at": _(
                "It would expire before the embargo ends, and nobody could ever read it. Move one of the two."
            )
        }
    if embargo and terms.published_at and terms.published_at < embargo:
        return {
            "published_at": _(
                "It would be published before the embargo ends. Publish it when the embargo ends."
            )
        }
    return {}


def circle_faults(originator: Organisation, tlp: str, circles: list[Circle]) -> dict[str, str]:
    """What is wrong with an audience: a closed circle, or one without the originator."""
    keys = [each.pk for each in circles]
    chosen = Circle.objects.filter(pk__in=keys)
    if closed := chosen.exclude(closed_at=None).first():
        return {"circles": _("The circle “%(name)s” is closed. Choose another.") % {"name": closed.name}}
    own_people = chosen.filter(persons__organisation=originator)
    if tlp == RED and not own_people.exists():
        return {
            "circles": _(
                "TLP:RED is read by the persons named and by nobody else. Choose a circle that names somebody of "
                "%(body)s too, or it would be closed to those who share it."
            )
            % {"body": originator.name}
        }
    if keys and not own_people.exists() and not chosen.filter(bodies=originator).exists():
        return {
            "circles": _(
                "This audience excludes the originator. Choose a circle to which %(body)s belongs, or add it there."
            )
            % {"body": originator.name}
        }
    return {}

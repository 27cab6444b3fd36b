"""Minutes: drafted by the clerk, adopted by the chair, published when the committee wants it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vigie import access
from vigie.ledger.act import act
from vigie.parliament.acts.sitting import publish_agenda
from vigie.parliament.clock import local
from vigie.parliament.models import Minutes, Sitting


@act("amend")
def draft_minutes(actor, sitting: Sitting, *, text: str) -> Minutes:
    """Write or rewrite the draft. Adopted minutes change no more."""
    if sitting.state not in ("open", "held"):
        raise ValidationError(_("Minutes are of a sitting that was held. Have it opened first."))
    minutes = Minutes.objects.filter(sitting=sitting).first() or Minutes(sitting=sitting)
    if minutes.state == "adopted":
        raise ValidationError(
            _("These minutes are adopted: a correction stands in the minutes of the next sitting.")
        )
    minutes.text, minutes.drafted_by = text.strip(), _person(actor)
    minutes.save()
    sitting.ledger_detail = {"minutes": "draft"}
    return minutes


@act("preside")
def adopt_minutes(actor, sitting: Sitting, *, on: date | None = None) -> Minutes:
    """Say that the committee adopted the minutes, on a day at or after the sitting."""
    minutes = _minutes(sitting)
    if minutes.state == "adopted":
        return minutes
    if sitting.state != "held":
        raise ValidationError(_("Close the sitting first: its minutes are adopted afterwards."))
    adopted = on or timezone.localdate()
    if adopted < local(sitting.starts_at, sitting.body.country).date() or adopted > timezone.localdate():
        raise ValidationError(
            {"on": _("Minutes are adopted after the sitting, and not in days to come. Correct the day.")}
        )
    minutes.state, minutes.adopted_on, minutes.adopted_by = "adopted", adopted, _person(actor)
    minutes.save()
    sitting.ledger_detail = {"minutes": "adopted"}
    return minutes


@act("preside")
def publish_minutes(actor, sitting: Sitting) -> Minutes:
    """Let everybody read adopted minutes, and with them that the sitting was held. Never of one in camera."""
    minutes = _minutes(sitting)
    if sitting.is_in_camera:
        raise ValidationError(_("Minutes of a sitting in camera are never published."))
    if minutes.state != "adopted":
        raise ValidationError(_("Adopt these minutes first: a draft is never published."))
    minutes.published_at = minutes.published_at or timezone.now()
    minutes.save(update_fields=["published_at"])
    if not sitting.agenda_published_at:
        publish_agenda(actor, sitting)
    sitting.ledger_detail = {"minutes": "published"}
    return minutes


def _minutes(sitting: Sitting) -> Minutes:
    found = Minutes.objects.filter(sitting=sitting).first()
    if found is None:
        raise ValidationError(_("There are no minutes yet: have them drafted first."))
    return found


def _person(actor):
    return actor if access.role_of(actor) != "node" else None

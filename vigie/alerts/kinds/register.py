"""The register, followed: incidents as committees may read them, whoever asks, because a mail travels open."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vigie import access
from vigie.alerts.faces import Told
from vigie.alerts.kinds import MOST, Kind
from vigie.monitoring.faces import OverseenIncident
from vigie.monitoring.models import STATES
from vigie.monitoring.oversight import READERS, filter_for
from vigie.web import words


def in_words(actor, query) -> str:
    asked = filter_for(actor, query)
    if not asked.is_valid():
        raise ValidationError([error for errors in asked.errors.values() for error in errors])
    return ", ".join(f"{each.label} : {each.value}" for each in asked.active())


def news(actor, query, since, until) -> list[Told]:
    seen = access.rows(actor, "see", "monitoring.Incident").live()
    found = filter_for(actor, query).narrow(seen).filter(updated_at__gt=since, updated_at__lte=until)
    # By reference: by day they would tell the days that the months keep back.
    rows = found.select_related("area__parent", "audience").order_by("-ref")[:MOST]
    return [_told(row) for row in rows]


def _told(row) -> Told:
    face = OverseenIncident.of(row)
    killed = words.toll(face.killed_low, face.killed_best, face.killed_high, face.killed_status)
    summary = _("%(state)s. Killed: %(killed)s. Independent origins: %(n)s.") % {
        "state": dict(STATES)[face.state], "killed": killed, "n": words.number(face.origins_count),
    }  # fmt: skip
    where = ", ".join(part for part in (face.where, face.around) if part)
    return Told(
        face.ref, f"{face.event_type_name}, {where}", summary, f"{words.when(face.when)}, {face.ref}",
        reverse("incident", kwargs={"ref": face.ref}), row.updated_at, row.audience.tlp,
    )  # fmt: skip


REGISTER = Kind(
    "register",
    gettext_lazy("Register"),
    "register",
    lambda actor: access.role_of(actor) in READERS,
    in_words,
    news,
)

"""Incidents behind recommendations: as much of one as a reader may be told, and what was recommended on it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from vigie import access
from vigie.followup.raised import raised
from vigie.monitoring.faces import ListedIncident, OverseenIncident
from vigie.monitoring.oversight import oversees
from vigie.web.panels import Panel
from vigie.web.words import when as when_words

LABEL = "monitoring.Incident"


def recommended(actor, row) -> Panel | None:
    """The section of an incident's page that leads on to its recommendations."""
    return raised(actor, LABEL, row.ref)


def incident(actor, ref: str) -> tuple[str, str] | None:
    """The words and the address of the incident with this reference, or None where the reader sees none."""
    row = access.rows(actor, "see", LABEL).select_related("area").filter(ref=ref).first()
    if row is None:
        return None
    face = (OverseenIncident if oversees(actor) else ListedIncident).of(row)
    said = {"ref": ref, "what": face.event_type_name, "where": face.where, "when": when_words(face.when)}
    return _("%(what)s, %(where)s, %(when)s (%(ref)s)") % said, reverse("incident", kwargs={"ref": ref})

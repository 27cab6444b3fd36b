"""The register as one actor may read it: which rows, and through which face."""

from __future__ import annotations

from django.db.models import QuerySet

from vigie.monitoring.faces import ListedIncident, OverseenIncident
from vigie.monitoring.oversight import oversees


def listed_for(actor, found: QuerySet) -> tuple[QuerySet, type]:
    """Incidents that this actor sees (`found`) in their order, and the face that shows them.

    For those who oversee it is by reference: the order of the days would give away what the months withhold.
    """
    if oversees(actor):
        return found.order_by("-ref").select_related("area__parent", "audience"), OverseenIncident
    return found.for_listing().newest_first(), ListedIncident

"""Reports as received, and incidents as we now hold them."""

from vigie.monitoring.models.incident import Choice, Incident, IncidentPlace, IncidentUnit, Link, Merger
from vigie.monitoring.models.reference import ReferenceCounter
from vigie.monitoring.models.report import Report

__all__ = [
    "Choice", "Incident", "IncidentPlace", "IncidentUnit", "Link", "Merger", "ReferenceCounter", "Report",
]  # fmt: skip

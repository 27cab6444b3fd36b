"""Reports as received, and incidents as we now hold them."""

from vigie.monitoring.models.incident import (
    PARTS,
    STATES,
    WITHDRAWN_FOR,
    Choice,
    Contest,
    Incident,
    IncidentPlace,
    IncidentUnit,
    Link,
    Merger,
)
from vigie.monitoring.models.queries import LIVE, AreaCount, Counted
from vigie.monitoring.models.reference import ReferenceCounter
from vigie.monitoring.models.report import Report
from vigie.monitoring.models.rules import SettlingRules
from vigie.monitoring.models.words import IncidentWords

__all__ = [
    "LIVE", "PARTS", "STATES", "WITHDRAWN_FOR", "AreaCount", "Choice", "Contest", "Counted", "Incident",
    "IncidentPlace",
    "IncidentUnit", "IncidentWords", "Link", "Merger", "ReferenceCounter", "Report",
    "SettlingRules",
]  # fmt: skip

"""Reports as received, and incidents as we now hold them."""

from vigie.monitoring.models.effort import OUTAGES, MonitorDays, Outage, Participation
from vigie.monitoring.models.hold import Hold, held_apart, not_held
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
    "LIVE", "OUTAGES", "PARTS", "STATES", "WITHDRAWN_FOR", "AreaCount", "Choice", "Contest", "Counted", "Hold",
    "Incident", "IncidentPlace", "IncidentUnit", "IncidentWords", "Link", "Merger", "MonitorDays", "Outage",
    "Participation", "ReferenceCounter", "Report", "SettlingRules", "held_apart", "not_held",
]  # fmt: skip

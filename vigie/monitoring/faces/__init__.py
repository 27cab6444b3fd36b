"""What each audience is shown of reports and incidents."""

from vigie.monitoring.faces.area import CountedArea, CountedStep
from vigie.monitoring.faces.incident import HeldIncident, WeighedIncident
from vigie.monitoring.faces.listed import ListedIncident
from vigie.monitoring.faces.overseen import OverseenIncident
from vigie.monitoring.faces.report import ListedReport, ReceivedReport

__all__ = [
    "CountedArea", "CountedStep", "HeldIncident", "ListedIncident", "ListedReport", "OverseenIncident",
    "ReceivedReport", "WeighedIncident",
]  # fmt: skip

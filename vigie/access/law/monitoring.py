"""The law on reports and incidents."""

from __future__ import annotations

from vigie.access.actors import ANALYSTS
from vigie.access.rules.audiences import either, filed, node, of_own_organisation, owned, within_reach
from vigie.access.rules.counting import of_the_platform
from vigie.access.rules.monitoring import (
    for_oversight,
    leads_on,
    of_a_seen_report,
    of_an_incident_with_reports,
    of_two_seen_incidents,
    rests_on_filed,
    to_ask_about,
)

LAW = {
    "monitoring.Report": {
        "see": either(node, within_reach, filed),
        "amend": either(node, owned),
        "ask": to_ask_about,
        "hold": either(node, of_own_organisation("coordinator")),
    },
    "monitoring.Incident": {
        "see": either(node, within_reach, rests_on_filed, for_oversight),
        "amend": either(node, owned),
        # One analyst's own reports may belong with another organisation's: the act asks that one side be own.
        "gather": either(node, within_reach),
        "contest": either(node, within_reach),
        "follow": leads_on,
    },
    "monitoring.Link": {"see": of_an_incident_with_reports},
    "monitoring.Choice": {"see": of_an_incident_with_reports},
    "monitoring.Contest": {"see": of_an_incident_with_reports},
    "monitoring.Merger": {"see": of_two_seen_incidents},
    "monitoring.IncidentPlace": {"see": of_an_incident_with_reports},
    "monitoring.IncidentUnit": {"see": of_an_incident_with_reports},
    # Shown as sums: one's own by district, everybody's by region (`monitoring.effort`).
    "monitoring.MonitorDays": {"see": either(node, of_own_organisation(*ANALYSTS), of_the_platform)},
    "monitoring.Outage": {
        "see": either(node, of_own_organisation(*ANALYSTS), of_the_platform),
        "amend": either(node, of_own_organisation("coordinator")),
    },
    "monitoring.Participation": {"see": either(node, of_own_organisation(*ANALYSTS), of_the_platform)},
    "monitoring.Hold": {"see": either(node, of_a_seen_report)},
}

HIDDEN = {
    "monitoring.IncidentWords",
    "monitoring.ReferenceCounter",
    "monitoring.SettlingRules",
}

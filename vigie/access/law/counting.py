"""The law on matching and estimates."""

from __future__ import annotations

from vigie.access.actors import ANALYSTS
from vigie.access.rules.audiences import anyone, either, node, of_own_organisation
from vigie.access.rules.counting import (
    both_incidents,
    both_reports,
    both_sides,
    disputed,
    of_a_dispute,
    of_a_seen_pair,
    of_a_told_run,
    of_the_platform,
    own_reading,
)
from vigie.access.rules.monitoring import of_an_incident_with_reports

LAW = {
    "counting.MatchRun": {"see": either(node, of_a_told_run)},
    "counting.Pair": {"see": either(node, both_reports), "decide": both_reports},
    "counting.Proposal": {"see": either(node, both_incidents), "decide": both_incidents},
    "counting.Certainty": {"see": of_an_incident_with_reports},
    "counting.Decision": {"see": either(node, of_a_seen_pair)},
    "counting.EstimateRun": {"see": either(node, of_the_platform)},
    "counting.Estimate": {"see": either(node, of_the_platform)},
    # Nobody else's: also the installation has no page or file of them.
    "counting.Inquiry": {
        "see": of_own_organisation(*ANALYSTS),
        "withdraw": of_own_organisation(*ANALYSTS),
        "agree": of_own_organisation("coordinator"),
        "close": of_own_organisation(*ANALYSTS),
    },
    "counting.Sample": {"see": anyone},  # how often the machine was right: figures, no pair and no report
    "counting.Question": {"see": either(node, both_sides), "read": both_sides, "settle": disputed},
    "counting.Reading": {"see": either(node, own_reading, of_a_dispute)},
}

HIDDEN = {
    "counting.Fingerprint",
    "counting.Overlap",
    "counting.Round",
    "counting.Term",
}

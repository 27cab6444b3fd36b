"""The law on what is recorded on the ground."""

from __future__ import annotations

from vigie.access.rules.audiences import either, filed, node, within_reach
from vigie.access.rules.monitoring import told_to_overseers
from vigie.access.rules.visits import recorded_by_own_committee

LAW = {
    "fieldwork.Visit": {
        "see": either(node, within_reach, filed, recorded_by_own_committee, told_to_overseers)
    },
    "fieldwork.SurveyAnswer": {"see": either(node, within_reach, told_to_overseers)},
}

HIDDEN = {
    "fieldwork.Question",
}

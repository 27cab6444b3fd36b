"""Which reports together tell of one incident: grouping under constraints that people have set.

Connected components would chain two ambushes through one vague report. Here two groups join only when all
the pairs between them, taken together, speak for it; and what a person decided is obeyed whatever the
weights say. It works on rows and edges: `group(n, source, matched.one, matched.other, matched.bits)` gives
the incident of every row; with `standing` (the incident that each row stands in, or -1) it places arrivals.
"""

from vigie.core.clusters.constraints import Conflict, Constraints
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.grouping import (
    ACCEPTED,
    REJECTED,
    TO_REVIEW,
    UNREADABLE,
    Grouping,
    Proposal,
    group,
)

__all__ = [
    "ACCEPTED",
    "REJECTED",
    "TO_REVIEW",
    "UNREADABLE",
    "Conflict",
    "Constraints",
    "Decisions",
    "Grouping",
    "Proposal",
    "group",
]

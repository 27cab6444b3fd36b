"""Which reports together tell of one incident: grouping under constraints that people have set.

Connected components would chain two ambushes through one vague report. Here two groups join only when all
the pairs between them, taken together, speak for it; and what a person decided is obeyed whatever the
weights say. It works on rows and edges: `group(n, source, matched.one, matched.other, matched.bits)` gives
the incident of every row. `arrive` places new rows among standing incidents; after a run over everything
`keep_ids` carries ids over and `changes` proposes to people what would change.
"""

from vigie.core.clusters.arriving import Arrivals, Join, arrive
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
from vigie.core.clusters.standing import Change, changes, keep_ids

__all__ = [
    "ACCEPTED",
    "REJECTED",
    "TO_REVIEW",
    "UNREADABLE",
    "Arrivals",
    "Change",
    "Conflict",
    "Constraints",
    "Decisions",
    "Grouping",
    "Join",
    "Proposal",
    "arrive",
    "changes",
    "group",
    "keep_ids",
]

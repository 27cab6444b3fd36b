"""Which reports together tell of one incident: grouping under constraints that people have set.

Connected components would chain two ambushes through one vague report. Here two groups join only when all
the pairs between them, taken together, speak for it; and what a person decided is obeyed whatever the
weights say.
"""

from vigie.core.clusters.arriving import Arrivals, Join, Proposal, arrive
from vigie.core.clusters.grouping import Grouping, group
from vigie.core.clusters.joining import Cluster, Conflict, Constraints, Member

__all__ = [
    "Arrivals",
    "Cluster",
    "Conflict",
    "Constraints",
    "Grouping",
    "Join",
    "Member",
    "Proposal",
    "arrive",
    "group",
]

"""Which reports together tell of one incident: grouping under constraints that people have set.

Connected components would chain two ambushes through one vague report. Here two groups join only when all
the pairs between them, taken together, speak for it; and what a person decided is obeyed whatever the
weights say. It works on rows and edges: `group(n, source, matched.one, matched.other, matched.bits)` gives
the incident of every row. `arrive` places new rows among standing incidents; after a run over everything
`keep_ids` carries ids over and `changes` proposes to people what would change.
"""

from __future__ import annotations

from vigie.core.later import loaded_later

_HOMES = {
    "ACCEPTED": "grouping",
    "Arrivals": "arriving",
    "Change": "standing",
    "Conflict": "constraints",
    "Constraints": "constraints",
    "Decisions": "decisions",
    "Grouping": "grouping",
    "Join": "arriving",
    "Proposal": "grouping",
    "REJECTED": "grouping",
    "TO_REVIEW": "grouping",
    "UNREADABLE": "grouping",
    "arrive": "arriving",
    "changes": "standing",
    "group": "grouping",
    "keep_ids": "standing",
}

__all__ = sorted(_HOMES)
__getattr__ = loaded_later(__name__, _HOMES)

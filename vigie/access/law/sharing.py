"""The law on shared items and circles."""

from __future__ import annotations

from vigie.access.rules.audiences import either, node, roles
from vigie.access.rules.sharing import (
    BODIES,
    asked_of_or_by_own,
    asked_of_own,
    held_by_own,
    kept_circles,
    of_a_seen_item,
    of_two_seen_items,
    on_own_terms,
    on_terms,
    own_circles,
    receipts_of_own,
    received,
)

LAW = {
    "sharing.Circle": {"see": either(node, own_circles), "amend": either(node, kept_circles)},
    "sharing.Item": {
        "see": either(node, on_terms),
        "amend": either(node, on_own_terms),
        "ask": received,  # the originator, to let it go further
    },
    "sharing.File": {"see": either(node, of_a_seen_item)},
    "sharing.Derivative": {"see": either(node, of_two_seen_items)},
    "sharing.Receipt": {"see": either(node, receipts_of_own)},
    "sharing.Consent": {"see": either(node, asked_of_or_by_own), "answer": asked_of_own},
    "sharing.Hold": {"see": roles(*BODIES, "node"), "lift": either(node, held_by_own)},
}

HIDDEN = {
    "sharing.Terms",
}

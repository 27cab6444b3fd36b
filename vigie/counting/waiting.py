"""How many pairs wait for somebody: the count beside a link of the masthead."""

from __future__ import annotations

from vigie import access


def pairs_waiting(actor) -> int:
    """Pairs that wait for this person's answer; none for those who do not review."""
    if access.role_of(actor) not in access.ANALYSTS:
        return 0
    return access.rows(actor, "decide", "counting.Pair").waiting_for(actor).count()

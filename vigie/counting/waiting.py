"""How many pairs wait for somebody: the counts beside the links of the masthead and of the review."""

from __future__ import annotations

from django.db.models import QuerySet

from vigie import access
from vigie.web.masthead import MOST_COUNTED

AT_MOST = MOST_COUNTED


def counted(waiting: QuerySet) -> int:
    """How many, or one more than `AT_MOST` where there are more."""
    return waiting.order_by()[: AT_MOST + 1].count()


def pairs_waiting(actor) -> int:
    """Pairs that wait for this person's answer, up to one more than `AT_MOST`; none for those who do not review."""
    if access.role_of(actor) not in access.ANALYSTS:
        return 0
    return counted(access.rows(actor, "decide", "counting.Pair").waiting_for(actor))


def blind_waiting(actor) -> int:
    """Pairs that this person is asked to read blind."""
    if access.role_of(actor) not in access.ANALYSTS:
        return 0
    return access.rows(actor, "read", "counting.Question").blind_for(actor).count()


def others_waiting(actor) -> dict[str, int]:
    """What else waits for this person on the pages of the review, by the name of its page."""
    proposed = access.rows(actor, "decide", "counting.Proposal").open().fitting()
    found = {
        "blind": blind_waiting(actor),
        "disputes": access.rows(actor, "settle", "counting.Question").count(),
        "proposals": proposed.count(),
    }
    return {name: number for name, number in found.items() if number}

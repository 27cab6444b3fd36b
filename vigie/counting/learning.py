"""The last learning of the weights, and what says whether they can be trusted."""

from __future__ import annotations

from vigie import access
from vigie.counting.faces import Learning


def last_learning(actor) -> Learning | None:
    """The newest run that learnt, for those who may see runs of the matching."""
    learnt = access.rows(actor, "see", "counting.MatchRun").filter(is_full=True).newest_first().first()
    return Learning.of(learnt) if learnt else None

"""What somebody has begun to say is kept step by step, for them alone."""

from __future__ import annotations

from vigie.followup.models import Recommendation, StepDraft
from vigie.ledger.act import act


@act("see")
def keep_step(actor, recommendation: Recommendation, *, doing: str, words: dict) -> StepDraft:
    """Keep the words of one step beside those of the steps before."""
    draft, _made = StepDraft.objects.select_for_update().get_or_create(
        recommendation=recommendation, account=actor, doing=doing
    )
    draft.words = {**draft.words, **words}
    draft.save()
    return draft


@act("see")
def throw_away_step(actor, recommendation: Recommendation, *, doing: str) -> None:
    StepDraft.objects.filter(recommendation=recommendation, account=actor, doing=doing).delete()

"""What waits for somebody: at the head of every page and on the first one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from vigie import access
from vigie.followup.faces import ListedRecommendation
from vigie.web.panels import Panel

MOST_SHOWN = 5


@dataclass(frozen=True)
class Waiting:
    """What this reader is waited for: to answer, to issue; and how much is late of what they follow."""

    to_answer: tuple[ListedRecommendation, ...]
    to_issue: tuple[ListedRecommendation, ...]
    unanswered_count: int
    late_count: int


def to_answer_for(actor) -> QuerySet:
    """Recommendations to this actor's own body that have no response."""
    found = access.rows(actor, "respond", "followup.Recommendation").unanswered()
    return found.filter(addressee=getattr(actor, "organisation_id", None))


def count_to_answer(actor) -> int:
    return to_answer_for(actor).count()


def count_late(actor) -> int:
    """What is late of what one's own body asked."""
    return _asked_by_own(actor).late(timezone.localdate()).count()


def on_home(actor, _row=None) -> Panel | None:
    """For those who answer, issue or follow; nothing where nothing waits."""
    waiting = to_answer_for(actor).for_listing().order_by("pk")
    drafts = access.rows(actor, "issue", "followup.Recommendation").for_listing().order_by("pk")
    it = Waiting(
        _faces(waiting), _faces(drafts), _asked_by_own(actor).unanswered().count(), count_late(actor)
    )
    if not (it.to_answer or it.to_issue or it.unanswered_count or it.late_count):
        return None
    return Panel("followup/_waiting.html", it)


def _asked_by_own(actor) -> QuerySet:
    own = getattr(actor, "organisation_id", None)
    return access.rows(actor, "see", "followup.Recommendation").filter(body=own)


def _faces(found: QuerySet) -> tuple[ListedRecommendation, ...]:
    return tuple(ListedRecommendation.of(each) for each in found[:MOST_SHOWN])

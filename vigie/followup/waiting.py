"""What waits for somebody: at the head of every page and on the first one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from vigie import access
from vigie.core.followup import VERIFIERS
from vigie.followup.faces import ListedRecommendation
from vigie.web.panels import Panel

MOST_SHOWN = 5
ASKERS = ("committee", "parliament", "regional")  # of the `VERIFIERS`, those that recommend


@dataclass(frozen=True)
class Waiting:
    """What this reader is waited for: to answer, to issue, to verify; and how much is late of what they follow."""

    to_answer: tuple[ListedRecommendation, ...]
    to_issue: tuple[ListedRecommendation, ...]
    to_verify: tuple[ListedRecommendation, ...]
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


def to_verify_for(actor) -> QuerySet:
    """What is claimed and nobody has looked at since: of one's own body, or open to an observatory and the like.

    A committee looks after what it asked itself; what others asked, it may verify too, but is not waited for.
    """
    body = getattr(actor, "organisation", None)
    found = access.rows(actor, "verify", "followup.Recommendation").to_verify()
    if body is None or body.classification not in VERIFIERS:
        return found.none()
    if body.classification in ASKERS:
        return found.filter(body=body)
    kin = Q(addressee=body) | Q(addressee=body.parent_id) | Q(addressee__parent=body)
    return found.exclude(kin)


def on_home(actor, _row=None) -> Panel | None:
    """For those who answer, issue or follow; nothing where nothing waits."""
    waiting = to_answer_for(actor).for_listing().order_by("pk")
    drafts = access.rows(actor, "issue", "followup.Recommendation").for_listing().order_by("pk")
    claimed = to_verify_for(actor).for_listing().order_by("pk")
    it = Waiting(
        _faces(waiting),
        _faces(drafts),
        _faces(claimed),
        _asked_by_own(actor).unanswered().count(),
        count_late(actor),
    )
    if not (it.to_answer or it.to_issue or it.to_verify or it.unanswered_count or it.late_count):
        return None
    return Panel("followup/_waiting.html", it)


def _asked_by_own(actor) -> QuerySet:
    own = getattr(actor, "organisation_id", None)
    return access.rows(actor, "see", "followup.Recommendation").filter(body=own)


def _faces(found: QuerySet) -> tuple[ListedRecommendation, ...]:
    return tuple(ListedRecommendation.of(each) for each in found[:MOST_SHOWN])

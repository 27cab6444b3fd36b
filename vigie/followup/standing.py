"""What was said and found about a recommendation, as the core reckons with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vigie.core.followup import Step, claimed, days_late, differ, latest, position, verified
from vigie.followup.models import Recommendation


@dataclass(frozen=True)
class Standing:
    """Where one recommendation stands today. Codes of `core.followup`; "" where nothing was said."""

    position: str
    answered_on: date | None
    claimed: str
    claimed_on: date | None
    verified: str
    verified_on: date | None
    differ: bool
    response_late: int  # days, until it was answered or until today
    implementation_late: int  # days, until it was verified as completed or until today


def answers(recommendation: Recommendation) -> list[Step]:
    return [Step(each.on, each.pk, each.position) for each in recommendation.responses.all()]


def claims(recommendation: Recommendation) -> list[Step]:
    return [Step(each.on, each.pk, each.claimed_status) for each in recommendation.progress.all()]


def found(recommendation: Recommendation) -> list[Step]:
    return [Step(each.on, each.pk, each.verified_status) for each in recommendation.verifications.all()]


def standing(recommendation: Recommendation, today: date) -> Standing:
    """Reads only what `for_listing` fetched. What has ended is late by what it was when it ended."""
    said, told, seen = answers(recommendation), claims(recommendation), found(recommendation)
    until = min(today, recommendation.ended_on or today)
    first = min((step.on for step in said), default=None)
    completed = min((step.on for step in seen if step.says == "completed"), default=None)
    finding = verified(seen)
    claim = claimed(told, len(recommendation.actions.all()))
    issued = recommendation.state != "draft"
    return Standing(
        position=position(said, recommendation.response_due, until) if issued else "",
        answered_on=first, claimed=claim, claimed_on=_day(told), verified=finding, verified_on=_day(seen),
        differ=differ(claim, finding),
        response_late=days_late(recommendation.response_due, first, until) if issued else 0,
        implementation_late=days_late(recommendation.implementation_due, completed, until) if issued else 0,
    )  # fmt: skip


def _day(steps: list[Step]) -> date | None:
    last = latest(steps)
    return last.on if last else None

"""Where a recommendation stands, from what was said about it and what was verified: two statuses, never one.

A government says what it did, a committee says what it found. Neither overwrites the other; that both stand is the
finding. The scale is that of the States' own reports to the Universal Periodic Review (no action, ongoing,
completed), with the steps between them and with what secrecy keeps from being known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STATUSES = ("none", "planned", "started", "substantial", "completed", "overtaken", "secret")
POSITIONS = ("accepted", "partly", "noted", "rejected")
# What is no longer worked on: nothing is answered, reported or verified any more.
ENDED = ("withdrawn", "closed", "merged", "split")
# Codes of standards/organisations.yaml whose word counts as verified.
VERIFIERS = ("committee", "parliament", "audit", "observatory", "council", "regional")


@dataclass(frozen=True)
class Step:
    """One thing said about a recommendation: on which day, and what. `number` orders what was said on one day."""

    on: date
    number: int
    says: str


def latest(steps: Iterable[Step]) -> Step | None:
    """What was said last: by its day, and on one day by when it was written down."""
    return max(steps, key=lambda step: (step.on, step.number), default=None)


def claimed(progress: Iterable[Step], actions: int) -> str:
    """The status that the addressee claims; "" while it says nothing.

    Who names an action and reports nothing on it has planned, not started.
    """
    last = latest(progress)
    return last.says if last else "planned" if actions else ""


def verified(verifications: Iterable[Step]) -> str:
    """The status that somebody other than the addressee found; "" while nobody looked."""
    last = latest(verifications)
    return last.says if last else ""


def position(responses: Iterable[Step], due: date | None, today: date) -> str:
    """What the addressee answered: one of `POSITIONS`, "no_reply" once the day is past, "awaited" before."""
    last = latest(responses)
    if last:
        return last.says
    return "no_reply" if due and due < today else "awaited"


def days_late(due: date | None, done_on: date | None, today: date) -> int:
    """Days after `due`: until it was done, or until today. 0 where there is no day, or it is kept."""
    return max(0, ((done_on or today) - due).days) if due else 0


def differ(claim: str, finding: str) -> bool:
    """Whether what is claimed and what was verified are two things. Secrecy contradicts nobody."""
    return bool(claim and finding) and finding != "secret" and claim != finding


def done(count: int | None, out_of: int | None, target: int | None, target_out_of: int | None) -> bool | None:
    """Whether what was counted reaches the measure; None where there is nothing to compare.

    Eight of ten is asked and twelve of fifteen was counted: shares are compared, in whole numbers.
    """
    if None in (count, out_of, target, target_out_of) or not out_of or not target_out_of:
        return None
    return count * target_out_of >= target * out_of

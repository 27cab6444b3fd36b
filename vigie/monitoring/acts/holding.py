"""Reports held apart while nobody knows who wrote them, and what a person finds when looking."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from vigie.ledger.act import act
from vigie.monitoring.acts.who import person, somebody
from vigie.monitoring.gathering import settle
from vigie.monitoring.models import Hold, Link, Report
from vigie.monitoring.models.hold import RELEASED
from vigie.monitoring.unfit import Unfit


@act("hold")
def hold(actor, report: Report, *, reason: str) -> Hold:
    """Hold a report apart: it stays where it is and counts in nothing. Held already, it stays so.

    `reason` is a code of `models.hold.REASONS`.
    """
    standing = Hold.objects.filter(report=report).exclude(outcome=RELEASED).first()
    report.ledger_detail = {"reason": reason}
    if standing is not None:
        return standing
    made = Hold.objects.create(report=report, reason=reason, placed_by=person(actor))
    _settle(report)
    return made


@act("hold")
def release(actor, report: Report, *, because: str) -> None:
    """Find, having looked, that a held report is its writer's: it counts again."""
    _decide(actor, report, "released", because)


@act("hold")
def reject(actor, report: Report, *, because: str) -> None:
    """Find that a held report is not to be believed. It is kept, and stays out of every figure."""
    _decide(actor, report, "rejected", because)


@act("amend")
def disbelieve(actor, report: Report, *, because: str) -> None:
    """Find, on reviewing a report, that it is not to be believed: it is kept and counts in nothing."""
    hold = Hold.objects.filter(report=report).exclude(outcome=RELEASED).first()
    if hold is not None:
        raise Unfit(_("This report is held apart already."))
    now, by = timezone.now(), somebody(actor)
    Hold.objects.create(
        report=report, reason="reviewed", placed_by=by, outcome="rejected", decided_by=by, decided_at=now,
        because=because,
    )  # fmt: skip
    _settle(report)


@act("amend")
def believe(actor, report: Report, *, because: str) -> None:
    """Take back that a reviewed report is not to be believed: it counts again."""
    found = Hold.objects.filter(report=report, reason="reviewed", outcome="rejected")
    found.update(outcome=RELEASED, decided_by=somebody(actor), decided_at=timezone.now(), because=because)
    _settle(report)


def _decide(actor, report: Report, outcome: str, because: str) -> None:
    if not because.strip():
        raise Unfit(_("Say why, in one sentence. It is kept with your decision."))
    decided = Hold.objects.filter(report=report, outcome="").update(
        outcome=outcome, decided_by=somebody(actor), decided_at=timezone.now(), because=because
    )
    if not decided:
        raise Unfit(_("This report is not held, or somebody has looked at it already."))
    _settle(report)


def _settle(report: Report) -> None:
    settle(Link.objects.filter(report=report).values_list("incident_id", flat=True))

"""Asking whether somebody else holds the same incident, and opening what both sides agree to open."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from vigie.counting.models import Inquiry, Overlap
from vigie.counting.overlaps import limits, opening, rounds
from vigie.directory.models import Account, Organisation
from vigie.ledger.act import act
from vigie.ledger.models import Node
from vigie.monitoring.models import Report
from vigie.monitoring.unfit import Unfit


@act("ask")
def ask(actor: Account, report: Report) -> Inquiry:
    """Ask whether another organisation holds what this report tells of. Raises `Unfit` with the limit met."""
    on = limits.today()
    # One question at a time: two at once could both stay within the limits.
    Organisation.objects.select_for_update().get(pk=report.organisation_id)
    if why := limits.obstacle(report, on):
        raise Unfit(why)
    earlier = Inquiry.objects.filter(report=report).first()
    return Inquiry.objects.create(
        report=report, organisation=report.organisation, asked_by=actor, asked_on=on,
        ends_on=on + timedelta(limits.QUESTION_DAYS),
        audience=earlier.audience if earlier else report.audience,
    )  # fmt: skip


@act("withdraw")
def withdraw_question(actor: Account, question: Inquiry) -> None:
    """Ask no longer. The other side, if there is one, is not told: its question stays without an answer."""
    if question.withdrawn_on is None:
        question.withdrawn_on = limits.today()
        question.save(update_fields=["withdrawn_on"])


@act("agree")
def agree(actor: Account, question: Inquiry) -> None:
    """Agree to open the report to those who asked about the same incident and agree too.

    What both sides have agreed to is open at once. It covers the notices that are there now, no later one.
    """
    on = limits.today()
    waiting = [each for each in _overlaps(question) if each.is_waiting(on)]
    if question.withdrawn_on or not waiting:
        raise Unfit(_("There is nothing to agree to here any more."))
    for overlap in waiting:
        setattr(overlap, f"{overlap.side_of(question)}_agreed_on", overlap.agreed_by(question) or on)
        overlap.save(update_fields=["one_agreed_on", "other_agreed_on"])
        beyond = overlap.beyond(question)
        if overlap.agreed_by(beyond) and not beyond.withdrawn_on:
            opening.open_both(overlap, on)


@act("close")
def close(actor: Account, question: Inquiry) -> None:
    """Close again what was opened by way of this question, on both sides."""
    on = limits.today()
    for overlap in _overlaps(question).open():
        opening.close_both(overlap, on)
    question.withdrawn_on = question.withdrawn_on or on
    question.save(update_fields=["withdrawn_on"])


@act("convene")
def hold_round(actor, node: Node) -> bool:
    """Compare all questions with one another, if a round is due. Whether one was held; never how many met."""
    Node.objects.select_for_update().filter(pk=node.pk).first()
    on = limits.today()
    if not rounds.is_due(on):
        return False
    rounds.hold(on)
    return True


def _overlaps(question: Inquiry):
    found = Overlap.objects.of(question).with_sides().order_by("pk")
    return found.select_for_update(of=("self",))

"""Readers of the fictional region: they read pairs blind, know what happened most of the time, and sometimes err."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from vigie import access
from vigie.counting import acts as counting
from vigie.counting.models import Question
from vigie.directory.models import Account
from vigie.ledger.models import Node
from vigie.monitoring.unfit import Unfit

ERRS, UNSURE = 0.07, 0.06  # of readings: a wrong answer; none
LEFT_OPEN = 6  # pairs that wait for whoever looks around
DISPUTES_LEFT = 1


def read_blind(truth: Path, seed: int = 1) -> None:
    """Draw the month's sample and let people read it, by the same acts as on the pages.

    `truth` is the region's own table of which report tells of which incident; readers know nothing else that
    the machine does not.
    """
    chance = random.Random(seed)
    analysts = list(Account.objects.filter(role="analyst").order_by("pk"))
    coordinators = list(Account.objects.filter(role="coordinator").order_by("pk"))
    told = _told(truth)
    counting.draw_sample(analysts[0], Node.here())
    readers = [*analysts, *coordinators[1:]]
    went_on = True
    while went_on:
        answered = [_reads_one(reader, told, chance) for reader in readers]
        went_on = any(answered)
    _settle(coordinators, told)


def _told(truth: Path) -> dict[tuple[str, str], str]:
    with truth.open(encoding="utf-8", newline="") as file:
        return {(row["organisation"], row["report"]): row["incident"] for row in csv.DictReader(file)}


def _reads_one(reader: Account, told: dict, chance: random.Random) -> bool:
    waiting = access.rows(reader, "read", "counting.Question").blind_for(reader).with_reports()
    question = waiting.first()
    if question is None or Question.objects.open().count() <= LEFT_OPEN:
        return False
    found = _truly(question, told)
    drawn = chance.random()
    if drawn < UNSURE:
        found = "unsure"
    elif drawn < UNSURE + ERRS:
        found = {"same": "different", "different": "same"}[found]
    counting.read(reader, question, answer=found)
    return True


def _truly(question: Question, told: dict) -> str:
    sides = (question.left, question.right)
    left, right = (told[side.organisation.slug, side.key] for side in sides)
    return "same" if left == right else "different"


def _settle(coordinators: list[Account], told: dict) -> None:
    """Coordination ends the disputes, but for one that waits for whoever looks around."""
    disputed = list(Question.objects.disputed().with_reports())
    for question in disputed[DISPUTES_LEFT:]:
        for coordinator in coordinators:
            if not access.rows(coordinator, "settle", "counting.Question").filter(pk=question.pk).exists():
                continue
            try:
                counting.settle(coordinator, question, answer=_truly(question, told), because="Relu à trois.")
            except Unfit:  # somebody has built on the first answer: it waits
                continue
            break

"""The rounds: on fixed days all questions are compared with one another, and both sides of a match are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from vigie.core.clusters.decisions import Decisions
from vigie.counting.models import Inquiry, Overlap, Round
from vigie.counting.overlaps.limits import NOTICE_DAYS, REST_DAYS, round_due
from vigie.directory.audiences import Reaches


def is_due(on: date) -> bool:
    return not Round.objects.filter(day__gte=round_due(on)).exists()


def hold(on: date) -> None:
    """Compare the questions that have rested, and let both sides of each match know. Nothing is returned:
    how many met is nobody's to know.
    """
    Round.objects.create(day=on)
    asked = Inquiry.objects.standing(on).filter(asked_on__lte=on - timedelta(REST_DAYS))
    questions = {each.report_id: each for each in asked.with_reports().order_by("pk")}
    Overlap.objects.bulk_create(
        (_overlap(*pair, on) for pair in _alike(questions)), ignore_conflicts=True
    )  # a pair noticed in an earlier round is told once


def _overlap(one: Inquiry, other: Inquiry, on: date) -> Overlap:
    one, other = sorted((one, other), key=lambda each: each.pk)
    return Overlap(one=one, other=other, noticed_on=on, lapses_on=on + timedelta(NOTICE_DAYS))


def _alike(questions: dict[int, Inquiry]) -> Iterable[tuple[Inquiry, Inquiry]]:
    """Questions of two organisations that may not read each other, about what the engine would join by
    itself: a bar so high that one must know the incident to reach it.
    """
    from vigie.counting.filling import fill_new  # the engine is compiled: not loaded for pages
    from vigie.counting.running import compared

    fill_new(sorted(questions))
    companions = Reaches.of({each.report.audience_id for each in questions.values()}).companions()
    for (left, right), probability in compared(sorted(questions)).items():
        one, other = questions[left], questions[right]
        apart = other.report.audience_id not in companions[one.report.audience_id]
        if probability >= Decisions().accept and apart and one.organisation_id != other.organisation_id:
            yield one, other

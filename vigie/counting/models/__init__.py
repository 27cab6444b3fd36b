"""Runs of the matching, pairs of reports, what people decided about them, and what organisations asked."""

from vigie.counting.models.overlap import Overlap, OverlapQuerySet, Question, QuestionQuerySet, Round
from vigie.counting.models.pair import ANSWERS, STANDINGS, Decision, DecisionQuerySet, Pair, PairQuerySet
from vigie.counting.models.run import MatchRun

__all__ = [
    "ANSWERS",
    "STANDINGS",
    "Decision",
    "DecisionQuerySet",
    "MatchRun",
    "Overlap",
    "OverlapQuerySet",
    "Pair",
    "PairQuerySet",
    "Question",
    "QuestionQuerySet",
    "Round",
]

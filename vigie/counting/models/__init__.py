"""Runs of the matching, pairs of reports, and what people decided about them."""

from vigie.counting.models.pair import ANSWERS, STANDINGS, Decision, DecisionQuerySet, Pair, PairQuerySet
from vigie.counting.models.run import MatchRun

__all__ = [
    "ANSWERS",
    "STANDINGS",
    "Decision",
    "DecisionQuerySet",
    "MatchRun",
    "Pair",
    "PairQuerySet",
]

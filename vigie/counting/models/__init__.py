"""Runs of the matching, pairs of reports, what people decided about them, and what was estimated."""

from vigie.counting.models.estimate import KINDS, VERDICTS, Estimate, EstimateRun
from vigie.counting.models.pair import ANSWERS, STANDINGS, Decision, DecisionQuerySet, Pair, PairQuerySet
from vigie.counting.models.run import MatchRun

__all__ = [
    "ANSWERS",
    "KINDS",
    "STANDINGS",
    "VERDICTS",
    "Decision",
    "DecisionQuerySet",
    "Estimate",
    "EstimateRun",
    "MatchRun",
    "Pair",
    "PairQuerySet",
]

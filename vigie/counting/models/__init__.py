"""Runs of the matching, pairs of reports, what people decided about them, and what organisations asked."""

from vigie.counting.models.overlap import Inquiry, InquiryQuerySet, Overlap, OverlapQuerySet, Round
from vigie.counting.models.pair import ANSWERS, STANDINGS, Decision, DecisionQuerySet, Pair, PairQuerySet
from vigie.counting.models.run import MatchRun

__all__ = [
    "ANSWERS",
    "STANDINGS",
    "Decision",
    "DecisionQuerySet",
    "Inquiry",
    "InquiryQuerySet",
    "MatchRun",
    "Overlap",
    "OverlapQuerySet",
    "Pair",
    "PairQuerySet",
    "Round",
]

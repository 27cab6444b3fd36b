"""Runs of the matching, what it compares, pairs of reports, what people decided, and what is proposed."""

from vigie.counting.models.fingerprint import Fingerprint
from vigie.counting.models.pair import ANSWERS, STANDINGS, Decision, DecisionQuerySet, Pair, PairQuerySet
from vigie.counting.models.proposal import Certainty, Proposal
from vigie.counting.models.run import MatchRun

__all__ = [
    "ANSWERS",
    "STANDINGS",
    "Certainty",
    "Decision",
    "DecisionQuerySet",
    "Fingerprint",
    "MatchRun",
    "Pair",
    "PairQuerySet",
    "Proposal",
]

"""Runs of the matching, pairs, what people decided, what is proposed, asked and read blind, and estimated."""

from vigie.counting.models.estimate import Estimate, EstimateRun
from vigie.counting.models.fingerprint import TERM_LENGTH, Fingerprint, Term
from vigie.counting.models.overlap import Inquiry, Overlap, Round
from vigie.counting.models.pair import ANSWERS, STANDINGS, Decision, DecisionQuerySet, Pair, PairQuerySet
from vigie.counting.models.proposal import Certainty, Proposal
from vigie.counting.models.reading import SECOND, STRATA, VERDICTS, Question, Reading, Sample
from vigie.counting.models.run import MatchRun

__all__ = [
    "ANSWERS",
    "SECOND",
    "STANDINGS",
    "STRATA",
    "TERM_LENGTH",
    "VERDICTS",
    "Certainty",
    "Decision",
    "DecisionQuerySet",
    "Estimate",
    "EstimateRun",
    "Fingerprint",
    "Inquiry",
    "MatchRun",
    "Overlap",
    "Pair",
    "PairQuerySet",
    "Proposal",
    "Question",
    "Reading",
    "Round",
    "Sample",
    "Term",
]

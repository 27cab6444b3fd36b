"""Runs of the matching, pairs of reports, what people decided; what is proposed, read or asked blind, estimated."""

from vigie.counting.models.estimate import Estimate, EstimateRun
from vigie.counting.models.fingerprint import TERM_LENGTH, Fingerprint, Term
from vigie.counting.models.overlap import Inquiry, InquiryQuerySet, Overlap, OverlapQuerySet, Round
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
    "InquiryQuerySet",
    "MatchRun",
    "Overlap",
    "OverlapQuerySet",
    "Pair",
    "PairQuerySet",
    "Proposal",
    "Question",
    "Reading",
    "Round",
    "Sample",
    "Term",
]

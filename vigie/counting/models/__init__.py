"""Runs of the matching, pairs of reports, what people decided, what is proposed, and what is read blind."""

from vigie.counting.models.fingerprint import TERM_LENGTH, Fingerprint, Term
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
    "Fingerprint",
    "MatchRun",
    "Pair",
    "PairQuerySet",
    "Proposal",
    "Question",
    "Reading",
    "Sample",
    "Term",
]

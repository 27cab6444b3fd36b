"""Which two reports may tell of one incident, with every reason in words and in bits."""

from vigie.core.pairing.account import Account, account_of
from vigie.core.pairing.candidates import Index
from vigie.core.pairing.comparison import judge
from vigie.core.pairing.evidence import Evidence, Judgement
from vigie.core.pairing.matcher import Matched, Matcher, Pair, match
from vigie.core.pairing.weights import Weights, standing_weights
from vigie.core.pairing.words import SENTENCES, say

__all__ = [
    "SENTENCES",
    "Account",
    "Evidence",
    "Index",
    "Judgement",
    "Matched",
    "Matcher",
    "Pair",
    "Weights",
    "account_of",
    "judge",
    "match",
    "say",
    "standing_weights",
]

"""Which two reports may tell of one incident, with every reason in words and in bits.

reports = encode(accounts)                  # from the register, or Reports.of_columns(source, date, lat=…)
matched = match(reports)                    # learns the weights; or weights=standing_weights()
matched.one, matched.other, matched.bits    # row numbers and log2 odds; .probability, .weights, .diagnostics
explain(reports, i, j, matched.weights)     # Judgement: evidence in words and bits
index = Index(reports, matched.weights)     # index.against(new) → .new, .row, .bits; index.add(new)
"""

from vigie.core.pairing.account import Account, account_of
from vigie.core.pairing.arriving import Arrived, Index
from vigie.core.pairing.diagnosing import Diagnosis
from vigie.core.pairing.encoding import encode
from vigie.core.pairing.evidence import Evidence, Judgement
from vigie.core.pairing.explaining import explain, judge
from vigie.core.pairing.matching import Matched, Settings, learn, match
from vigie.core.pairing.reports import BadReports, Reports
from vigie.core.pairing.weights import BadWeights, Weights, Windows, standing_weights, weights_from
from vigie.core.pairing.words import SENTENCES, say

__all__ = [
    "SENTENCES",
    "Account",
    "Arrived",
    "BadReports",
    "BadWeights",
    "Diagnosis",
    "Evidence",
    "Index",
    "Judgement",
    "Matched",
    "Reports",
    "Settings",
    "Weights",
    "Windows",
    "account_of",
    "encode",
    "explain",
    "judge",
    "learn",
    "match",
    "say",
    "standing_weights",
    "weights_from",
]

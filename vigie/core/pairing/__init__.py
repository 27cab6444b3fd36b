"""Which two reports may tell of one incident, with every reason in words and in bits.

reports = encode(accounts)                  # from the register, or Reports.of_columns(source, date, lat=…)
matched = match(reports)                    # learns the weights; or weights=standing_weights()
matched.one, matched.other, matched.bits    # row numbers and log2 odds; .probability, .weights, .diagnostics
explain(reports, i, j, matched.weights)     # Judgement: evidence in words and bits
index = Index(reports, matched.weights)     # index.against(new) → .new, .row, .bits; index.add(new)
"""

from __future__ import annotations

from vigie.core.later import loaded_later

_HOMES = {
    "Account": "account",
    "Arrived": "arriving",
    "BadReports": "records",
    "BadWeights": "weights",
    "Diagnosis": "diagnosing",
    "Evidence": "evidence",
    "Explainer": "explaining",
    "Index": "arriving",
    "Judgement": "evidence",
    "Matched": "matching",
    "Reports": "reports",
    "SENTENCES": "words",
    "Settings": "matching",
    "Weights": "weights",
    "Windows": "weights",
    "account_of": "account",
    "encode": "encoding",
    "explain": "explaining",
    "judge": "explaining",
    "learn": "matching",
    "learn_from": "matching",
    "match": "matching",
    "say": "words",
    "standing_weights": "weights",
    "weights_from": "weights",
}

__all__ = sorted(_HOMES)
__getattr__ = loaded_later(__name__, _HOMES)

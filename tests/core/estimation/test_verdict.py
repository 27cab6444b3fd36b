"""The rule, drawn as a table: what is looked at, and what may then be said."""

from __future__ import annotations

import pytest

from vigie.core.estimation import Signs, Verdict
from vigie.core.estimation.verdict import judged

FINE = {"lists": 4, "shared": 60, "heterogeneity": 0.02, "apart": 1.3, "rhat": 1.01, "ratio": 1.4}
RULE = [
    ({}, Verdict.INTERVAL, []),
    ({"heterogeneity": 0.05, "apart": 3.5, "ratio": 2.9}, Verdict.INTERVAL, []),
    ({"lists": 3}, Verdict.AT_LEAST, ["three_lists"]),
    ({"heterogeneity": 0.07}, Verdict.AT_LEAST, ["hard_to_see"]),
    ({"apart": 4.2}, Verdict.AT_LEAST, ["models_differ"]),
    ({"rhat": 1.3}, Verdict.AT_LEAST, ["unmixed"]),
    ({"shared": 17, "ratio": 1.8}, Verdict.INTERVAL, []),
    ({"shared": 17, "ratio": 2.3}, Verdict.AT_LEAST, ["few_shared"]),
    ({"lists": 3, "rhat": 1.3}, Verdict.AT_LEAST, ["three_lists", "unmixed"]),
    ({"shared": 14}, Verdict.REFUSED, ["few_shared"]),
    ({"ratio": 3.1}, Verdict.REFUSED, ["wide"]),
    # A refusal gives its own reasons only.
    ({"shared": 14, "ratio": 9.0, "heterogeneity": 0.9}, Verdict.REFUSED, ["few_shared", "wide"]),
]


@pytest.mark.parametrize(("signs", "verdict", "codes"), RULE)
def test_the_rule(signs, verdict, codes):
    said, reasons = judged(Signs(**FINE | signs))
    assert (said, [each.code for each in reasons]) == (verdict, codes)

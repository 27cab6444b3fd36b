"""Estimates in words: a sentence for every code, numbers of both languages, never more certain than the verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigie.core.estimation import Estimate, Reason, Signs, Verdict, words
from vigie.core.estimation.estimates import assumed
from vigie.core.estimation.verdict import judged

INTERVAL = Estimate(tuple("ABCD"), 412, 412, 412, Verdict.INTERVAL, (), low=487, median=560, high=683)
BOUND = {"verdict": Verdict.AT_LEAST, "median": None, "high": None}
WORST = Signs(lists=3, shared=17, heterogeneity=0.5, apart=5.0, rhat=1.4, ratio=2.5)


@pytest.mark.parametrize(
    ("change", "said", "not_said"),
    [
        ({}, ["Four organisations", "412", "between 480 and 690"], ["at least"]),
        (BOUND, ["at least 487", "can't tell"], ["between 4"]),
        (BOUND | {"verdict": Verdict.REFUSED, "low": None}, ["412", "does not mean"], ["48", "56"]),
        # Never below what was seen, however it is rounded.
        ({"observed": 486}, ["between 486 and 690"], []),
    ],
)  # fmt: skip
def test_what_a_member_of_parliament_reads(change, said, not_said):
    sentence = words.say(replace(INTERVAL, **change), "en")
    assert all(part in sentence for part in said)
    assert not any(part in sentence for part in not_said)


def test_thousands_are_written_as_the_language_has_it():
    large = replace(INTERVAL, observed=4400, low=9827, high=16544)
    assert "9,800 and 16,600" in words.say(large, "en")
    assert "9\u202f000 and 16\u202f600" in words.say(replace(large, low=9027), "fr")


def test_every_reason_has_a_sentence_for_both_readers():
    refusals = judged(replace(WORST, shared=3, ratio=9.0))[1]
    for reason in (*judged(WORST)[1], *refusals, Reason("no_overlap", (("count", 12),))):
        for sentence in (words.because(reason), words.because_exactly(reason)):
            assert sentence and "%(" not in sentence and "%%" not in sentence


def test_every_assumption_has_a_sentence():
    codes = {*assumed(1), *assumed(20)}
    assert codes == set(words.ASSUMPTIONS)
    assert all(words.assumption(code) for code in codes)


def test_what_is_said_can_be_translated():
    assert words.say(INTERVAL, "en", lambda text: text.replace("between", "von")).count("von") == 2
    assert words.because(Reason("three_lists"), str.upper) == words.PLAIN["three_lists"].upper()

import numpy as np
import pytest

from vigie.core.pairing import levels as l
from vigie.core.pairing import standing_weights
from vigie.core.pairing.calibrating import scores
from vigie.core.pairing.teaching import LEAST, teach

RNG = np.random.default_rng(4)
WEIGHTS = standing_weights()


def drawn(number):
    """Findings of pairs, and answers that hold the target to be worth far less than the weights do."""
    levels = np.array([RNG.integers(1, size, number) for size in l.SIZES])
    levels[l.WHEN_FIELD] = RNG.integers(1, 5, number)
    levels[l.SOURCE_FIELD] = 0
    row = l.FIELDS.index("targets")
    odds = scores(levels, WEIGHTS) - WEIGHTS.bits("targets")[levels[row]]
    odds += 6.0
    return levels, RNG.random(number) < 1 / (1 + 2.0**-odds)


def loss(weights, levels, same):
    odds = np.where(same, 1, -1) * scores(levels, weights)
    return np.log2(1 + 2.0**-odds).mean()


def test_decisions_correct_what_a_finding_is_worth():
    taught = teach(WEIGHTS, *drawn(4_000))
    fresh = drawn(4_000)
    assert taught.origin == "taught"
    assert loss(taught, *fresh) < 0.8 * loss(WEIGHTS, *fresh)
    spread = [np.ptp(weights.bits("targets")[1:]) for weights in (WEIGHTS, taught)]
    assert spread[1] < 0.5 * spread[0]


def test_few_or_one_sided_decisions_teach_nothing():
    levels, same = drawn(LEAST - 1)
    assert teach(WEIGHTS, levels, same) is WEIGHTS
    levels, same = drawn(200)
    assert teach(WEIGHTS, levels, np.ones(200, bool)) is WEIGHTS


def test_what_nobody_was_asked_about_keeps_its_worth():
    levels, same = drawn(500)
    levels[l.FIELDS.index("words")] = 0
    taught = teach(WEIGHTS, levels, same)
    assert taught.bits("words") == pytest.approx(WEIGHTS.bits("words"))
    assert taught.bits("type")[0] == 0

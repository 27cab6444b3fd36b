import numpy as np
import pytest

from vigie.core.pairing import levels as l
from vigie.core.pairing import standing_weights
from vigie.core.pairing.calibrating import LN2, scores, tempered, tempering

RNG = np.random.default_rng(3)


@pytest.mark.parametrize(
    ("stretch", "share", "twice"), [(0.6, 0.10, 0.02), (0.9, 0.25, 0.05), (0.75, 0.02, 0.0)]
)
def test_pairs_inside_organisations_give_back_the_truth(stretch, share, twice):
    """Scores overstated by 1/stretch; the excess over pairs inside one organisation says by how much."""
    n = 400_000
    same = RNG.random(n) < share
    honest = np.where(same, RNG.normal(5, 3, n), RNG.normal(-5, 3, n))  # log2 of the ratio of two densities
    # With equal spreads the honest log odds are linear in the draw.
    log_odds = (10 / 9) * honest / LN2 + np.log2(share / (1 - share))
    said = log_odds / stretch
    inside = RNG.random(n // 2) < twice * share
    alone = np.where(inside, RNG.normal(5, 3, n // 2), RNG.normal(-5, 3, n // 2))
    said_inside = ((10 / 9) * alone / LN2 + np.log2(share / (1 - share))) / stretch
    found = tempering(said, np.ones(n), said_inside, np.ones(n // 2))
    assert found.stretch == pytest.approx(stretch, abs=0.07)
    assert found.share == pytest.approx(share, rel=0.06)
    probability = 1 / (1 + np.exp(-(found.move + found.stretch * said * LN2)))
    for low in (0.2, 0.5, 0.8):
        band = (probability > low) & (probability < low + 0.2)
        assert same[band].mean() == pytest.approx(probability[band].mean(), abs=0.05)


def test_tempering_stretches_the_sum_and_every_finding_with_it():
    weights = standing_weights()
    levels = np.array([[l.level("where", "d1.same"), 2, 1, 1, 1, 2, 1, 0, 0, 0, 1]]).T
    before = scores(levels, weights)[0]
    after = scores(levels, tempered(weights, 0.5, 0.7))[0]
    assert after == pytest.approx(0.5 * before + 0.7 / LN2)

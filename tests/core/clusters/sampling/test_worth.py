import numpy as np
import pytest

from tests.core.clusters.plain import columns
from vigie.core.clusters import group
from vigie.core.clusters.sampling import sample_clusterings, worth


def valued(n, bits, strata=None):
    one, other, weight = columns(bits)
    asked = np.arange(len(one))
    labels = group(n, np.arange(n), one, other, weight).labels
    drawn = sample_clusterings(
        n, np.arange(n), one, other, weight, strata=strata, asked=asked, labels=labels, draws=600
    )
    return worth(drawn, asked, one, other, labels, strata)


def test_doubt_is_worth_more_than_near_certainty():
    found = valued(6, {(0, 1): 0.0, (2, 3): 7.0, (4, 5): -5.0})
    assert found.order()[0] == 0
    assert found.effect[0] == pytest.approx(1, abs=0.05)
    assert found.narrowing[0] == pytest.approx(0.25, abs=0.03)
    assert found.change[1:].max() < 0.1


def test_a_pair_that_moves_two_tight_groups_moves_one_incident():
    tight = {(0, 1): 9.0, (2, 3): 9.0}
    cross = {(0, 2): -1.0, (0, 3): -1.0, (1, 2): -1.0, (1, 3): -1.0}
    found = valued(4, {**tight, **cross})
    assert found.effect[2:] == pytest.approx(np.ones(4), abs=0.15)
    assert found.change[:2].max() < 0.1


def test_a_pair_inside_a_sure_incident_changes_little():
    """A vague pair of a group that stands without it: whatever is answered, others hold the group together."""
    found = valued(5, {(0, 1): 9.0, (0, 2): 9.0, (1, 2): 0.0, (3, 4): 0.0})
    assert found.order()[0] == 3


def test_a_small_published_figure_makes_an_answer_worth_more():
    bits = {(0, 1): 0.0, (2, 3): 0.0}
    area = np.array([0, 0, *[1] * 30])
    found = valued(32, bits, {"area": area})
    assert found.share[0] > 5 * found.share[1]


def test_draws_made_for_other_pairs_are_refused():
    drawn = sample_clusterings(2, np.arange(2), [0], [1], [1.0], draws=5)
    with pytest.raises(ValueError, match="1 pairs asked about, but the draws were made for 0"):
        worth(drawn, [0], [0], [1], np.zeros(2))

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.clusters.plain import ROWS, columns, edges, some_pairs
from tests.core.clusters.sampling.worlds import line, visible_error
from vigie.core.clusters import Constraints
from vigie.core.clusters.calibration import calibrate, calibration_error
from vigie.core.clusters.edges import probability_of
from vigie.core.clusters.sampling import interval, sample_clusterings


def drawn(n, bits, **more):
    one, other, weight = columns(bits)
    return sample_clusterings(n, np.arange(n), one, other, weight, **more)


def test_a_lone_pair_is_as_sure_as_its_bits_say():
    found = drawn(2, {(0, 1): 2.0}, draws=2000)
    assert found.together[0] == pytest.approx(0.8, abs=0.05)
    assert found.counts.mean() == pytest.approx(1.2, abs=0.05)
    assert found.certainty.tolist() == pytest.approx([0.8], abs=0.05)
    assert found.membership.tolist() == pytest.approx([0.8, 0.8], abs=0.05)


def test_reports_without_any_pair_are_counted_and_certain():
    found = drawn(4, {(0, 1): 8.0})
    assert found.counts.min() >= 3
    assert found.certainty[1:].tolist() == [1, 1]
    assert drawn(3, {}).interval() == (3, 3)
    assert drawn(0, {}).interval() == (0, 0)


def test_what_people_decided_holds_in_every_draw():
    bits = {(0, 1): -6.0, (1, 2): 6.0, (0, 2): 3.0, (3, 4): 9.0}
    found = drawn(5, bits, constraints=Constraints([(0, 1)], [(3, 4)]), keep=50)
    assert found.together[0] == 1
    assert found.together[3] == 0
    assert len(found.labels) == 50
    assert (found.labels[:, 0] == found.labels[:, 1]).all()


@settings(max_examples=15)
@given(edges, some_pairs, some_pairs, st.integers(0, 3))
def test_no_draw_breaks_a_decision_or_access(bits, same, different, closed):
    audience = np.arange(ROWS) % 3
    compatible = np.ones((3, 3), bool)
    if closed:
        compatible[closed - 1, closed % 3] = False
    told = Constraints(same, different, audience, compatible)
    found = drawn(ROWS, bits, constraints=told, draws=20, keep=20)
    for labels in found.labels:
        assert not [pair for pair in different if labels[pair[0]] == labels[pair[1]]]
        meet = labels[:, None] == labels[None]
        assert (compatible & compatible.T)[audience[:, None], audience[None]][meet].all()


def test_strata_are_counted_apart_and_add_up():
    strata = {"area": np.array([0, 0, 1, 2, 2])}
    found = drawn(5, {(0, 1): 12.0, (1, 2): 2.0, (3, 4): 0.0}, strata=strata, draws=600)
    assert (found.by["area"].sum(axis=1) == found.counts).all()
    assert found.by["area"][:, 0].mean() == pytest.approx(
        1, abs=0.03
    )  # the two of area 0 are the majority wherever the third stands
    assert 0 < found.by["area"][:, 1].mean() < 1
    assert 1 < found.by["area"][:, 2].mean() < 2
    with pytest.raises(ValueError, match="“area” has 4 codes for 5 reports"):
        drawn(5, {}, strata={"area": np.zeros(4)})


def test_edges_in_another_order_give_the_same_draws():
    truth, one, other, bits = line(3, 40)
    turn = np.random.default_rng(1).permutation(len(one))
    first = sample_clusterings(len(truth), truth * 0, one, other, bits, draws=20, seed=4)
    second = sample_clusterings(
        len(truth), truth * 0, other[turn], one[turn], bits[turn], draws=20, seed=4, threads=1
    )
    assert (first.counts == second.counts).all()
    assert (first.together[turn] == second.together).all()
    third = sample_clusterings(len(truth), truth * 0, one, other, bits, draws=20, seed=5)
    assert (first.counts != third.counts).any()


def test_the_middle_of_the_draws_is_rounded_outwards():
    assert interval(np.arange(1, 101), 0.9) == (5, 96)


def test_intervals_hold_the_true_count_and_probabilities_are_calibrated():
    """40 worlds with exact bits. Measured: 38 held, error of calibration 0.004."""
    held, said, found, off = 0, [], [], []
    for seed in range(40):
        truth, one, other, bits = line(seed)
        off.append(visible_error(bits, truth, one, other))
        draws = sample_clusterings(len(truth), truth * 0, one, other, bits, draws=100, seed=seed)
        low, high = draws.interval()
        held += low <= len(np.unique(truth)) <= high
        said.append(draws.together)
        found.append(truth[one] == truth[other])
    said, found = np.concatenate(said), np.concatenate(found)
    assert abs(np.mean(off)) < 0.02  # the bits are what they claim to be
    assert held >= 35
    assert calibration_error(said, found) < 0.02


def test_a_wide_calibration_widens_the_interval():
    truth, one, other, bits = line(1)
    sure = sample_clusterings(len(truth), truth * 0, one, other, bits, draws=100)
    unsure = sample_clusterings(len(truth), truth * 0, one, other, bits, draws=100, calibration=calibrate())
    assert unsure.counts.std() > 1.3 * sure.counts.std()


def test_probability_and_together_agree_on_average():
    """The prior is found so that as many pairs stand together as their probabilities say."""
    truth, one, other, bits = line(2)
    found = sample_clusterings(len(truth), truth * 0, one, other, bits, draws=200)
    assert found.together.sum() == pytest.approx(probability_of(bits).sum(), rel=0.03)

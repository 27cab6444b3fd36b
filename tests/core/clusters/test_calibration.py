import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.core.clusters.calibration import (
    BEFORE,
    bits_of,
    calibrate,
    calibration_error,
    reliability,
    spread_before,
)
from vigie.core.clusters.edges import probability_of


def labelled(number, true, seed=1):
    """Pairs with given bits whose truth follows other bits, `true(bits)`."""
    rng = np.random.default_rng(seed)
    bits = rng.normal(0, 4, number)
    return bits, rng.random(number) < probability_of(true(bits))


def overconfident(bits):
    return 0.6 * bits - 0.8


@given(st.floats(-40, 40))
def test_bits_and_probability_are_one_thing_said_twice(bits):
    assert bits_of(probability_of(bits)) == pytest.approx(bits, abs=1e-3)


def test_reliability_sets_what_was_said_beside_what_was_found():
    said = np.array([0.05, 0.15, 0.15, 0.95, 0.95, 0.95, 0.95])
    found = np.array([0, 1, 0, 1, 1, 1, 0], bool)
    table = [(each.pairs, round(each.said, 2), each.found) for each in reliability(said, found)]
    assert table == [(1, 0.05, 0.0), (2, 0.15, 0.5), (4, 0.95, 0.75)]
    assert all(each.error > 0 for each in reliability(said, found))
    assert calibration_error(said, found) == pytest.approx((0.05 + 2 * 0.35 + 4 * 0.2) / 7)


def test_weights_undo_an_uneven_sample():
    said, found = np.array([0.5, 0.5]), np.array([True, False])
    (only,) = reliability(said, found, weight=np.array([3.0, 1.0]))
    assert only.found == 0.75


def test_labels_set_overconfident_bits_right():
    bits, same = labelled(5_000, overconfident)
    fresh, truth = labelled(50_000, overconfident, seed=2)
    learnt = calibrate(bits, same)
    assert calibration_error(probability_of(fresh), truth) > 0.08
    assert calibration_error(probability_of(learnt.apply(fresh)), truth) < 0.02


def test_without_labels_bits_are_believed_but_not_blindly():
    prior = calibrate()
    bits = np.linspace(-8, 8, 9)
    said = bits[bits != 0]
    assert (np.abs(prior.apply(said)) < np.abs(said)).all()
    spread = [np.std([prior.mapped(np.array([4.0]), each)[0] for each in maps]) for prior, maps in (
        (each, each.draws(500, np.random.default_rng(1))) for each in (prior, calibrate(behind=1e6))
    )]  # fmt: skip
    assert spread[0] > 1.5 * spread[1] > 0.6  # weights that were not learnt from much are less to be believed


def test_what_is_said_of_the_map_s_uncertainty_is_true():
    """Over many samples of labels the 95 % intervals of the map's three numbers hold the truth."""
    rng = np.random.default_rng(5)
    held = []
    for seed in range(200):
        truth = rng.normal(BEFORE, spread_before(0.0))
        bits = np.random.default_rng(seed).normal(0, 4, 300)
        p = probability_of(calibrate().mapped(bits, truth))
        learnt = calibrate(bits, rng.random(300) < p)
        held.append(np.abs(learnt.mean - truth) < 1.96 * np.sqrt(np.diag(learnt.covariance)))
    assert 0.92 < np.mean(held) < 0.98


def test_answers_that_taught_the_weights_already_say_less():
    bits, same = labelled(500, overconfident)
    fresh, again = calibrate(bits, same), calibrate(bits, same, news=0.5)
    assert again.covariance[0, 0] > 1.3 * fresh.covariance[0, 0]


def test_the_map_rises():
    maps = calibrate(*labelled(20, overconfident)).draws(50, np.random.default_rng(2))
    bits = np.linspace(-10, 10, 41)
    assert all((np.diff(calibrate().mapped(bits, each)) > 0).all() for each in maps)


def test_bad_labels_are_refused():
    with pytest.raises(ValueError, match="1 answers for 2 pairs"):
        calibrate([1.0, 2.0], [True])
    with pytest.raises(ValueError, match="pair 1 are not a number"):
        calibrate([1.0, np.nan], [True, False])

import numpy as np
import pytest

from tests.core.clusters.plain import columns
from vigie.core.clusters import Constraints
from vigie.core.clusters.calibration import Calibration
from vigie.core.clusters.sampling import sample_clusterings
from vigie.core.clusters.sampling.missed import CHANCE, SHARE, SYSTEMATIC, Missed

KNOWN = Calibration(np.array([0.0, 1.0, 1.0]), np.zeros((3, 3)))  # bits that are as they should be


def missed(n, source, bits=None, codes=(), audience=None, compatible=None):
    access = np.zeros(n, np.int32) if audience is None else audience, np.ones((1, 1), bool)
    return Missed(
        n, source, codes, columns(bits or {}), (access[0], access[1] if compatible is None else compatible), 3
    )


def test_so_many_joinings_more():
    labels = np.repeat(np.arange(500), 2).astype(np.int32)
    found = missed(1000, np.arange(1000) % 7).joined(labels, 0.1)
    assert len(np.unique(found)) == 450
    assert len(np.unique(labels)) == 500  # what was drawn stays as it is
    assert (found[::2] == found[1::2]).all()  # and what stood together does


def test_clusters_that_may_not_join_do_not():
    labels = np.arange(40, dtype=np.int32)
    compared = {(one, other): -6.0 for one in range(40) for other in range(one)}
    assert len(np.unique(missed(40, np.arange(40), compared).joined(labels, 0.0))) == 40
    pairs = np.repeat(np.arange(20), 2).astype(np.int32)
    assert (missed(40, np.arange(40), compared).joined(pairs, 0.5) == pairs).all()
    assert (missed(40, np.zeros(40)).joined(pairs, 0.5) == pairs).all()  # one source
    closed = missed(40, np.arange(40), audience=pairs, compatible=np.eye(20, dtype=bool))
    assert (closed.joined(pairs, 0.5) == pairs).all()


def test_only_reports_of_one_code_join():
    code = np.arange(400) // 100
    found = missed(400, np.arange(400) % 9, codes=[code]).joined((np.arange(400) // 2).astype(np.int32), 0.4)
    assert len(np.unique(found)) < 200
    assert all(len(np.unique(code[found == label])) == 1 for label in found)


def test_draws_hold_fewer_incidents_by_what_the_comparison_misses():
    bits = {(2 * pair, 2 * pair + 1): 12.0 for pair in range(400)}
    one, other, weight = columns(bits)
    plain, with_missed = (
        sample_clusterings(800, np.arange(800), one, other, weight, calibration=each, draws=200)
        for each in (None, KNOWN)
    )
    lost = plain.counts.mean() - with_missed.counts.mean()
    assert lost == pytest.approx(400 * SHARE, rel=0.4)
    assert with_missed.counts.std() == pytest.approx(400 * np.hypot(SYSTEMATIC, CHANCE / 20), rel=0.4)


def test_what_people_decided_holds():
    one, other, weight = columns({(0, 1): 6.0, (2, 3): 6.0})
    told = Constraints(different=[(a, b) for a in range(2) for b in (2, 3)])
    drawn = sample_clusterings(
        4, np.arange(4), one, other, weight, constraints=told, calibration=KNOWN, draws=40, keep=40
    )
    assert not (drawn.labels[:, 0] == drawn.labels[:, 2]).any()

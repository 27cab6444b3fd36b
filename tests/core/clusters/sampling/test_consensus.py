import numpy as np

from tests.core.clusters.plain import sets
from tests.core.clusters.sampling.worlds import line
from vigie.core.clusters import Constraints, group
from vigie.core.clusters.sampling import consensus, sample_clusterings


def f1(labels, truth):
    said, true = labels[:, None] == labels[None], truth[:, None] == truth[None]
    np.fill_diagonal(said, False)
    np.fill_diagonal(true, False)
    return 2 * (said & true).sum() / (said.sum() + true.sum())


def test_many_draws_group_better_than_pairs_alone():
    gained = []
    for seed in range(8):
        truth, one, other, bits = line(seed, length=1200.0)
        n, source = len(truth), np.zeros(len(truth))
        drawn = sample_clusterings(n, source, one, other, bits, draws=100, seed=seed)
        better = consensus(drawn, n, source, one, other)
        gained.append(f1(better.labels, truth) - f1(group(n, source, one, other, bits).labels, truth))
    assert np.mean(gained) > 0


def test_decisions_hold_in_the_consensus_too():
    one, other, bits = np.array([0, 1]), np.array([1, 2]), np.array([9.0, -6.0])
    told = Constraints([(1, 2)], [(0, 1)])
    drawn = sample_clusterings(3, np.arange(3), one, other, bits, constraints=told, draws=50)
    assert sets(consensus(drawn, 3, np.arange(3), one, other, constraints=told)) == {(0,), (1, 2)}

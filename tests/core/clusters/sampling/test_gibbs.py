from itertools import combinations

import numpy as np
import pytest

from tests.core.clusters.sampling.exact import posterior
from vigie.core.clusters.sampling.gibbs import NEVER, Graph, adjacency, state_of, sweep, uniform

ABSENT = -5.0


def graph(n, bits, blocks=(), audience=None, compatible=None):
    one, other = (np.array([pair[side] for pair in bits], np.int32) for side in (0, 1))
    weight = np.array(list(bits.values()), float)
    blocks = [[row] for row in range(n)] + list(blocks)
    return Graph(
        one, other, weight, *adjacency(n, one, other, weight), np.concatenate(blocks).astype(np.int32),
        np.concatenate(([0], np.cumsum([len(block) for block in blocks]))),
        np.zeros(n, np.int32) if audience is None else np.array(audience, np.int32),
        np.ones((1, 1), bool) if compatible is None else compatible,
    )  # fmt: skip


def drawn(n, drawn_graph, prior, draws=20_000):
    state = state_of(drawn_graph, np.arange(n), ABSENT, 5)
    found = {}
    for _ in range(draws):
        sweep(drawn_graph, state, ABSENT, prior, 1)
        key = tuple(np.unique(state.label, return_inverse=True)[1].tolist())
        found[key] = found.get(key, 0) + 1
    return found


@pytest.mark.parametrize(
    ("bits", "blocks"),
    [
        ({(0, 1): 1.0, (0, 2): -0.5, (1, 2): 0.5, (0, 3): 0.0, (1, 3): -1.0, (2, 3): 1.5}, []),
        # Two tight pairs that hold together loosely: as single reports they would hardly ever meet.
        ({(0, 1): 6.0, (2, 3): 6.0, (0, 2): 0.0, (0, 3): 0.5, (1, 2): -0.5, (1, 3): 0.0}, [[0, 1], [2, 3]]),
        ({(0, 1): 1.0, (0, 2): NEVER, (1, 2): 1.0, (0, 3): -1.0, (1, 3): 0.0, (2, 3): 1.0}, []),
    ],
)
@pytest.mark.parametrize("prior", [0.0, 1.5])
def test_partitions_come_as_often_as_the_posterior_says(bits, blocks, prior):
    found = drawn(4, graph(4, bits, blocks), prior)
    labels, shares = posterior(4, bits, ABSENT, prior)
    first_seen = {key: tuple(np.unique(key, return_inverse=True)[1].tolist()) for key in found}
    together = {}
    for pair in combinations(range(4), 2):
        together[pair] = sum(number for key, number in found.items() if key[pair[0]] == key[pair[1]]) / 20_000
        said = sum(
            share for each, share in zip(labels, shares, strict=True) if each[pair[0]] == each[pair[1]]
        )
        assert together[pair] == pytest.approx(said, abs=0.02), (pair, first_seen)
    number = sum(len(set(key)) * times for key, times in found.items()) / 20_000
    assert number == pytest.approx(
        sum(len(set(each)) * share for each, share in zip(labels, shares, strict=True)), abs=0.03
    )


def test_a_lone_pair_stands_together_as_often_as_its_bits_say():
    found = drawn(2, graph(2, {(0, 1): 2.0}), 0.0)
    assert found[0, 0] / 20_000 == pytest.approx(0.8, abs=0.01)


def test_who_may_not_read_one_another_never_stand_together():
    compatible = np.array([[1, 1, 0], [1, 1, 1], [0, 1, 1]], bool)
    open_graph = graph(3, {(0, 1): 3.0, (1, 2): 3.0}, audience=[0, 1, 2], compatible=compatible)
    found = drawn(3, open_graph, 6.0, 500)
    assert all(key[0] != key[2] for key in found)
    assert len(found) > 1


def test_the_generator_is_even():
    random = np.array([3], np.uint64)
    numbers = np.array([uniform(random) for _ in range(20_000)])
    assert 0 <= numbers.min() < numbers.max() < 1
    assert np.histogram(numbers, 10, (0, 1))[0] == pytest.approx(2000, abs=200)

"""Tables of overlaps: three ways in that agree, and every bad table refused with its reason."""

from __future__ import annotations

import numpy as np
import pytest

from vigie.core.estimation import BadOverlap, Overlap, words

ABC = ("A", "B", "C")
GOOD = np.array([0, 5, 4, 2, 3, 1, 2, 1])


def test_three_ways_in_agree():
    sets = [{"A"}, {"A", "B"}, {"A", "B"}, {"B", "C"}, {"C"}]
    by_sets = Overlap.of_sets(ABC, sets)
    by_patterns = Overlap.of_patterns(ABC, {(1, 0, 0): 1, (1, 1, 0): 2, (0, 1, 1): 1, (0, 0, 1): 1})
    cluster = [number for number, each in enumerate(sets) for _ in each]
    source = [ABC.index(name) for each in sets for name in each]
    # A report told twice by one organisation is still one list.
    by_clusters = Overlap.of_clusters(ABC, np.array([*cluster, 0]), np.array([*source, 0]))
    assert by_sets.counts.tolist() == by_patterns.counts.tolist() == by_clusters.counts.tolist()
    assert (by_sets.observed, by_sets.shared, by_sets.held.tolist()) == (5, 3, [3, 3, 2])


BAD = [
    (("A",), [0, 4], "one_list"),
    (("A", "B"), [0, 4, 3, 2], "too_few_lists"),
    (tuple("ABCDEFGHI"), np.ones(512), "too_many_lists"),
    (("A", "B", "B"), GOOD, "same_name"),
    (ABC, GOOD[:7], "shape"),
    (ABC, np.where(GOOD == 4, np.nan, GOOD), "not_a_number"),
    (ABC, np.where(GOOD == 4, np.inf, GOOD), "not_a_number"),
    (ABC, np.where(GOOD == 4, -4, GOOD), "negative"),
    (ABC, np.where(GOOD == 4, 4.5, GOOD), "not_whole"),
    (ABC, [9, 5, 4, 2, 3, 1, 2, 1], "held_by_nobody"),
    (ABC, np.zeros(8), "empty"),
    (ABC, [0, 5, 4, 2, 0, 0, 0, 0], "silent_list"),
    (ABC, [0, 5, 4, 0, 3, 0, 0, 0], "no_overlap"),
]


@pytest.mark.parametrize(
    ("names", "counts", "code"), BAD, ids=[f"{code}-{n}" for n, (*_, code) in enumerate(BAD)]
)
def test_a_bad_table_is_refused_with_its_reason(names, counts, code):
    with pytest.raises(BadOverlap) as caught:
        Overlap(names, np.asarray(counts))
    assert caught.value.code == code
    assert "%(" not in words.say_error(caught.value)


def test_a_bad_pattern_and_an_unknown_list_are_named():
    with pytest.raises(BadOverlap, match="pattern"):
        Overlap.of_patterns(ABC, {(1, 0): 3})
    with pytest.raises(BadOverlap, match="D"):
        Overlap.of_sets(ABC, [{"A", "D"}])
    with pytest.raises(BadOverlap, match="held_by_nobody"):
        Overlap.of_sets(ABC, [set()])
    with pytest.raises(BadOverlap, match="7"):
        Overlap.of_clusters(ABC, np.array([1, 1]), np.array([0, 7]))

"""Average link said as plainly as it can be, to hold the fast one against, and drawn edges for it."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

ROWS = 9
rows = st.integers(0, ROWS - 1)
row_pairs = st.tuples(rows, rows).filter(lambda pair: pair[0] != pair[1])
edges = st.dictionaries(
    row_pairs.map(lambda pair: tuple(sorted(pair))),
    st.integers(-80, 80).map(lambda tenths: tenths / 8),
    max_size=30,
)
some_pairs = st.frozensets(row_pairs, max_size=5)
sources = st.lists(st.integers(0, 2), min_size=ROWS, max_size=ROWS)


def columns(edges: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Edges as `group` takes them."""
    one, other = (np.array([pair[side] for pair in edges], np.int32) for side in (0, 1))
    return one, other, np.array(list(edges.values()), np.float32)


def average_link(groups, bits, *, least, absent, may=lambda a, b: True):
    """Join the two groups with the highest mean until none suffices; ties go to the lowest rows."""
    groups = sorted(sorted(group) for group in groups)

    def mean(a, b):
        pairs = [bits.get((min(x, y), max(x, y)), absent) for x in a for y in b]
        return sum(pairs) / len(pairs)

    while True:
        offers = [(-mean(a, b), a, b) for a, b in combinations(groups, 2) if may(a, b)]
        offers = [offer for offer in offers if -offer[0] >= least]
        if not offers:
            return groups
        _, a, b = min(offers)
        groups = sorted([group for group in groups if group not in (a, b)] + [sorted(a + b)])


def sets(grouping) -> set[tuple[int, ...]]:
    return {tuple(rows.tolist()) for rows in grouping.clusters()}

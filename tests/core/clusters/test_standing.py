from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.clusters.plain import ROWS, columns, edges
from vigie.core.clusters import Decisions, changes, group, keep_ids


@pytest.mark.parametrize(
    ("labels", "standing", "kept"),
    [
        ([0, 0, 1], [5, 5, 8], [5, 8]),
        ([0, 0, 1], [-1, -1, -1], [-1, -1]),
        ([0, 1, 1, 1], [5, 5, 5, -1], [-1, 5]),  # the larger part keeps the id
        ([0, 1], [5, 5], [5, -1]),  # of equal parts the one with the first report
        ([0, 0, 0], [9, 4, 4], [4]),
        ([0, 0], [9, 4], [4]),  # of equal incidents the older
        # The small incident lives on too, since the large one has another part to live on in.
        ([0, 0, 0, 0, 1, 1, 1], [4, 4, 4, 9, 4, 4, 4], [9, 4]),
        ([], [], []),
    ],
)
def test_ids_stay_where_the_least_changes(labels, standing, kept):
    assert keep_ids(np.array(labels, np.int32), np.array(standing, np.int32)).tolist() == kept


labellings = st.lists(st.integers(0, 3), min_size=6, max_size=6)


@given(labellings, st.lists(st.integers(-1, 3), min_size=6, max_size=6))
def test_no_other_way_keeps_more_reports_where_they_are(labels, standing):
    labels = np.unique(labels, return_inverse=True)[1]
    standing = np.array(standing)
    kept = keep_ids(labels, standing)
    codes = [code for code in kept.tolist() if code >= 0]
    assert len(codes) == len(set(codes))

    def staying(ids):
        return sum(ids[label] == code for label, code in zip(labels, standing, strict=True) if code >= 0)

    best = max(staying(ids) for ids in permutations([0, 1, 2, 3, -1, -1, -1, -1], len(kept)))
    assert staying(kept) == best


def proposed(bits, standing, **more):
    labels = group(len(standing), np.arange(len(standing)), *columns(bits)).labels
    return changes(labels, np.array(standing), *columns(bits), **more)


def test_a_re_run_that_agrees_proposes_nothing():
    assert proposed({(0, 1): 5.0}, [3, 3, 4]) == []
    assert proposed({(0, 1): 5.0}, [3, -1, -1]) == []  # what is new is no change to what stands


def test_a_re_run_proposes_to_join_to_divide_and_to_move_with_reasons():
    (join,) = proposed({(0, 1): 5.0, (0, 2): 4.0, (1, 2): 6.0}, [3, 3, 4])
    assert (join.kind, join.rows, join.origin, join.target, join.because) == ("join", (2,), 4, 3, (1, 2))
    assert (join.fits, join.leaves) == (5.0, None)
    (divide,) = proposed({(0, 1): 5.0, (0, 2): -4.0}, [3, 3, 3])
    assert (divide.kind, divide.rows, divide.origin, divide.target, divide.because) == (
        "divide",
        (2,),
        3,
        -1,
        (1, 2),
    )
    assert (divide.fits, divide.leaves) == (None, (-4.0 + Decisions().absent_bits) / 2)
    (move,) = proposed({(0, 1): 5.0, (2, 3): 4.0, (2, 4): 4.0, (3, 4): 4.0}, [3, 3, 3, 4, 4])
    assert (move.kind, move.rows, move.origin, move.target) == ("move", (2,), 3, 4)
    assert move.fits == 4.0


def test_a_change_that_would_part_what_a_person_called_the_same_says_so():
    (divide,) = proposed({(0, 1): 5.0, (0, 2): -4.0}, [3, 3, 3], same=[(0, 2), (0, 1)])
    assert divide.against == ((0, 2),)


@given(edges, st.lists(st.integers(-1, 3), min_size=ROWS, max_size=ROWS))
def test_done_all_together_the_changes_make_the_new_grouping(bits, standing):
    labels = group(ROWS, np.arange(ROWS), *columns(bits)).labels
    now = np.array(standing)
    for change in changes(labels, np.array(standing), *columns(bits)):
        now[list(change.rows)] = change.target if change.target >= 0 else 100 + change.label
    stood = [row for row in range(ROWS) if standing[row] >= 0]
    assert all((now[a] == now[b]) == (labels[a] == labels[b]) for a in stood for b in stood)

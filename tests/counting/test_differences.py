"""What stands against what a fresh grouping finds, as changes that a person can carry out."""

from __future__ import annotations

import numpy as np
import pytest

from vigie.counting.differences import Difference, differences

PAIRS = {(0, 1): 6.0, (2, 3): 5.0, (1, 2): 4.0, (0, 2): 2.0, (3, 4): -3.0}


def compared(standing, fresh):
    one, other = np.array(list(PAIRS)).T
    return differences(
        np.array(standing), np.array(fresh), one, other, np.array(list(PAIRS.values())), absent=-6.0
    )


@pytest.mark.parametrize(
    ("standing", "fresh", "expected"),
    [
        ([0, 0, 1, 1, 2], [7, 7, 8, 8, 9], []),
        ([0, 0, 1, 1, -1], [7, 7, 8, 8, 8], []),  # a new report is nobody's change
        ([0, 0, 1, 1, 2], [7, 7, 7, 7, 9], [("join", 0, 1, (), (1, 2), -1.5)]),
        ([0, 0, 1, 1, 1], [7, 7, 8, 8, 9], [("divide", 1, None, (4,), (2, 4), 4.5)]),
        ([0, 0, 0, 1, 2], [7, 7, 8, 8, 9], [("move", 0, 1, (2,), (2, 3), 2.0)]),
    ],
    ids=["alike", "arrival", "join", "divide", "move"],
)
def test_a_change_names_its_rows_and_what_says_it_most_clearly(standing, fresh, expected):
    assert compared(standing, fresh) == [Difference(*each) for each in expected]


def test_three_that_are_one_go_into_the_first():
    found = compared([0, 1, 2, 2, 3], [7, 7, 7, 7, 9])
    assert {(each.kind, each.incident, each.other) for each in found} == {("join", 0, 1), ("join", 0, 2)}
    assert found[0].bits >= found[1].bits

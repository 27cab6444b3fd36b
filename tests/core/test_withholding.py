"""Small counts are kept back, and no subtraction gives them away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.core.withholding import LEAST, withheld


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, {}),
        ({"a": 9, "b": 12}, {"a": 9, "b": 12}),
        ({"a": 0, "b": 12}, {"a": 0, "b": 12}),
        ({"a": 2, "b": 12, "c": 40}, {"a": None, "b": None, "c": 40}),
        ({"a": 1, "b": 2, "c": 7}, {"a": None, "b": None, "c": None}),
        ({"a": 4, "b": 3, "c": 7}, {"a": None, "b": None, "c": 7}),
        ({"a": 3}, {"a": None}),
    ],
)
def test_drawn(counts, told):
    assert withheld(counts) == told


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=3), st.integers(0, 60), max_size=8))
def test_what_is_hidden_stays_hidden_beside_the_total(counts):
    told = withheld(counts)
    hidden = [counts[key] for key, value in told.items() if value is None]
    assert all(value is None or value == counts[key] for key, value in told.items())
    assert all(value is None or value == 0 or value >= LEAST for value in told.values())
    if hidden and any(value for value in told.values()):
        assert len(hidden) > 1 and sum(hidden) >= LEAST

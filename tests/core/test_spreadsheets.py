"""Many cells at once are as neutral as each alone."""

from __future__ import annotations

import pytest

from vigie.core.spreadsheets import neutral, neutral_texts

CELLS = [
    "", "Séno", "élan", "=1+1", " =1", "\u200b=1", "a;=1", "a; b", "a\n=1", "\n", "－1", "-x", "- 3", "c0 c1", "0:1",
    "'a",
]  # fmt: skip


@pytest.mark.parametrize("cell", CELLS)
def test_among_plain_cells_each_is_as_alone(cell):
    assert list(neutral_texts(["a", cell, "12"])) == ["a", neutral(cell), "12"]
    assert list(neutral_texts([cell])) == [neutral(cell)]


@pytest.mark.parametrize("number", ["-3", "-3.25", "12"])
def test_a_bare_number_stays_one(number):
    assert list(neutral_texts([number, "=1"])) == [number, "'=1"]

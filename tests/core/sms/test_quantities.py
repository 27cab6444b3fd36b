"""Numbers in figures and words."""

from __future__ import annotations

import pytest

from vigie.core.sms.quantities import IN_WORDS, Quantity, quantity


@pytest.mark.parametrize(("text", "low", "high"), [
    ("3", 3, 3), ("0", 0, 0), ("aucun", 0, 0), ("trois", 3, 3), ("dix sept", 17, 17), ("vingt et un", 21, 21),
    ("soixante dix", 70, 70), ("soixante et onze", 71, 71), ("quatre vingts", 80, 80),
    ("quatre vingt dix sept", 97, 97), ("cent", 100, 100), ("deux cents", 200, 200),
    ("deux cent quatre vingt un", 281, 281), ("twelve", 12, 12), ("two hundred and five", 205, 205),
    ("3 a 5", 3, 5), ("3 ou 5", 3, 5), ("10 to 12", 10, 12),
])  # fmt: skip
def test_numbers(text, low, high):
    assert quantity(text) == Quantity(low, high)


@pytest.mark.parametrize(
    "text", ["", "deux trois", "seize dix", "et un", "5 a 3", "100001", "70000001", "Dorila", "3 a"]
)
def test_what_is_no_number_is_not_guessed(text):
    assert quantity(text) is None


def test_every_number_below_a_thousand_has_its_words():
    assert set(IN_WORDS.values()) == set(range(1000))

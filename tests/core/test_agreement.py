"""Krippendorff's alpha against his own worked examples, and its interval against known truth."""

from __future__ import annotations

import numpy as np
import pytest

from vigie.core.agreement import LEAST_UNITS, agreement


def units(*readers: str) -> list[tuple]:
    """One row a reader, a column a unit; a dot is no answer."""
    rows = [[None if answer == "." else answer for answer in reader.split()] for reader in readers]
    return list(zip(*rows, strict=True))


@pytest.mark.parametrize(("read", "published"), [
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): section A (two readers, two classes),
    # B (two readers, five classes), C (four readers, five classes, missing answers; nominal metric).
    (units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
    (units("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
    (units(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ), 0.743),
    # Three readers, fifteen units, many missing: the worked example of Wikipedia's "Krippendorff's alpha".
    (units(
        ". . . . . 3 4 1 2 1 1 3 3 . 3",
        "1 . 2 1 3 3 4 3 . . . . . . .",
        ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    ), 0.691),
])  # fmt: skip
def test_published_examples(read, published):
    assert agreement(read).alpha == pytest.approx(published, abs=0.0005)


def test_the_order_of_readers_and_units_changes_nothing():
    read = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    turned = [pair[::-1] for pair in reversed(read)]
    assert agreement(turned).alpha == pytest.approx(agreement(read).alpha)


@pytest.mark.parametrize("read", [
    [], [("a", None), (None, "b")], [("a",), ("b",)], [("a", "a"), ("a", "a")],
])  # fmt: skip
def test_where_nothing_can_be_said(read):
    assert agreement(read) is None


def test_full_agreement_is_one_but_not_for_certain():
    found = agreement([("a", "a")] * 12 + [("b", "b")] * 12)
    assert found.alpha == found.high == 1
    assert 0.7 < found.low < 0.99, "two dozen pairs on which nobody differed prove no perfection"


def test_few_units_are_not_enough_to_publish():
    assert not agreement([("a", "a")] * (LEAST_UNITS - 2) + [("b", "b")]).enough
    assert agreement([("a", "a")] * (LEAST_UNITS - 1) + [("b", "b")]).enough


@pytest.mark.parametrize(("number", "wrong"), [(40, 0.02), (40, 0.15), (120, 0.05), (120, 0.3)])
def test_intervals_cover_the_truth(number, wrong):
    """Two readers who each err with a known chance: alpha of the process is known."""
    chance, worlds, covered = np.random.default_rng(number), 200, 0
    differ, half = 2 * wrong * (1 - wrong), 0.5
    truth = 1 - differ / (2 * half * half)
    for seed in range(worlds):
        right = chance.random(number) < half
        answers = [right ^ (chance.random(number) < wrong) for _reader in range(2)]
        found = agreement(zip(*(each.tolist() for each in answers), strict=True), draws=400, seed=seed)
        covered += found.low <= truth <= found.high
    assert covered / worlds >= 0.89, covered / worlds  # 0.95 less three standard errors and the small sample

"""Real lists whose publishers number their incidents: the engine finds most of the numbers again."""

from __future__ import annotations

import pytest

from benchmarks.known_ids import SETS, labels_of, numbered, scores, why_missed
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared_data


@pytest.fixture(params=SETS)
def rows(request):
    return numbered(shared_data("events"), request.param)


@pytest.fixture
def scored(rows):
    labels = labels_of(rows)
    return labels, scores(rows, labels)


def test_the_numbers_are_hidden(rows):
    for row in rows:
        told = repr(row.account)
        assert row.number not in told.replace(f"id={row.account.id},", ""), row.number


def test_most_are_found_and_most_found_are_right(rows, scored):
    _labels, found = scored
    assert found.true in (64, 337)
    assert found.recall >= 0.9
    assert found.precision >= 0.65


def test_every_miss_is_explained(rows, scored):
    labels, found = scored
    assert len(list(why_missed(rows, labels, found))) == found.true - found.right == len(found.missed)

"""Windows and rules as MELTT has them: km, days, episodes against events, agreement with some forgiven."""

from __future__ import annotations

import numpy as np
import pytest

from vigie.research.rules import (
    Rules,
    Spans,
    agreement,
    allowed,
    days_apart,
    events_in_episodes,
    km_apart,
    likeliest,
    neighbours,
    of_two_kinds,
)


def spans(*reports) -> Spans:
    """(lat, lon, first, last, end) each."""
    lat, lon, first, last, end = (np.array(column, float) for column in zip(*reports, strict=True))
    return Spans(lat, lon, *(column.astype(np.int32) for column in (first, last, end)))


def event(day: int, lat: float = 14.0, lon: float = -1.0, last: int | None = None, end: int | None = None):
    last = day if last is None else last
    return lat, lon, day, last, day if end is None else end


FIRST, SECOND = np.array([0]), np.array([1])


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (event(10), event(10), 0),
        (event(10), event(13), 3),
        (event(1, last=31), event(20), 0),
        (event(1, last=31), event(33), 2),
        (event(10, end=14), event(11, end=12), 2),  # two episodes: the ends are the farther apart
        (event(10, end=14), event(13), 0),  # an event inside
        (event(10, end=14), event(17), 3),
        (event(10, end=14), event(8), 2),
    ],
)
def test_days_between_events_vague_dates_and_episodes(one, other, days):
    found = spans(one, other)
    assert days_apart(found, FIRST, SECOND)[0] == days == days_apart(found, SECOND, FIRST)[0]


def test_km_along_the_great_circle():
    found = spans(event(0, 0.0, 179.9), event(0, 0.0, -179.9), event(0, np.nan, np.nan))
    assert km_apart(found, FIRST, SECOND)[0] == pytest.approx(0.2 * 111.195, rel=1e-3)
    assert np.isnan(km_apart(found, FIRST, np.array([2])))[0]


def test_windows_leave_out_what_lies_beyond():
    found = spans(event(0), event(0, 14.1), event(3), event(0, np.nan, np.nan))
    one, other = np.array([0, 0, 0]), np.array([1, 2, 3])
    assert allowed(Rules(km=11.0), found, [], one, other).tolist() == [False, True, True]
    assert allowed(Rules(km=11.2, days=2), found, [], one, other).tolist() == [True, False, True]
    assert not Rules().any and Rules(days=0).any


def test_agreement_at_some_level_on_all_taxonomies_but_those_forgiven():
    found = spans(*[event(0)] * 3)
    types = [np.array([0, 1, 2]), np.array([0, 0, 1])]
    colours = [np.array([0, 1, -1])]
    one, other = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert agreement(types, one, other).tolist() == [1, 2, 2]
    for forgiven, fine in ((0, [False] * 3), (1, [True, False, False]), (2, [True] * 3)):
        rules = Rules(strict=True, forgive=forgiven)
        assert allowed(rules, found, [types, colours], one, other).tolist() == fine
    assert allowed(Rules(), found, [types, colours], one, other).all()


def test_unknown_agrees_with_nothing():
    assert agreement([np.array([-1, -1])], FIRST, SECOND).tolist() == [1]


def test_events_within_an_episode_are_found():
    found = spans(
        event(10, end=14), event(12), event(12, 14.5), event(16), event(9, last=30), event(11, end=12),
        event(11, np.nan, np.nan),
    )  # fmt: skip
    event_, episode = (side.tolist() for side in events_in_episodes(found, 25.0, 0))
    assert sorted(zip(event_, episode, strict=True)) == [(1, 0), (1, 5), (4, 0), (4, 5)]
    assert of_two_kinds(found, FIRST, SECOND)[0] and not of_two_kinds(found, FIRST, np.array([5]))[0]


def test_each_report_keeps_its_likeliest_pairs_and_only_crowds_lose_any():
    one, other = np.triu_indices(6, 1)
    bits = (10 - one - other).astype(np.float32)
    assert likeliest(one, other, bits, 5).all()
    kept = likeliest(one, other, bits, 2)
    # The likeliest two of each are those with the lowest numbers; a pair must be so for both.
    assert list(zip(one[kept].tolist(), other[kept].tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]


def test_neighbours_are_all_that_a_slow_search_finds():
    chance = np.random.default_rng(4)
    n = 300
    found = spans(
        *[
            event(int(d), la, lo)
            for d, la, lo in zip(
                chance.integers(0, 20, n), chance.uniform(13, 14, n), chance.uniform(-2, -1, n), strict=True
            )
        ]
    )
    other, row = neighbours(found, np.arange(0, n, 7), 20.0, 2)
    fast = set(zip(other.tolist(), row.tolist(), strict=True))
    every, each = np.meshgrid(np.arange(n), np.arange(0, n, 7))
    every, each = every.ravel(), each.ravel()
    near = (km_apart(found, every, each) <= 20) & (days_apart(found, every, each) <= 2) & (every != each)
    assert fast == set(zip(every[near].tolist(), each[near].tolist(), strict=True)) and len(fast) > 50

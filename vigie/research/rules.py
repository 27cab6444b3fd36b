"""Windows and rules that a user may lay over the reckoning, as MELTT has them; without any, all is graded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

KM_PER_DEGREE = 111.195
CELLS, DAYS = 1_000_003, 4_000_000  # more than there are columns of cells, and days that a date may name
LONGEST = 31  # days by which a report of "that month" may begin before what is sought


@dataclass(frozen=True)
class Spans:
    """Where and when, of n reports: degrees (NaN for none), days since 1970-01-01 as int32.

    `first` to `last` is the span in which a report says it happened; `end` the last day of an episode.
    """

    lat: np.ndarray
    lon: np.ndarray
    first: np.ndarray
    last: np.ndarray
    end: np.ndarray

    @property
    def episode(self) -> np.ndarray:
        return self.end > self.last


@dataclass(frozen=True)
class Rules:
    """What a pair must fulfil to be joined at all. Km and days beyond what the engine compares add nothing.

    With `strict`, a pair must agree at some compared level on every taxonomy, all but `forgive` of them.
    """

    km: float | None = None
    days: int | None = None
    strict: bool = False
    forgive: int = 0
    join_episodes: bool = False

    @property
    def any(self) -> bool:
        return self.km is not None or self.days is not None or self.strict


def km_apart(spans: Spans, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Great-circle km between two reports each; NaN where one has no point."""
    lat1, lat2 = np.radians(spans.lat[one]), np.radians(spans.lat[other])
    lon = np.radians(spans.lon[other] - spans.lon[one])
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(lon / 2) ** 2
    return 2 * KM_PER_DEGREE * np.degrees(np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def days_apart(spans: Spans, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Days between two reports each, 0 where the spans meet.

    Two episodes are as far apart as the farther of their beginnings and their ends; an event lies in an
    episode, or so many days before or after.
    """
    apart = _gap(spans.first[one], spans.last[one], spans.first[other], spans.last[other])
    ends = np.abs(spans.end[one].astype(np.int64) - spans.end[other])
    both = spans.episode[one] & spans.episode[other]
    some = spans.episode[one] ^ spans.episode[other]
    inside = _gap(
        spans.first[one], np.maximum(spans.last, spans.end)[one],
        spans.first[other], np.maximum(spans.last, spans.end)[other],
    )  # fmt: skip
    return np.where(both, np.maximum(apart, ends), np.where(some, inside, apart))


def _gap(first, last, first_other, last_other) -> np.ndarray:
    before = first_other.astype(np.int64) - last
    after = first.astype(np.int64) - last_other
    return np.maximum(np.maximum(before, after), 0)


def agreement(levels: list[np.ndarray], one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The finest level (0 first) at which two reports agree in one taxonomy; their number where at none.

    An empty category agrees with nothing here, as with MELTT.
    """
    found = np.full(len(one), len(levels), np.int16)
    for level in reversed(range(len(levels))):
        same = (levels[level][one] == levels[level][other]) & (levels[level][one] >= 0)
        found[same] = level
    return found


def allowed(
    rules: Rules, spans: Spans, taxonomies: list[list[np.ndarray]], one: np.ndarray, other: np.ndarray
) -> np.ndarray:
    """Which pairs lie within the windows and agree as the rules ask."""
    fine = np.ones(len(one), bool)
    if rules.km is not None:
        # A pair without two points has no distance to be too far: its place was compared by name and area.
        fine &= ~(km_apart(spans, one, other) > rules.km)
    if rules.days is not None:
        fine &= days_apart(spans, one, other) <= rules.days
    if rules.strict and taxonomies:
        failed = sum((agreement(levels, one, other) == len(levels)).astype(int) for levels in taxonomies)
        fine &= failed <= rules.forgive
    return fine


def of_two_kinds(spans: Spans, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Pairs of an event and an episode. Whether the one is the other, or only part of it, no date tells."""
    return spans.episode[one] ^ spans.episode[other]


def events_in_episodes(spans: Spans, km: float, days: int) -> tuple[np.ndarray, np.ndarray]:
    """(event, episode) rows of every event within so many km of an episode and days of its span."""
    placed = np.isfinite(spans.lat)
    events, episodes = np.flatnonzero(placed & ~spans.episode), np.flatnonzero(placed & spans.episode)
    return _near(spans, events, episodes, km, days)


def neighbours(spans: Spans, rows: np.ndarray, km: float, days: int) -> tuple[np.ndarray, np.ndarray]:
    """(other, row) for each of `rows` and every other report with a point within so many km and days."""
    placed = np.isfinite(spans.lat)
    other, row = _near(spans, np.flatnonzero(placed), rows[placed[rows]], km, days)
    apart = other != row
    return other[apart], row[apart]


def likeliest(one: np.ndarray, other: np.ndarray, bits: np.ndarray, most: int) -> np.ndarray:
    """Which pairs are among the `most` likeliest of both their reports: all, but where crowds are.

    A report keeps company with few; thousands of pairs at one place and day would cost time and decide nothing.
    """
    fine = np.ones(len(one), bool)
    number = np.bincount(np.r_[one, other], minlength=1)
    crowded = np.flatnonzero((number[one] > most) | (number[other] > most))
    if len(crowded):
        edge = np.r_[crowded, crowded]
        here, there = np.r_[one[crowded], other[crowded]], np.r_[other[crowded], one[crowded]]
        order = np.lexsort((there, -bits[edge], here))
        at = np.arange(len(order))
        first = np.r_[True, here[order][1:] != here[order][:-1]]
        rank = at - np.maximum.accumulate(np.where(first, at, 0))
        fine[edge[order[rank >= most]]] = False
    return fine


def _near(spans: Spans, among: np.ndarray, rows: np.ndarray, km: float, days: int):
    """Pairs (one of `among`, one of `rows`): found by cell of the map and stretch of days, then measured."""
    if not len(among) or not len(rows):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    height = km / KM_PER_DEGREE
    steepest = max(np.cos(np.radians(np.abs(spans.lat[among]).max() + height)), 0.01)
    row, column = (
        np.floor(np.nan_to_num(spans.lat) / height), np.floor(np.nan_to_num(spans.lon) / (height / steepest))
    )  # fmt: skip
    key = row.astype(np.int64) * CELLS + column.astype(np.int64)
    order = among[np.lexsort((spans.first[among], key[among]))]
    # Cell and day in one number, so that one search finds the stretch of days inside a cell.
    slot = key[order] * DAYS + spans.first[order] + DAYS // 2
    last = np.maximum(spans.last, spans.end)[rows].astype(np.int64) + days + DAYS // 2
    first = spans.first[rows].astype(np.int64) - days - LONGEST + DAYS // 2
    pairs = []
    for step in (north * CELLS + east for north in (-1, 0, 1) for east in (-1, 0, 1)):
        cell = (key[rows] + step) * DAYS
        low, high = np.searchsorted(slot, cell + first), np.searchsorted(slot, cell + last, side="right")
        number = np.maximum(high - low, 0)
        starts = np.repeat(low - np.concatenate([[0], np.cumsum(number)[:-1]]), number)
        pairs.append((order[np.arange(number.sum()) + starts], np.repeat(rows, number)))
    one, other = (np.concatenate(side) for side in zip(*pairs, strict=True))
    near = (km_apart(spans, one, other) <= km) & (days_apart(spans, one, other) <= days)
    return one[near], other[near]

"""Reports laid out by place and time, so that a report's neighbours lie side by side in memory.

Records with and without a wide date or place stand on different shelves (strata), each sorted by grid cell and
first day: one vague report must not make the search around all sharp ones wide. What a grid can't hold (a
report that stands for an area, or has only a name) is found through lists by area and by sound of the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.comparing import BANDS_ALLOW_KM
from vigie.core.pairing.grid import sorting_keys
from vigie.core.pairing.ordering import distinct, runs, sorted_order
from vigie.core.pairing.spots import Kinds, laid_out

# Upper ends of the bins of imprecision: kilometres of a place, days of a date.
SLACK_KM = np.array([0.0, 20.0, 50.0, 200.0, 700.0, 21_000.0])
SPAN_DAYS = np.array([0, 6, 31, 92, 366, 4_000_000])

MOST_STRATA = 2 * 6 * 6 * 6 * 256


class Stratum(NamedTuple):
    """A slice of the sorted records whose dates and places are about equally wide."""

    start: int
    end: int
    rank: int  # the higher, the less precise
    located: bool
    level: int  # of the area that its records stand for; -1: points
    coded: int  # bit 2k: its records have a code for their area of level k; bit 2k + 1: a name
    slack_km: float
    span_days: int
    cells: np.ndarray  # int64, ascending keys of its grid cells
    starts: np.ndarray  # int64[cells + 1], where each cell begins


class Group(NamedTuple):
    """Positions of records by a code (area of one level, sound of a name) and first day, for one width of date."""

    positions: np.ndarray  # int32
    codes: np.ndarray  # int64, ascending
    starts: np.ndarray  # int64[codes + 1]
    span_days: int


@dataclass(frozen=True)
class Shelves:
    """Records sorted by stratum, cell and first day. `areas[level]` and `sounds` are pairs of lists: those
    who ask (stand for the area; have no point) and those who are found (lie in it; bear the name)."""

    records: np.ndarray
    spots: np.ndarray
    kinds: Kinds
    strata: tuple[Stratum, ...]
    groups: tuple[tuple[str, tuple[Group, ...], tuple[Group, ...]], ...]
    cell_km: float


def shelve(records: np.ndarray, sound: np.ndarray, cell_km: float, *, alone: bool = True) -> Shelves:
    """Sort records for searching. `sound` is the number of each name's sound.

    Shelves that stand `alone` list only what some record of their own may ask for; others all.
    """
    if not len(records):
        return Shelves(*laid_out(records, np.zeros(0, np.int32)), (), (), cell_km)
    packed, stratum = distinct(_stratum_codes(records), MOST_STRATA)
    keys, cells, days = sorting_keys(records, stratum, cell_km)
    order, keys = sorted_order(keys)
    ordered, spots, kinds = laid_out(records, order)
    strata = tuple(_strata(packed, *runs(keys, days), cells, ordered))
    return Shelves(ordered, spots, kinds, strata, _groups(ordered, sound, strata, alone), cell_km)


def _strata(packed: np.ndarray, cells: np.ndarray, starts: np.ndarray, most: int, records: np.ndarray):
    """The strata, of the cells of all of them in order and where these begin."""
    edges = np.searchsorted(cells, np.arange(len(packed) + 1) * most)
    for number, (low, high) in enumerate(pairwise(edges)):
        start, end = int(starts[low]), int(starts[high])
        slack, span = _widest(records, start, end)
        yield Stratum(
            start, end, *_kind(int(packed[number])), slack, span,
            cells[low:high] - number * most, starts[low : high + 1],
        )  # fmt: skip


@compiled
def _widest(records, start, end):
    """The widest slack (km) and span (days) of the records of a stratum."""
    slack, span = 0.0, 0
    for i in range(start, end):
        slack = max(slack, np.float64(records[i].radius) - BANDS_ALLOW_KM)
        span = max(span, np.int64(records[i].last) - records[i].first)
    return slack, span


@compiled
def _bin(value, ends):
    """The first bin whose upper end a value does not exceed."""
    number = 0
    while number < len(ends) and ends[number] < value:
        number += 1
    return number


@compiled
def _stratum_codes(records):
    """What decides on the stratum of each record, packed so that the most precise come first: int32."""
    found = np.empty(len(records), np.int32)
    for i in range(len(records)):
        a = records[i]
        code = 0 if a.lat == a.lat else 1
        code = code * 6 + 4 - a.level
        code = code * 6 + _bin(a.radius - BANDS_ALLOW_KM, SLACK_KM)
        code = (code * 6 + _bin(a.last - a.first, SPAN_DAYS)) << 8
        for level in range(4):
            if a.area[level] >= 0:
                code += 1 << (2 * level + (a.area[level] & 1))
        found[i] = code
    return found


def _kind(packed: int) -> tuple[int, bool, int, int]:
    """Of a stratum: its rank, whether its records have points, the level that they stand for, areas they name."""
    rest, coded = divmod(packed, 256)
    unlocated, rest = divmod(rest, 216)
    level, widths = divmod(rest, 36)
    slack, span = divmod(widths, 6)
    return ((span * 6 + slack) * 6 + 5 - level) * 256 + coded, not unlocated, 4 - level, coded


@compiled
def nowhere(records):
    """Whether no record at all says where: then dates alone decide who is compared."""
    for i in range(len(records)):
        a = records[i]
        if a.lat == a.lat or a.name >= 0 or max(a.area[0], a.area[1], a.area[2], a.area[3]) >= 0:
            return False
    return True


def _groups(records: np.ndarray, sound: np.ndarray, strata: tuple[Stratum, ...], alone: bool) -> tuple:
    """Lists by area, for each level at which reports may stand for their area; and by sound of name."""
    groups = []
    for level in range(4):
        stands = any(each.level == level for each in strata)
        if stands or (not alone and any(each.coded >> 2 * level & 3 for each in strata)):
            codes = np.ascontiguousarray(records["area"][:, level])
            groups.append((f"area_{level}", codes, (records["level"] == level) & (codes >= 0)))
    if not alone or not all(each.located for each in strata):
        codes = np.where(records["name"] >= 0, np.append(sound, -1)[records["name"]], -1).astype(np.int32)
        groups.append(("name", codes, np.isnan(records["lat"]) & (codes >= 0)))
    if nowhere(records):
        groups.append(("anywhere", np.zeros(len(records), np.int32), np.ones(len(records), bool)))
    return tuple(
        (name, *_asking_and_found(records, codes, asks, alone))
        for name, codes, asks in groups
        if asks.any() or (not alone and (codes >= 0).any())
    )


def _asking_and_found(records, codes, asks, alone: bool) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    found = codes >= 0
    if alone:
        asked = np.zeros(int(codes.max(initial=0)) + 1, bool)
        asked[codes[asks]] = True
        found &= asked[np.maximum(codes, 0)]
    return _by_code(records, codes, asks), _by_code(records, codes, found)


def _by_code(records: np.ndarray, codes: np.ndarray, among: np.ndarray) -> tuple[Group, ...]:
    rows = np.flatnonzero(among).astype(np.int32)
    width = _widths(records, rows)
    groups = []
    for span in np.flatnonzero(np.bincount(width, minlength=len(SPAN_DAYS))):
        here = rows[width == span]
        keys, days = _keys_by_code(records, codes, here)
        order, keys = sorted_order(keys)
        groups.append(Group(here[order], *runs(keys, days), int(SPAN_DAYS[span])))
    return tuple(groups)


@compiled
def _widths(records, rows):
    """The bin of imprecision of each row's date."""
    found = np.empty(len(rows), np.int64)
    for k in range(len(rows)):
        found[k] = _bin(records[rows[k]].last - records[rows[k]].first, SPAN_DAYS)
    return found


@compiled
def _keys_by_code(records, codes, rows):
    """A number for each row that sorts by code and first day, and how many days there are."""
    low = high = records[rows[0]].first
    for row in rows:
        low, high = min(low, records[row].first), max(high, records[row].first)
    days, keys = np.int64(high) - low + 1, np.empty(len(rows), np.int64)
    for k in range(len(rows)):
        keys[k] = codes[rows[k]] * days + (records[rows[k]].first - low)
    return keys, days

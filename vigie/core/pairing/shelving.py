"""Reports laid out by place and time, so that a report's neighbours lie side by side in memory.

Records with and without a wide date or place stand on different shelves (strata), each sorted by grid cell and
first day: one vague report must not make the search around all sharp ones wide. What a grid can't hold (a
report that stands for an area, or has only a name) is found through lists by area and by sound of the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.comparing import BANDS_ALLOW_KM, KM_PER_DEGREE

# Upper ends of the bins of imprecision: kilometres of a place, days of a date.
SLACK_KM = np.array([0.0, 20.0, 50.0, 200.0, 700.0, 21_000.0])
SPAN_DAYS = np.array([0, 6, 31, 92, 366, 4_000_000])

DIGIT = 11


class Stratum(NamedTuple):
    """A slice of the sorted records whose dates and places are about equally wide."""

    start: int
    end: int
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
    strata: tuple[Stratum, ...]
    groups: tuple[tuple[str, tuple[Group, ...], tuple[Group, ...]], ...]
    cell_km: float


def shelve(records: np.ndarray, sound: np.ndarray, cell_km: float, *, alone: bool = True) -> Shelves:
    """Sort records for searching. `sound` is the number of each name's sound.

    Shelves that stand `alone` list only what some record of their own may ask for; others all.
    """
    stratum, kinds = _strata_of(records)
    cells = _cells_of(records["lat"], records["lon"], cell_km)
    low = int(records["first"].min()) if len(records) else 0
    days = int(records["first"].max()) - low + 1 if len(records) else 1
    most = int(cells.max()) + 1 if len(records) else 1
    key = (stratum * most + cells) * days + (records["first"] - low)
    order = sorted_order(key)
    ordered = records[order]
    stratum, cells = stratum[order], cells[order]
    edges = np.searchsorted(stratum, np.arange(len(kinds) + 1))
    strata = tuple(
        _stratum(kind, int(edges[number]), int(edges[number + 1]), cells, ordered)
        for number, kind in enumerate(kinds)
    )
    return Shelves(ordered, strata, _groups(ordered, sound, alone), cell_km)


def _stratum(kind: tuple, start: int, end: int, cells: np.ndarray, records: np.ndarray) -> Stratum:
    here = cells[start:end]
    begins = np.flatnonzero(np.r_[True, here[1:] != here[:-1]])
    located, level, coded = kind
    slack = float(max(records["radius"][start:end].max() - BANDS_ALLOW_KM, 0.0))
    span = int((records["last"][start:end] - records["first"][start:end]).max())
    return Stratum(
        start, end, located, level, coded, slack, span, here[begins], start + np.r_[begins, len(here)]
    )


def _strata_of(records: np.ndarray) -> tuple[np.ndarray, list[tuple]]:
    """The stratum of each record, numbered from the most precise, and what each stratum is."""
    located = np.isfinite(records["lat"])
    slack = np.maximum(records["radius"] - BANDS_ALLOW_KM, 0.0)
    coded = np.where(records["area"] >= 0, 1 << (2 * np.arange(4) + (records["area"] & 1)), 0).sum(axis=1)
    packed = ~located * np.int64(1)
    for part, size in (
        (4 - records["level"], 6), (np.searchsorted(SLACK_KM, slack), 6),
        (np.searchsorted(SPAN_DAYS, records["last"] - records["first"]), 6), (coded, 256),
    ):  # fmt: skip
        packed = packed * size + part
    found, stratum = unique_codes(packed)
    return stratum, [_kind(int(each)) for each in found]


def _kind(packed: int) -> tuple:
    packed, coded = divmod(packed, 256)
    unlocated, level = divmod(packed // 36, 6)
    return not unlocated, 4 - level, coded


def nowhere(records: np.ndarray) -> bool:
    """Whether no record at all says where: then dates alone decide who is compared."""
    return not (
        np.isfinite(records["lat"]).any() or (records["area"] >= 0).any() or (records["name"] >= 0).any()
    )


def unique_codes(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct small whole numbers, ascending, and the place of each value among them."""
    present = np.bincount(values, minlength=1) > 0
    return np.flatnonzero(present), (np.cumsum(present) - 1)[values]


def _groups(records: np.ndarray, sound: np.ndarray, alone: bool) -> tuple:
    """Lists by area, for each level at which reports may stand for their area; and by sound of name."""
    nobody = np.zeros(len(records), bool)
    groups = []
    for level in range(4):
        codes = records["area"][:, level].astype(np.int64)
        groups.append((f"area_{level}", codes, (records["level"] == level) & (codes >= 0)))
    codes = np.where(records["name"] >= 0, np.append(sound, -1)[records["name"]], -1).astype(np.int64)
    groups.append(("name", codes, np.isnan(records["lat"]) & (codes >= 0)))
    groups.append(("anywhere", codes * 0, ~nobody if nowhere(records) else nobody))
    return tuple(
        (name, *_asking_and_found(records, codes, asks, alone))
        for name, codes, asks in groups
        if asks.any() or (not alone and (codes >= 0).any() and name != "anywhere")
    )


def _asking_and_found(records, codes, asks, alone: bool) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    found = codes >= 0
    if alone:
        asked = np.zeros(int(codes.max(initial=0)) + 1, bool)
        asked[codes[asks]] = True
        found &= asked[np.maximum(codes, 0)]
    return _by_code(records, codes, asks), _by_code(records, codes, found)


def _by_code(records: np.ndarray, codes: np.ndarray, among: np.ndarray) -> tuple[Group, ...]:
    rows = np.flatnonzero(among)
    span = np.searchsorted(SPAN_DAYS, records["last"][rows] - records["first"][rows])
    groups = []
    for width in np.unique(span):
        here = rows[span == width]
        first = records["first"][here].astype(np.int64)
        key = codes[here] * (int(first.max() - first.min()) + 1) + (first - first.min())
        here = here[sorted_order(key)].astype(np.int32)
        code = codes[here]
        begins = np.flatnonzero(np.r_[True, code[1:] != code[:-1]])
        groups.append(Group(here, code[begins], np.r_[begins, len(here)], int(SPAN_DAYS[width])))
    return tuple(groups)


@compiled
def row_cosine(row, cell_km):
    """Cosine of the latitude in the middle of a row of cells."""
    degrees = min(abs((row + 0.5) * cell_km / KM_PER_DEGREE), 89.4)
    return max(np.cos(np.radians(degrees)), 0.01)


@compiled
def cell_size(cell_km):
    """How many rows of cells lie north of the equator, and how many columns there are at most."""
    return int(90.0 * KM_PER_DEGREE / cell_km) + 2, int(360.0 * KM_PER_DEGREE / cell_km) + 4


@compiled
def cell_key(row, column, cell_km):
    rows, columns = cell_size(cell_km)
    return (row + rows) * columns + column + columns // 2


@compiled
def _cells_of(lat, lon, cell_km):
    """Key of each point's grid cell; 0 without a point."""
    found = np.zeros(len(lat), np.int64)
    for i in range(len(lat)):
        if lat[i] == lat[i]:
            row = int(np.floor(lat[i] * KM_PER_DEGREE / cell_km))
            column = int(np.floor(lon[i] * KM_PER_DEGREE * row_cosine(row, cell_km) / cell_km))
            found[i] = cell_key(row, column, cell_km)
    return found


@compiled
def sorted_order(key):
    """Stable order of whole numbers from 0 (radix sort): int32 positions."""
    n = len(key)
    order, other = np.arange(n).astype(np.int32), np.empty(n, np.int32)
    here, there = key.astype(np.int64), np.empty(n, np.int64)
    most = 0
    for i in range(n):
        most = max(most, here[i])
    shift = 0
    while (most >> shift) > 0:
        begins = np.zeros((1 << DIGIT) + 1, np.int64)
        for i in range(n):
            begins[((here[i] >> shift) & ((1 << DIGIT) - 1)) + 1] += 1
        begins = np.cumsum(begins)
        for i in range(n):
            digit = (here[i] >> shift) & ((1 << DIGIT) - 1)
            there[begins[digit]] = here[i]
            other[begins[digit]] = order[i]
            begins[digit] += 1
        here, there = there, here
        order, other = other, order
        shift += DIGIT
    return order

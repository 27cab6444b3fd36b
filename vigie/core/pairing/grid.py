"""The grid of cells in which points stand, so that what lies near is found beside it."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.comparing import KM_PER_DEGREE


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
def lower_bound(values, low, high, least):
    while low < high:
        middle = (low + high) >> 1
        if values[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def cells_around(key, cells, cell_km, reach_km, forward, found):
    """Indices into `cells` of those within reach of the cell `key`; only later ones where `forward`."""
    half, columns = cell_size(cell_km)
    row, column = key // columns - half, key % columns - columns // 2
    here = row_cosine(row, cell_km) * KM_PER_DEGREE
    west, east = column * cell_km / here, (column + 1) * cell_km / here
    rows = int(np.ceil(reach_km / cell_km - 1e-9))
    count = 0
    for there in range(row if forward else max(row - rows, -half), min(row + rows, half) + 1):
        beside = row_cosine(there, cell_km) * KM_PER_DEGREE
        side = 1.02 * reach_km / min(here, beside)
        low = max(int(np.floor((west - side) * beside / cell_km)), -(columns // 2))
        high = min(int(np.floor((east + side) * beside / cell_km)), columns - columns // 2 - 1)
        if forward and there == row:
            low = column
        at = lower_bound(cells, 0, len(cells), cell_key(there, low, cell_km))
        last = cell_key(there, high, cell_km)
        while at < len(cells) and cells[at] <= last:
            if count == len(found):
                found = np.concatenate((found, np.empty_like(found)))
            found[count] = at
            count += 1
            at += 1
    return found, count


@compiled
def sorting_keys(records, stratum, cell_km):
    """A number for each record that sorts by stratum, grid cell and first day; how many cells and days there are.

    The cell of a record without a point is 0.
    """
    keys, cells, low, high = np.empty(len(records), np.int64), 0, records[0].first, records[0].first
    for i in range(len(records)):
        a = records[i]
        low, high = min(low, a.first), max(high, a.first)
        keys[i] = 0
        if a.lat == a.lat:
            row = int(np.floor(a.lat * KM_PER_DEGREE / cell_km))
            column = int(np.floor(a.lon * KM_PER_DEGREE * row_cosine(row, cell_km) / cell_km))
            keys[i] = cell_key(row, column, cell_km)
        cells = max(cells, keys[i] + 1)
    days = np.int64(high) - low + 1
    for i in range(len(records)):
        keys[i] = (stratum[i] * cells + keys[i]) * days + (records[i].first - low)
    return keys, cells, days

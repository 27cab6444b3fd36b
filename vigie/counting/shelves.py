"""On which shelves of place × time a report stands, and on which its neighbours are looked for.

A shelf is one number in an indexed column. Reports stand in layers by how wide their place and their time
are, each layer with cells as wide as its own widest report reaches, so that one vague report does not make the
cells of all sharp ones wide. Whoever looks from a wide place would ask for thousands of cells: it asks for
blocks instead, some 400 km and a month wide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, floor, radians

import numpy as np

KM_PER_DEGREE = 111.195

# Beyond the stated imprecision of the two sides, so far may lie what the engine still compares.
KM, DAYS = 50.0, 4

# Upper ends of the layers: radius in km; days between the first and the last.
RADII_KM = (6.0, 60.0, 200.0, 21_000.0)
SPANS = (0, 7, 31, 366, 100_000)
AREA_SLACK = 1.5  # an area reaches farther from its middle than its radius says
WIDEST_KM = 600.0  # a country; who claims less than that knows nothing of the place
PLACELESS = len(RADII_KM)
CELL_KM = KM + 2 * np.minimum((*RADII_KM, WIDEST_KM), WIDEST_KM)
CELL_DAYS = np.maximum(DAYS + np.array(SPANS), 8)
BLOCK_KM, BLOCK_DAYS = np.maximum(CELL_KM, 400.0), np.maximum(CELL_DAYS, 32)
AT_MOST = 400  # cells asked for in one layer; where there were more, blocks


@dataclass
class Around:
    """The shelves where the neighbours of some reports stand."""

    cells: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Standing:
    """Where reports stand, as arrays of one length. `lat`, `lon` are NaN and `radius` any number where nobody
    knows the place; `first` and `last` are days since 1970.
    """

    lat: np.ndarray
    lon: np.ndarray
    radius: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def cells(self) -> np.ndarray:
        """The cell of each report in its own layer; those of unknown place share one for each time."""
        space, time = self._layers()
        return self._numbers(space, time, CELL_KM[space], CELL_DAYS[time])

    def blocks(self) -> np.ndarray:
        space, time = self._layers()
        return self._numbers(space, time, BLOCK_KM[space], BLOCK_DAYS[time])

    def touching(self, one: Standing) -> np.ndarray:
        """Which of these lie as near to some report of `one` as the engine may want to compare: bool[n]."""
        found = np.zeros(len(self.first), bool)
        for lat, lon, radius, first, last in zip(
            *(each.tolist() for each in vars(one).values()), strict=True
        ):
            north, east = self.lat - lat, (self.lon - lon) * cos(radians(lat if lat == lat else 0))
            reach = KM + AREA_SLACK * (np.minimum(self.radius, WIDEST_KM) + min(radius, WIDEST_KM))
            apart = KM_PER_DEGREE * np.hypot(north, east) > reach  # not so where a place is unknown
            found |= ~apart & (self.first <= last + DAYS) & (self.last >= first - DAYS)
        return found

    def _layers(self) -> tuple[np.ndarray, np.ndarray]:
        radius = np.minimum(np.where(np.isnan(self.lat), RADII_KM[-1], self.radius), RADII_KM[-1])
        space = np.where(np.isnan(self.lat), PLACELESS, np.searchsorted(RADII_KM, radius))
        return space, np.searchsorted(SPANS, np.minimum(self.last - self.first, SPANS[-1]))

    def _numbers(self, space, time, size, days) -> np.ndarray:
        lat, lon = np.nan_to_num(self.lat), np.nan_to_num(self.lon)
        row = np.floor(lat * KM_PER_DEGREE / size).astype(np.int64)
        column = np.floor(lon * KM_PER_DEGREE * _cosine(row, size) / size).astype(np.int64)
        row, column = (np.where(np.isnan(self.lat), 0, each) for each in (row, column))
        return _packed(space, time, row, column, np.floor_divide(self.first, days).astype(np.int64))


def around(some: Standing) -> Around:
    """Where the neighbours of these (few) reports of known place stand."""
    found = Around()
    columns = (some.lat, some.lon, some.radius, some.first, some.last)
    for lat, lon, radius, first, last in zip(*(each.tolist() for each in columns), strict=True):
        for time, span in enumerate(SPANS):
            days = first - DAYS - span, last + DAYS
            slots = _slots(days, CELL_DAYS[time])
            found.cells.update(_packed(PLACELESS, time, 0, 0, slot) for slot in slots)
            for space in range(len(RADII_KM)):
                _look(found, space, time, (lat, lon, min(radius, WIDEST_KM)), days)
    return found


def _look(found: Around, space: int, time: int, spot: tuple, days: tuple[int, int]) -> None:
    """Add the cells of one layer within reach; or its blocks, where the cells were too many."""
    reach = KM + spot[2] + min(RADII_KM[space], WIDEST_KM)
    cells, slots = _grid(spot, reach, CELL_KM[space]), _slots(days, CELL_DAYS[time])
    shelves = found.cells
    if len(cells) * len(slots) > AT_MOST:
        cells, slots = _grid(spot, reach, BLOCK_KM[space]), _slots(days, BLOCK_DAYS[time])
        shelves = found.blocks
    shelves.update(_packed(space, time, row, column, slot) for row, column in cells for slot in slots)


def _slots(days: tuple[int, int], length: int) -> range:
    return range(int(days[0] // length), int(days[1] // length) + 1)


def _grid(spot: tuple[float, float, float], reach: float, size: float) -> list[tuple[int, int]]:
    """The cells within reach of a point. The 180th meridian is not crossed: nobody watches both its sides."""
    lat, lon, _radius = spot
    south, north = (floor((lat * KM_PER_DEGREE + side) / size) for side in (-reach, reach))
    cells = []
    for row in range(south, north + 1):
        cosine = _cosine(row, size)
        middle = lon * KM_PER_DEGREE * cosine
        # 10 % more than the reach: the row's cosine is not quite the point's.
        side = 1.1 * reach * max(cosine / max(cos(radians(lat)), 0.01), 1.0)
        cells += [
            (row, column)
            for column in range(floor((middle - side) / size), floor((middle + side) / size) + 1)
        ]
    return cells


def _cosine(row, size):
    degrees = np.minimum(np.abs(row * size / KM_PER_DEGREE), 89.0)
    return np.maximum(np.cos(np.radians(degrees)), 0.01)


def _packed(space, time, row, column, slot):
    """One number below 2⁶³ of a layer, a cell within 2¹⁶ either way and a time slot within 2²⁰."""
    return (
        ((((space * 8 + time) * 131_072 + row + 65_536) * 131_072 + column + 65_536) << 21) + slot + 1_048_576
    )

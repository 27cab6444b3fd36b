"""Cutting reports into slabs of region and time, each with the halo in which its pairs can lie.

Slabs have an order, and a halo holds only reports of later slabs: so each pair belongs to one slab, that of its
earlier report, and no pair is counted twice or missed. A report's reach is its own: the window, its stated
imprecision, and where it stands for an area all that lies in that area.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vigie.core.pairing.comparing import BANDS_ALLOW_KM, KM_PER_DEGREE
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.weights import Windows

HALO_KM, HALO_DAYS = 90.0, 33  # at least
# Reports that reach farther are cut apart from the others: one known to its country would make its slab's
# halo as large as the country.
WIDE_KM, WIDE_DAYS = 600.0, 200


@dataclass(frozen=True)
class Slab:
    """Rows of the reports: those that the slab owns, and those of later slabs that may pair with them."""

    owned: np.ndarray  # int64, ascending
    halo: np.ndarray  # int64, ascending


@dataclass(frozen=True)
class Plan:
    """All slabs in their order, and the windows for which they were cut."""

    slabs: tuple[Slab, ...]
    windows: Windows

    @property
    def overhead(self) -> float:
        """How many reports are sent for each one there is: 1 without halos."""
        return sum(len(s.owned) + len(s.halo) for s in self.slabs) / max(
            sum(len(s.owned) for s in self.slabs), 1
        )


@dataclass(frozen=True, eq=False)
class Part:
    """What one worker is given: the slab's reports with its halo, and which rows of all they are."""

    reports: Reports
    rows: np.ndarray  # int64, ascending
    owned: np.ndarray  # bool


def plan_slabs(reports: Reports, windows: Windows, most: int = 200_000) -> Plan:
    """Cut the reports into slabs of at most so many, along time, latitude or longitude in turn."""
    low, high = reach(reports, windows)
    span = (high - low) / _scale(reports)
    wide = (span[:, 0] > WIDE_DAYS / HALO_DAYS) | (span[:, 1:] > WIDE_KM / HALO_KM).any(axis=1)
    wide &= len(reports) > most
    pieces = []
    for rows in (np.flatnonzero(wide), np.flatnonzero(~wide)):
        if len(rows):
            pieces += _cut((low + high) / 2 / _scale(reports), rows, most)
    owner = np.empty(len(reports), np.int64)
    for number, rows in enumerate(pieces):
        owner[rows] = number
    slabs = []
    for number, rows in enumerate(pieces):
        floor, roof = low[rows].min(axis=0), high[rows].max(axis=0)
        meets = (owner > number) & (low <= roof).all(axis=1) & (high >= floor).all(axis=1)
        slabs.append(Slab(rows, np.flatnonzero(meets)))
    return Plan(tuple(slabs), windows)


def part_of(reports: Reports, slab: Slab) -> Part:
    """The reports of a slab and its halo, as they are sent to a worker."""
    rows = np.sort(np.concatenate((slab.owned, slab.halo)))
    return Part(taken(reports, rows), rows, np.isin(rows, slab.owned))


def taken(reports: Reports, rows: np.ndarray) -> Reports:
    """The reports in some ascending rows, numbered anew; codes and tables stay as they are."""
    place = np.full(len(reports), -1, np.int64)
    place[rows] = np.arange(len(rows))
    records = reports.records[place[reports.records["row"]] >= 0]
    records["row"] = place[records["row"]]
    columns = ("actors", "targets", "harmed", "origins", "cites", "words")
    own = {name: getattr(reports, name) for name in columns}
    own = {name: column[rows] if len(column) else column for name, column in own.items()}
    return replace(reports, ids=range(len(rows)), records=records, **own)


def reach(reports: Reports, windows: Windows) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper corners (day, latitude, longitude) of each report's box: float64[n, 3].

    Two reports can only be compared where their boxes meet.
    """
    records = reports.records
    low, high = _record_boxes(records, windows)
    whole = np.isnan(records["lat"]) & (records["name"] >= 0)  # meets reports of one name anywhere
    whole |= np.isnan(records["lat"]) & (records["level"] < 0)
    low[whole, 1:], high[whole, 1:] = -np.inf, np.inf
    lowest, highest = np.full((len(reports), 3), np.inf), np.full((len(reports), 3), -np.inf)
    np.minimum.at(lowest, records["row"], low)
    np.maximum.at(highest, records["row"], high)
    bounds = np.array([[0, -90, -200], [0, 90, 200]], float)
    for corner in (lowest, highest):
        corner[:, 1:] = np.clip(corner[:, 1:], *bounds[:, 1:])
    return lowest, highest


def _record_boxes(records: np.ndarray, windows: Windows) -> tuple[np.ndarray, np.ndarray]:
    days = max(HALO_DAYS, windows.days, *windows.control_days) / 2 + 1
    slack = np.maximum(records["radius"] - BANDS_ALLOW_KM, 0.0)
    degrees = 1.02 * (max(HALO_KM, windows.km) / 2 + slack) / KM_PER_DEGREE
    lat, lon = records["lat"].astype(float), records["lon"].astype(float)
    east = degrees / np.maximum(np.cos(np.radians(np.minimum(np.abs(lat) + degrees, 89.0))), 0.01)
    low = np.stack([records["first"] - days, lat - degrees, lon - east], axis=1)
    high = np.stack([records["last"] + days, lat + degrees, lon + east], axis=1)
    for level in range(4):
        stands = (records["level"] == level) & (records["area"][:, level] >= 0)
        if stands.any():
            _widen(low, high, records["area"][:, level], stands)
    return low, high


def _widen(low: np.ndarray, high: np.ndarray, codes: np.ndarray, stands: np.ndarray) -> None:
    """Let a report that stands for an area reach all that is said to lie in it."""
    number = int(codes.max()) + 1
    inside = np.flatnonzero((codes >= 0) & ~np.isnan(low[:, 1]))
    floor, roof = np.full((number, 2), np.inf), np.full((number, 2), -np.inf)
    np.minimum.at(floor, codes[inside], low[inside, 1:])
    np.maximum.at(roof, codes[inside], high[inside, 1:])
    low[stands, 1:] = np.fmin(low[stands, 1:], floor[codes[stands]])
    high[stands, 1:] = np.fmax(high[stands, 1:], roof[codes[stands]])


def _scale(reports: Reports) -> np.ndarray:
    """What counts as one step along days, latitude and longitude: a halo."""
    lat = np.nanmedian(reports.records["lat"]) if np.isfinite(reports.records["lat"]).any() else 0.0
    degrees = HALO_KM / KM_PER_DEGREE
    return np.array([HALO_DAYS, degrees, degrees / max(np.cos(np.radians(lat)), 0.01)])


def _cut(middles: np.ndarray, rows: np.ndarray, most: int) -> list[np.ndarray]:
    """Halve the rows along their longest side, measured in halos, until no piece holds more than `most`."""
    if len(rows) <= most:
        return [rows]
    here = middles[rows]
    side = int(np.argmax(np.quantile(here, 0.95, axis=0) - np.quantile(here, 0.05, axis=0)))
    order = np.lexsort((rows, here[:, side]))
    half = len(rows) // 2
    return _cut(middles, np.sort(rows[order[:half]]), most) + _cut(middles, np.sort(rows[order[half:]]), most)

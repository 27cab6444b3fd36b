"""What the comparison reads of one place of a report: a row of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from vigie.core.statement import GEO_RADIUS_KM

# One row for each place of a report. Row i < n is the first place of report i; further places follow.
# Whole numbers are codes; -1 is "not known".
RECORD = np.dtype(
    [
        ("lat", "f4"), ("lon", "f4"), ("cos", "f4"), ("radius", "f4"),  # degrees, km; lat NaN: no point
        ("first", "i4"), ("last", "i4"),  # days since 1970-01-01
        ("name", "i4"), ("row", "i4"), ("area", "i4", (4,)),  # codes of the areas around, level 0 to 3
        ("type", "i2", (3,)),  # fine, middle, broad
        ("group", "i2"), ("kind", "i2"), ("family", "i2"), ("target", "i2"), ("target_class", "i2"),
        ("killed", "i2", (3,)),  # low, best, high
        ("source", "i2"),
        ("level", "i1"),  # of the area that it stands for as a whole; -1: a point
        ("loose", "i1"),  # how vague the date is: 0 day, 1 some days, 2 week, 3 month, 4 longer
    ]
)  # fmt: skip
MOST_CODES = np.iinfo(np.int16).max
MOST_KILLED = np.iinfo(np.int16).max
NOT_KNOWN = {"lat": np.nan, "lon": np.nan, "cos": 1.0, "radius": 0.0, "loose": 0}  # all other fields: -1
BLOCK = 4096

LOOSE = {"day": 0, "few_days": 1, "week": 2, "month": 3, "quarter": 4, "year": 4}
AREA_LEVEL = {"adm3": 3, "adm2": 2, "area": 2, "adm1": 1, "country": 0}
# Kilometres for a point whose source says nothing about its precision, for one astride a frontier, for the
# centre of an area of no stated level.
RADIUS_KM = {**GEO_RADIUS_KM, "": 5.0, "unknown": 25.0, "cross_border": 50.0, "area": 50.0}


class BadReports(ValueError):
    """Columns that cannot be read. The message says which, in which row, and what to do."""


def blank_records(n: int) -> np.ndarray:
    """n records of which nothing is known but their row."""
    return records_of(n, {})


def records_of(n: int, said: Mapping[str, np.ndarray]) -> np.ndarray:
    """n records with what is said in columns by name ("area.2" for one of several); the rest is not known."""
    records, blank = np.empty(n, RECORD), np.zeros((), RECORD)
    for name in RECORD.names:
        blank[name] = NOT_KNOWN.get(name, -1)
    for rows in blocks(n):
        here = records[rows]
        here[:] = blank
        here["row"] = np.arange(rows.start, rows.start + len(here))
        for name, column in said.items():
            field, _, part = name.partition(".")
            into = here[field][:, int(part)] if part else here[field]
            into[:] = column[rows]
    return records


def blocks(n: int) -> Iterator[slice]:
    """Slices of some thousand rows, which stay in the cache while several things are done to them."""
    return (slice(low, low + BLOCK) for low in range(0, n, BLOCK))


def point_of(lat: np.ndarray, lon: np.ndarray) -> dict[str, np.ndarray]:
    """What records say of a point in degrees, NaN where there is none."""
    cos = np.where(np.isfinite(lat), np.maximum(np.cos(np.radians(lat)), 0.01), 1.0)
    return {"lat": np.float32(lat), "lon": np.float32(lon), "cos": np.float32(cos)}

"""Plain columns, as a file or a data frame has them, read into what records say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vigie.core.pairing.records import (
    AREA_LEVEL,
    LOOSE,
    MOST_CODES,
    MOST_KILLED,
    RADIUS_KM,
    BadReports,
    blocks,
    point_of,
)

Coded = tuple[np.ndarray, Sequence[str]]  # codes into names; -1 or an empty name: not known


def coded(given: np.ndarray | Coded, field: str) -> tuple[np.ndarray, list[str]]:
    """Texts as (int32 codes, names in order of the alphabet): the order of rows decides nothing."""
    if isinstance(given, tuple):
        codes, names = np.asarray(given[0]), [str(name or "") for name in given[1]]
    else:
        values = given.filled("") if isinstance(given, np.ma.MaskedArray) else np.asarray(given)
        if values.dtype.kind == "O":
            values = np.array(
                ["" if value is None or value != value else str(value) for value in values], dtype=str
            )
        names, codes = np.unique(values.astype(str), return_inverse=True)
        names = names.tolist()
    if len(codes) and codes.max() >= len(names):
        raise BadReports(f"{field}: a code of {int(codes.max())} has no name; there are {len(names)} names.")
    kept = sorted({name for name in names if name.strip()})
    number = {name: index for index, name in enumerate(kept)}
    renumber = np.array([*(number.get(name, -1) for name in names), -1], np.int32)
    return renumber[codes], kept


def short(codes: np.ndarray, field: str) -> np.ndarray:
    if len(codes) and codes.max() > MOST_CODES:
        raise BadReports(f"{field}: more than {MOST_CODES:,} different values. Is this the right column?")
    return codes.astype(np.int16)


def sized(values: np.ndarray, n: int, field: str) -> np.ndarray:
    if len(values) != n:
        raise BadReports(f"{field}: {len(values)} values for {n} reports. Columns must be of one length.")
    return values


def counts(given: np.ndarray, field: str) -> np.ndarray:
    """Numbers of people as int16, -1 where not known. Raises `BadReports` on a negative number."""
    given = np.ma.asarray(given)
    found = np.empty(len(given), np.int16)
    for rows in blocks(len(given)):
        values = np.ma.filled(given[rows].astype(float), np.nan)
        if (values < 0).any():
            row = int(np.argmax(values < 0))
            raise BadReports(
                f"{field}: row {rows.start + row + 1} has {values[row]:g}. A number of people is 0 or more; "
                "leave unknown empty."
            )
        found[rows] = np.where(np.isfinite(values), np.minimum(values, MOST_KILLED), -1)
    return found


def days_of(given: np.ndarray, field: str) -> np.ndarray:
    """Dates as int32 days since 1970-01-01. Raises `BadReports` where one is missing."""
    given = np.asarray(given)
    if given.dtype.kind == "M":
        missing = np.isnat(given)
        days = given.astype("datetime64[D]").astype(np.int64)
    else:
        missing = ~np.isfinite(given.astype(float))
        days = np.where(missing, 0, given).astype(np.int64)
    if missing.any():
        raise BadReports(f"{field}: row {int(np.argmax(missing)) + 1} has no date. Every report needs one.")
    return days.astype(np.int32)


def span_end(first: np.ndarray, precision: str) -> np.ndarray:
    """The last day of the week, month, quarter or year that begins on, or holds, each first day."""
    if precision in ("day", "few_days", "week"):
        return first + {"day": 0, "few_days": 6, "week": 6}[precision]
    months = {"month": 1, "quarter": 3, "year": 12}[precision]
    start = first.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    start -= start % months
    return ((start + months).astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)) - 1


def dates(n: int, date, last_date, precision) -> dict[str, np.ndarray]:
    first = sized(days_of(date, "date"), n, "date")
    last, said = first.copy(), {}
    if precision is not None:
        codes, names = coded(precision, "date_precision")
        said["loose"] = np.zeros(n, np.int8)
        for code, name in enumerate(names):
            if name not in LOOSE:
                raise BadReports(f"date_precision: “{name}” is unknown. Use {', '.join(LOOSE)}.")
            if LOOSE[name]:
                rows = np.flatnonzero(codes == code)
                said["loose"][rows] = LOOSE[name]
                last[rows] = span_end(first[rows], name)
    if last_date is not None:
        last = np.maximum(last, days_of(last_date, "last_date"))
    return said | {"first": first, "last": last}


def points(n: int, lat, lon, radius_km, precision) -> dict[str, np.ndarray]:
    if (lat is None) != (lon is None):
        raise BadReports("lat and lon go together: one of the two columns is missing.")
    said = {"level": np.full(n, -1, np.int8), "radius": np.full(n, RADIUS_KM[""], np.float32)}
    if lat is not None:
        lat, lon = (np.ma.asarray(sized(each, n, "lat, lon")) for each in (lat, lon))
        said |= {name: np.empty(n, np.float32) for name in ("lat", "lon", "cos")}
        for rows in blocks(n):
            for name, column in _point(lat[rows], lon[rows], rows.start).items():
                said[name][rows] = column
    if precision is not None:
        codes, names = coded(precision, "geo_precision")
        for code, name in enumerate(names):
            if name not in RADIUS_KM:
                known = ", ".join(each for each in RADIUS_KM if each)
                raise BadReports(f"geo_precision: “{name}” is unknown. Use one of {known}.")
            rows = np.flatnonzero(codes == code)
            said["radius"][rows] = RADIUS_KM[name]
            said["level"][rows] = AREA_LEVEL.get(name, -1)
    if radius_km is not None:
        given = np.ma.filled(np.ma.asarray(sized(radius_km, n, "radius_km"), dtype=float), np.nan)
        said["radius"] = np.where(np.isfinite(given), given, said["radius"]).astype(np.float32)
    return said


def _point(lat: np.ma.MaskedArray, lon: np.ma.MaskedArray, start: int) -> dict[str, np.ndarray]:
    lat, lon = (np.ma.filled(each.astype(float), np.nan) for each in (lat, lon))
    located = np.isfinite(lat) & np.isfinite(lon)
    wrong = located & ((np.abs(lat) > 90) | (np.abs(lon) > 180))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise BadReports(
            f"lat, lon: row {start + row + 1} has {lat[row]:g}, {lon[row]:g}; degrees end at ±90 and ±180."
        )
    return point_of(np.where(located, lat, np.nan), np.where(located, lon, np.nan))


def areas(n: int, labels, said, area, country) -> dict[str, np.ndarray]:
    """One area code is that of level 2; a report known to the country only stands for its country."""
    found = {}
    for level, name, given in ((0, "country", country), (2, "area", area)):
        if given is not None:
            codes, labels[f"area_{level}"] = coded(given, name)
            # Even: see `comparing.lies_in`.
            found[f"area.{level}"] = np.where(sized(codes, n, name) >= 0, 2 * codes, -1)
    unplaced = (np.isnan(said["lat"]) if "lat" in said else np.ones(n, bool)) & (said["level"] < 0)
    for level in (0, 2):
        if f"area.{level}" in found and unplaced.any():
            said["level"][unplaced & (found[f"area.{level}"] >= 0)] = level
    return found


def place_names(n: int, labels, place) -> dict[str, np.ndarray]:
    labels["place"] = []
    if place is None:
        return {}
    codes, labels["place"] = coded(place, "place")
    return {"name": sized(codes, n, "place")}


def kinds(n: int, labels, event_type) -> dict[str, np.ndarray]:
    if len(event_type) > 3:
        raise BadReports("event_type: three columns at most, from fine to broad.")
    found, depth = {}, len(event_type)
    for index, given in enumerate(event_type):
        codes, names = coded(given, f"event_type_{index + 1}")
        # One column alone is the fine one; two are fine and broad.
        column = 2 if depth == 2 and index == 1 else index
        labels[f"type_{column}"] = names
        found[f"type.{column}"] = short(sized(codes, n, "event_type"), "event_type")
    return found

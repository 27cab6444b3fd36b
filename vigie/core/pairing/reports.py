"""Reports as columns: what the comparison needs to know of each, in arrays of one length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vigie.core.pairing.placenames import name_table
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

Coded = tuple[np.ndarray, Sequence[str]]  # codes into names; -1 or an empty name: not known


class BadReports(ValueError):
    """Columns that cannot be read. The message says which, in which row, and what to do."""


@dataclass(frozen=True, eq=False)
class Reports:
    """n reports as columns.

    `records` holds RECORD rows (n and, after them, second and later places). The other arrays have n rows and
    as many columns as the fullest report needs, -1 where there is nothing more; no columns where no report
    has any: `actors` (group, kind, family of second and later initiators), `targets` (kind, class likewise),
    `harmed` (numbers of other harms), `origins` and `cites` (codes), `words` (ascending codes of words).
    `labels` are the names behind the codes, by field.
    """

    ids: Sequence[int | str]
    records: np.ndarray
    names: np.ndarray  # rows of NAME
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    actors: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 3), np.int16))
    targets: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 2), np.int16))
    harmed: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int16))
    origins: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    cites: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int16))
    words: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    rarity: np.ndarray = field(default_factory=lambda: np.full(1, -1, np.float32))  # bits, by word
    roots: Mapping[str, Sequence[int]] = field(
        default_factory=dict
    )  # code of the spelling that stands for each
    may_be: np.ndarray = field(default_factory=lambda: np.zeros((1, 1), np.bool_))
    vague_kinds: np.ndarray = field(default_factory=lambda: np.zeros(1, np.bool_))

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def further(self) -> bool:
        """Whether any report has more than its record holds."""
        parts = self.actors, self.targets, self.harmed, self.origins, self.cites, self.words
        return any(part.shape[1] for part in parts)

    @property
    def source(self) -> np.ndarray:
        """The organisation of each report, as a code: int16[n]."""
        return self.records["source"][: len(self)]

    @classmethod
    def of_columns(
        cls,
        source: np.ndarray | Coded,
        date: np.ndarray,
        *,
        ids: Sequence[int | str] | None = None,
        date_precision: np.ndarray | Coded | None = None,
        last_date: np.ndarray | None = None,
        lat: np.ndarray | None = None,
        lon: np.ndarray | None = None,
        geo_precision: np.ndarray | Coded | None = None,
        radius_km: np.ndarray | None = None,
        place: np.ndarray | Coded | None = None,
        area: np.ndarray | Coded | None = None,
        country: np.ndarray | Coded | None = None,
        event_type: Sequence[np.ndarray | Coded] = (),
        actor_group: np.ndarray | Coded | None = None,
        actor_family: np.ndarray | Coded | None = None,
        target: np.ndarray | Coded | None = None,
        killed: np.ndarray | None = None,
    ) -> Reports:
        """Make reports from plain columns, as in the stand-alone file; only the first two are needed.

        `date` is the first day of what is known (datetime64 or days since 1970-01-01) and `last_date` the last
        day of an episode. Texts are arrays of str or (codes, names). `event_type` runs from fine to broad.
        Unknown is an empty text, a code of -1, NaN or a masked number. Raises `BadReports`.
        """
        source_codes, sources = coded(source, "source")
        n = len(source_codes)
        labels = {"source": sources}
        if n and source_codes.min() < 0:
            raise BadReports(
                f"source: row {int(np.argmin(source_codes)) + 1} names no source. Every report needs one."
            )
        said = {"source": short(source_codes, "source")}
        said |= _dates(n, date, last_date, date_precision)
        said |= _points(n, lat, lon, radius_km, geo_precision)
        said |= _areas(n, labels, said, area, country)
        said |= _place_names(n, labels, place)
        said |= _kinds(n, labels, event_type)
        for name, given in (("group", actor_group), ("family", actor_family), ("target", target)):
            if given is not None:
                codes, labels[name] = coded(given, name)
                said[name] = short(sized(codes, n, name), name)
        if killed is not None:
            said["killed"] = counts(sized(killed, n, "killed"), "killed")[:, None]
        records = records_of(n, said)
        families = max(1, len(labels.get("family", ())))
        return cls(
            range(n) if ids is None else ids, records, name_table(labels["place"]), labels,
            may_be=np.zeros((families, families), np.bool_),
        )  # fmt: skip


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


def _dates(n: int, date, last_date, precision) -> dict[str, np.ndarray]:
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


def _points(n: int, lat, lon, radius_km, precision) -> dict[str, np.ndarray]:
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


def point_of(lat: np.ndarray, lon: np.ndarray) -> dict[str, np.ndarray]:
    """What records say of a point in degrees, NaN where there is none."""
    cos = np.where(np.isfinite(lat), np.maximum(np.cos(np.radians(lat)), 0.01), 1.0)
    return {"lat": np.float32(lat), "lon": np.float32(lon), "cos": np.float32(cos)}


def _areas(n: int, labels, said, area, country) -> dict[str, np.ndarray]:
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


def _place_names(n: int, labels, place) -> dict[str, np.ndarray]:
    labels["place"] = []
    if place is None:
        return {}
    codes, labels["place"] = coded(place, "place")
    return {"name": sized(codes, n, "place")}


def _kinds(n: int, labels, event_type) -> dict[str, np.ndarray]:
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

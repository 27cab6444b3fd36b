"""The columns that a file of reports may have; `docs/research.md` says the same in words."""

from __future__ import annotations

from dataclasses import dataclass

DATE_PRECISIONS = ("day", "week", "month", "year")
GEO_PRECISIONS = ("exact", "near", "area", "country")


@dataclass(frozen=True)
class Column:
    """One column. `kind` is "text", "date", "code", "degrees" or "count"; `codes` are all that a code may be."""

    name: str
    kind: str = "text"
    needed: bool = False
    codes: tuple[str, ...] = ()
    most: float = 0.0  # degrees to either side of zero


COLUMNS = {
    column.name: column
    for column in (
        Column("report_id", needed=True),
        Column("source", needed=True),
        Column("date", "date", needed=True),
        Column("date_precision", "code", codes=DATE_PRECISIONS),
        Column("date_end", "date"),  # last day of an episode; beyond the fifteen that everybody has
        Column("lat", "degrees", most=90.0),
        Column("lon", "degrees", most=180.0),
        Column("geo_precision", "code", codes=GEO_PRECISIONS),
        Column("place"),
        Column("area"),
        Column("event_type_1"),
        Column("event_type_2"),
        Column("event_type_3"),
        Column("actor_group"),
        Column("actor_family"),
        Column("target"),
        Column("killed", "count"),
    )
}
NEEDED = tuple(name for name, column in COLUMNS.items() if column.needed)

# What programs and people write into a cell of which they know nothing. Only these: "Nan" is a town.
UNKNOWN = ("NaN", "nan", "NULL", "null", "None", "N/A", "n/a", "unknown", "Unknown", "inconnu", "Inconnu")

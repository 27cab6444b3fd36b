"""GeoNames country files: as published (19 columns without header, .txt or .zip) or with a header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vigie.intake.readers import checks
from vigie.intake.readers.countries import iso2
from vigie.intake.readers.outcome import Fault, Row, UnreadableFile
from vigie.intake.readers.places import Settlement
from vigie.intake.readers.record import Record, rows
from vigie.intake.readers.tables import Table, open_lines, open_table

# In the publisher's order (readme of the export directory, "The main 'geoname' table").
COLUMNS = [
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class",
    "feature_code", "country_code", "cc2", "admin1_code", "admin2_code", "admin3_code", "admin4_code",
    "population", "elevation", "dem", "timezone", "modification_date",
]  # fmt: skip
NEEDED = ("geonameid", "name", "latitude", "longitude", "feature_class", "feature_code", "country_code")

# More than any city has; a larger number is a slipped column.
MOST_PEOPLE = 2_000_000_000


def read(path: Path) -> Iterator[Row]:
    """Every row of a GeoNames file, as `Settlement`."""
    return rows(_table(path), settlement, key="geonameid")


def _table(path: Path) -> Table:
    opened = open_lines(path, zipped=True)
    first = next(opened.lines, None)
    if first is not None and looks_headerless(first.cells):
        # Quotation marks are letters in the published files: opened anew without them.
        opened = open_lines(path, zipped=True, quoted="", delimiter="\t")
        return Table(opened.lines, COLUMNS, remarks=opened.remarks)
    table = open_table(path, zipped=True)
    table.columns = ["_".join(column.split()) for column in table.columns]
    if missing := [column for column in NEEDED if column not in table.columns]:
        raise UnreadableFile(
            Fault("columns-missing", params={"columns": ", ".join(missing), "source": "GeoNames"})
        )
    return table


def looks_headerless(cells: tuple[str, ...]) -> bool:
    """Whether a first line is a place already: 19 cells, a number first and one letter seventh."""
    return len(cells) == len(COLUMNS) and cells[0].isdecimal() and len(cells[6]) <= 1


def settlement(record: Record) -> Settlement | None:
    code = record["country_code"]
    country = iso2(code) if code else None
    if code and country is None:
        record.fault("country-unknown", "country_code", code)
    if not record["name"]:
        record.fault("cell-missing", "name")
    if not record["geonameid"].isdecimal():
        record.fault("count-unreadable", "geonameid", record["geonameid"])
    point = checks.point(record, "latitude", "longitude", (country,) if country else ())
    if point is None and not record.faults:
        record.fault("coordinates-missing", "latitude")
    people = checks.count(record, "population", MOST_PEOPLE)
    if record.faults or point is None:
        return None
    alternates = dict.fromkeys(name.strip() for name in record["alternatenames"].split(",") if name.strip())
    return Settlement(
        int(record["geonameid"]), record["name"], record["asciiname"] or record["name"], tuple(alternates),
        *point, record["feature_class"], record["feature_code"], country or "", people or 0,
    )  # fmt: skip

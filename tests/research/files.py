"""Small files of invented reports for the tests of the engine used alone."""

from __future__ import annotations

import csv
from pathlib import Path

HEADER = ("report_id", "source", "date", "date_precision", "lat", "lon", "place", "event_type_1", "killed")


def write(path: Path, rows, header=HEADER, delimiter: str = ",") -> Path:
    """A CSV file of these rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
    return path


def report(number: int | str, source: str = "a", date: str = "2024-03-12", precision: str = "day", lat="14.10",
           lon="-1.50", place: str = "Bogo", kind: str = "raid", killed="3") -> tuple:  # fmt: skip
    """One row, of which only what matters is said."""
    return (number, source, date, precision, lat, lon, place, kind, killed)


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file as it was written."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""Rows that are wrong on purpose, so that an import report has something to be honest about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sample.organisations import Organisation
from sample.rows import Cell

Spoil = Callable[[dict[str, Cell], dict], str | None]  # spoils a row in place; names the column, or None


def swapped_coordinates(cells: dict[str, Cell], mapping: dict) -> str | None:
    lat, lon = mapping["place"]["lat"], mapping["place"]["lon"]
    if cells[lat] in ("", None):
        return None
    cells[lat], cells[lon] = cells[lon], cells[lat]
    return lat


def coordinates_far_away(cells: dict[str, Cell], mapping: dict) -> str | None:
    """A slip of the keyboard: 14 becomes 44."""
    lat = mapping["place"]["lat"]
    if cells[lat] in ("", None):
        return None
    cells[lat] = round(cells[lat] + 30, 4)
    return lat


def impossible_date(cells: dict[str, Cell], mapping: dict) -> str | None:
    column = mapping["date"]["from"]
    cells[column] = "2024-02-31" if mapping["date"]["order"] == "iso" else "31/02/2024"
    return column


def end_before_start(cells: dict[str, Cell], mapping: dict) -> str | None:
    start, end = mapping["date"]["from"], mapping["date"]["to"]
    if not isinstance(cells[start], date):
        return None
    cells[end] = cells[start] - timedelta(20)
    return end


def unknown_type(cells: dict[str, Cell], mapping: dict) -> str | None:
    cells[mapping["event_type"]] = "Divers 7"
    return mapping["event_type"]


def unknown_country(cells: dict[str, Cell], mapping: dict) -> str | None:
    cells[mapping["place"]["country"]] = "XX"
    return mapping["place"]["country"]


def words_for_a_number(cells: dict[str, Cell], mapping: dict) -> str | None:
    column = mapping["tolls"][0]["column"]
    cells[column] = "une dizaine"
    return column


# Organisation → which report (counted from 1) is spoilt, how. A report that lacks the field passes it on.
PLANNED: dict[str, tuple[tuple[int, str, Spoil], ...]] = {
    "a": (
        (12, "swapped-coordinates", swapped_coordinates),
        (31, "impossible-date", impossible_date),
        (58, "unknown-type", unknown_type),
        (83, "words-for-a-number", words_for_a_number),
        (120, "coordinates-far-away", coordinates_far_away),
    ),
    "b": (
        (9, "impossible-date", impossible_date),
        (40, "unknown-type", unknown_type),
        (77, "swapped-coordinates", swapped_coordinates),
        (111, "end-before-start", end_before_start),
    ),
    "c": (
        (15, "words-for-a-number", words_for_a_number),
        (33, "swapped-coordinates", swapped_coordinates),
        (64, "unknown-country", unknown_country),
        (90, "impossible-date", impossible_date),
        (131, "coordinates-far-away", coordinates_far_away),
        (150, "unknown-type", unknown_type),
    ),
    "d": (
        (21, "unknown-type", unknown_type),
        (52, "end-before-start", end_before_start),
        (71, "coordinates-far-away", coordinates_far_away),
        (99, "impossible-date", impossible_date),
    ),
}


class Faults:
    """Spoils the planned rows of one organisation as they pass."""

    def __init__(self, organisation: Organisation) -> None:
        self._mapping = organisation.mapping
        self._waiting = list(PLANNED[organisation.letter])
        self._passed = 0

    def spoil(self, cells: dict[str, Cell]) -> tuple[str, str] | None:
        """The kind of fault and the column, where this row was spoilt."""
        self._passed += 1
        if self._waiting and self._passed >= self._waiting[0][0]:
            _, kind, spoil = self._waiting[0]
            if column := spoil(cells, self._mapping):
                self._waiting.pop(0)
                return kind, column
        return None

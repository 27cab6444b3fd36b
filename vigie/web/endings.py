"""The endings that ask an address for its rows as data."""

from __future__ import annotations


class Ending:
    """ "" (the page), ".json", ".csv", ".xlsx" or ".geojson", given to the view without its dot."""

    regex = r"(?:\.(?:json|csv|xlsx|geojson))?"

    def to_python(self, value: str) -> str:
        return value.removeprefix(".")

    def to_url(self, value: str) -> str:
        return f".{value}" if value else ""

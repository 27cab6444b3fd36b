"""The address of a calendar as its owner sees it: never the secret again."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.parliament.models import CalendarKey
from vigie.web import words


@dataclass(frozen=True)
class ShownKey:
    """One address that is in force."""

    uuid: str
    label: str
    made: str

    @classmethod
    def of(cls, row: CalendarKey) -> ShownKey:
        return cls(str(row.uuid), row.label, words.day(row.made_at.date()))

"""Committees at work: who sits, when and on what, and what came of it."""

from vigie.parliament.models.attendance import CAME_AS, FILLED, REASONS, THERE, Attendance, Headcount
from vigie.parliament.models.calendar import CalendarKey
from vigie.parliament.models.committee import Quorum
from vigie.parliament.models.document import DOCUMENT_KINDS, Document
from vigie.parliament.models.minutes import Minutes
from vigie.parliament.models.seat import AGE_BANDS, POSTS, SEXES, Seat
from vigie.parliament.models.sitting import KINDS, AgendaItem, Sitting
from vigie.parliament.models.witness import HEARD_AS, NAMELESS, Contribution, Witness

__all__ = [
    "AGE_BANDS", "CAME_AS", "DOCUMENT_KINDS", "FILLED", "HEARD_AS", "KINDS", "NAMELESS", "POSTS", "REASONS", "SEXES",
    "THERE", "AgendaItem", "Attendance", "CalendarKey", "Contribution", "Document", "Headcount", "Minutes", "Quorum",
    "Seat", "Sitting", "Witness",
]  # fmt: skip

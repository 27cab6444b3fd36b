"""Committees at work: who sits, when and on what, and what came of it."""

from vigie.parliament.models.committee import Quorum
from vigie.parliament.models.document import Document
from vigie.parliament.models.question import Answer, Question
from vigie.parliament.models.report import MinorityNote, Report, Section
from vigie.parliament.models.seat import AGE_BANDS, POSTS, SEXES, Seat
from vigie.parliament.models.sitting import KINDS, AgendaItem, Sitting

__all__ = [
    "AGE_BANDS", "KINDS", "POSTS", "SEXES", "AgendaItem", "Answer", "Document", "MinorityNote", "Question", "Quorum",
    "Report", "Seat", "Section", "Sitting",
]  # fmt: skip

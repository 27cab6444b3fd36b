"""Committees at work: who sits, when and on what, and what came of it."""

from vigie.parliament.models.committee import Quorum
from vigie.parliament.models.declaration import Declaration, DeclarationText, SignOff
from vigie.parliament.models.document import Document
from vigie.parliament.models.presidency import BureauPost, Framework, FrameworkMember, Mandate
from vigie.parliament.models.question import Answer, Question
from vigie.parliament.models.report import MinorityNote, Report, Section
from vigie.parliament.models.roadmap import Carrier, Roadmap, RoadmapItem
from vigie.parliament.models.seat import AGE_BANDS, POSTS, SEXES, Seat
from vigie.parliament.models.sitting import KINDS, AgendaItem, Sitting

__all__ = [
    "AGE_BANDS", "KINDS", "POSTS", "SEXES", "AgendaItem", "Answer", "BureauPost", "Carrier", "Declaration",
    "DeclarationText", "Document", "Framework", "FrameworkMember", "Mandate", "MinorityNote", "Question", "Quorum",
    "Report", "Roadmap", "RoadmapItem", "Seat", "Section", "SignOff", "Sitting",
]  # fmt: skip

"""Committees at work: who sits, when and on what, and what came of it."""

from vigie.parliament.models.checklist import Checklist
from vigie.parliament.models.committee import Quorum
from vigie.parliament.models.document import Document
from vigie.parliament.models.finding import Finding, VisitRecord
from vigie.parliament.models.photo import Photo
from vigie.parliament.models.question import Answer, Question
from vigie.parliament.models.report import MinorityNote, Report, Section
from vigie.parliament.models.seat import AGE_BANDS, POSTS, SEXES, Seat
from vigie.parliament.models.site_visit import DELEGATION_ROLES, MET_ROLES, Delegates, Met, SiteVisit
from vigie.parliament.models.sitting import KINDS, AgendaItem, Sitting
from vigie.parliament.models.visit_report import VisitReport

__all__ = [
    "AGE_BANDS",
    "DELEGATION_ROLES",
    "KINDS",
    "MET_ROLES",
    "POSTS",
    "SEXES",
    "AgendaItem",
    "Answer",
    "Checklist",
    "Delegates",
    "Document",
    "Finding",
    "Met",
    "MinorityNote",
    "Photo",
    "Question",
    "Quorum",
    "Report",
    "Seat",
    "Section",
    "SiteVisit",
    "Sitting",
    "VisitRecord",
    "VisitReport",
]

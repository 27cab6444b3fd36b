"""Committees at work: who sits, when and on what, and what came of it."""

from vigie.parliament.models.attendance import (
    CAME_AS,
    FILLED,
    IN_OFFICE,
    REASONS,
    THERE,
    Attendance,
    Headcount,
)
from vigie.parliament.models.calendar import CalendarKey
from vigie.parliament.models.checklist import Checklist
from vigie.parliament.models.committee import Quorum
from vigie.parliament.models.declaration import Declaration, DeclarationText
from vigie.parliament.models.document import DOCUMENT_KINDS, Document
from vigie.parliament.models.finding import Finding, VisitRecord
from vigie.parliament.models.minutes import Minutes
from vigie.parliament.models.photo import Photo
from vigie.parliament.models.presidency import BureauPost, Framework, FrameworkMember, Mandate
from vigie.parliament.models.question import Answer, Question
from vigie.parliament.models.report import MinorityNote, Report, Section
from vigie.parliament.models.roadmap import Carrier, Roadmap, RoadmapItem
from vigie.parliament.models.seat import AGE_BANDS, POSTS, SEXES, Seat
from vigie.parliament.models.signoff import POSITIONS, SignOff
from vigie.parliament.models.site_visit import DELEGATION_ROLES, MET_ROLES, Delegates, Met, SiteVisit
from vigie.parliament.models.sitting import KINDS, AgendaItem, Sitting
from vigie.parliament.models.visit_report import VisitReport
from vigie.parliament.models.witness import HEARD_AS, NAMELESS, Contribution, Witness

__all__ = [
    "AGE_BANDS", "CAME_AS", "DELEGATION_ROLES", "DOCUMENT_KINDS", "FILLED", "HEARD_AS", "IN_OFFICE", "KINDS",
    "MET_ROLES", "NAMELESS", "POSITIONS", "POSTS", "REASONS", "SEXES", "THERE", "AgendaItem", "Answer", "Attendance",
    "BureauPost", "CalendarKey", "Carrier", "Checklist", "Contribution", "Declaration", "DeclarationText",
    "Delegates", "Document", "Finding", "Framework", "FrameworkMember", "Headcount", "Mandate", "Met", "MinorityNote",
    "Minutes", "Photo", "Question", "Quorum", "Report", "Roadmap", "RoadmapItem", "Seat", "Section", "SignOff",
    "SiteVisit", "Sitting", "VisitRecord", "VisitReport", "Witness",
]  # fmt: skip

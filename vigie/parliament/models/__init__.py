"""What a committee does, and what the framework of committees decides."""

from vigie.parliament.models.question import Answer, Question
from vigie.parliament.models.report import MinorityNote, Report, Section

__all__ = ["Answer", "MinorityNote", "Question", "Report", "Section"]

"""What people do in committees."""

from vigie.parliament.acts.question import answer, ask, draft_question, record_answer, withdraw_question
from vigie.parliament.acts.report import adopt, differ, draft_report, table, write_section
from vigie.parliament.acts.seat import add_seat
from vigie.parliament.acts.sitting import schedule

__all__ = [
    "add_seat",
    "adopt",
    "answer",
    "ask",
    "differ",
    "draft_question",
    "draft_report",
    "record_answer",
    "schedule",
    "table",
    "withdraw_question",
    "write_section",
]

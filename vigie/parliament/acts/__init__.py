"""What people do in committees."""

from vigie.parliament.acts.finding import Found, keep_findings, take_over, untie
from vigie.parliament.acts.question import answer, ask, draft_question, record_answer, withdraw_question
from vigie.parliament.acts.report import adopt, differ, draft_report, table, write_section
from vigie.parliament.acts.seat import add_seat
from vigie.parliament.acts.site_visit import cancel_visit, change_visit, make_visit, plan_visit
from vigie.parliament.acts.sitting import schedule

__all__ = [
    "Found",
    "add_seat",
    "adopt",
    "answer",
    "ask",
    "cancel_visit",
    "change_visit",
    "differ",
    "draft_question",
    "draft_report",
    "keep_findings",
    "make_visit",
    "plan_visit",
    "record_answer",
    "schedule",
    "table",
    "take_over",
    "untie",
    "withdraw_question",
    "write_section",
]

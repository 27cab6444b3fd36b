"""What people do in committees."""

from vigie.parliament.acts.finding import Found, keep_findings, take_over, untie
from vigie.parliament.acts.photo import add_photo, choose_photo, remove_photo
from vigie.parliament.acts.question import answer, ask, draft_question, record_answer, withdraw_question
from vigie.parliament.acts.report import adopt, differ, draft_report, table, write_section
from vigie.parliament.acts.seat import add_seat
from vigie.parliament.acts.site_visit import cancel_visit, change_visit, make_visit, plan_visit
from vigie.parliament.acts.sitting import schedule
from vigie.parliament.acts.visit_report import adopt_visit_report, draft_visit_report, table_visit_report

__all__ = [
    "Found",
    "add_photo",
    "add_seat",
    "adopt",
    "adopt_visit_report",
    "answer",
    "ask",
    "cancel_visit",
    "change_visit",
    "choose_photo",
    "differ",
    "draft_question",
    "draft_report",
    "draft_visit_report",
    "keep_findings",
    "make_visit",
    "plan_visit",
    "record_answer",
    "remove_photo",
    "schedule",
    "table",
    "table_visit_report",
    "take_over",
    "untie",
    "withdraw_question",
    "write_section",
]

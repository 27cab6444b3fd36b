"""What people do in committees."""

from vigie.parliament.acts.question import (
    answer,
    ask,
    draft_question,
    record_answer,
    rewrite_question,
    withdraw_question,
)
from vigie.parliament.acts.report import adopt, differ, draft_report, publish, rewrite_report, table
from vigie.parliament.acts.seat import add_seat
from vigie.parliament.acts.sitting import schedule

__all__ = [
    "add_seat", "adopt", "answer", "ask", "differ", "draft_question", "draft_report", "publish", "record_answer",
    "rewrite_question", "rewrite_report", "schedule", "table", "withdraw_question",
]  # fmt: skip

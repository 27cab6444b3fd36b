"""What people do in a committee's work."""

from vigie.parliament.acts.question import answer, ask, draft_question, record_answer, withdraw_question
from vigie.parliament.acts.report import adopt, differ, draft_report, table, write_section

__all__ = [
    "adopt", "answer", "ask", "differ", "draft_question", "draft_report", "record_answer", "table",
    "withdraw_question", "write_section",
]  # fmt: skip

"""What people do in committees."""

from vigie.parliament.acts.declaration import (
    draft_declaration,
    open_for_signature,
    publish_declaration,
    rewrite_declaration,
    sign,
    translate,
)
from vigie.parliament.acts.presidency import (
    add_post,
    end_mandate,
    found_framework,
    join,
    leave,
    mandate,
    set_rule,
)
from vigie.parliament.acts.question import (
    answer,
    ask,
    draft_question,
    record_answer,
    rewrite_question,
    withdraw_question,
)
from vigie.parliament.acts.recommending import recommend_from_declaration, recommend_from_report
from vigie.parliament.acts.report import adopt, differ, draft_report, publish, rewrite_report, table
from vigie.parliament.acts.roadmap import add_point, adopt_roadmap, carry, draft_roadmap, publish_roadmap
from vigie.parliament.acts.seat import add_seat
from vigie.parliament.acts.sitting import schedule

__all__ = [
    "add_point", "add_post", "add_seat", "adopt", "adopt_roadmap", "answer", "ask", "carry", "differ",
    "draft_declaration", "draft_question", "draft_report", "draft_roadmap", "end_mandate", "found_framework",
    "join", "leave", "mandate", "open_for_signature", "publish", "publish_declaration", "publish_roadmap",
    "recommend_from_declaration", "recommend_from_report", "record_answer", "rewrite_declaration",
    "rewrite_question", "rewrite_report", "schedule", "set_rule", "sign", "table", "translate", "withdraw_question",
]  # fmt: skip

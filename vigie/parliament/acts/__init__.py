"""What people do in committees."""

from vigie.parliament.acts.attendance import count_people, record_attendance
from vigie.parliament.acts.calendar import give_key, revoke_key
from vigie.parliament.acts.declaration import (
    draft_declaration,
    publish_declaration,
    rewrite_declaration,
    translate,
)
from vigie.parliament.acts.document import add_document, withdraw_document
from vigie.parliament.acts.finding import Found, keep_findings, take_over, untie
from vigie.parliament.acts.hearing import contribute, hear, strike
from vigie.parliament.acts.minutes import adopt_minutes, draft_minutes, publish_minutes
from vigie.parliament.acts.photo import add_photo, choose_photo, remove_photo
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
    publish_question,
    record_answer,
    rewrite_question,
    withdraw_question,
)
from vigie.parliament.acts.recommending import (
    recommend_from_declaration,
    recommend_from_report,
    recommend_from_sitting,
)
from vigie.parliament.acts.report import adopt, differ, draft_report, publish, rewrite_report, table
from vigie.parliament.acts.roadmap import add_point, adopt_roadmap, carry, draft_roadmap, publish_roadmap
from vigie.parliament.acts.seat import add_seat, amend_seat, set_quorum
from vigie.parliament.acts.signing import open_for_signature, sign
from vigie.parliament.acts.site_visit import cancel_visit, change_visit, make_visit, plan_visit
from vigie.parliament.acts.sitting import (
    cancel,
    close_sitting,
    note_matters,
    open_sitting,
    publish_agenda,
    reschedule,
    schedule,
    set_agenda,
    share_sitting,
)
from vigie.parliament.acts.visit_report import (
    adopt_visit_report,
    draft_visit_report,
    table_visit_report,
    withdraw_visit_report,
)

__all__ = [
    "Found", "add_document", "add_photo", "add_point", "add_post", "add_seat", "adopt", "adopt_minutes",
    "adopt_roadmap", "adopt_visit_report", "amend_seat", "answer", "ask", "cancel", "cancel_visit", "carry",
    "change_visit", "choose_photo", "close_sitting", "contribute", "count_people", "differ",
    "draft_declaration", "draft_minutes", "draft_question", "draft_report", "draft_roadmap",
    "draft_visit_report", "end_mandate", "found_framework", "give_key", "hear", "join", "keep_findings",
    "leave", "make_visit", "mandate", "note_matters", "open_for_signature", "open_sitting", "plan_visit",
    "publish", "publish_agenda", "publish_declaration", "publish_minutes", "publish_question",
    "publish_roadmap", "recommend_from_declaration", "recommend_from_report", "recommend_from_sitting",
    "record_answer", "record_attendance", "remove_photo", "reschedule", "revoke_key", "rewrite_declaration",
    "rewrite_question", "rewrite_report", "schedule", "set_agenda", "set_quorum", "set_rule", "share_sitting",
    "sign", "strike", "table", "table_visit_report", "take_over", "translate", "untie", "withdraw_document",
    "withdraw_question", "withdraw_visit_report",
]  # fmt: skip

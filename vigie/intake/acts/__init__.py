"""What people do at the door: bring files and forms, send a record from the field, fill a form in a browser; answer for
what comes by text message.
"""

from vigie.intake.acts.draft import begin, expire, hold, keep_answers, keep_file, sent, throw_away
from vigie.intake.acts.effort import check_in
from vigie.intake.acts.entity import (
    carry_out_entities,
    carry_out_held_entities,
    delete_entity,
    require_approval,
    settle_entity,
)
from vigie.intake.acts.equipping import (
    add_phone,
    give_field_password,
    move_phone,
    revoke_phone,
    seize_phone,
    take_field_password,
)
from vigie.intake.acts.events import bring
from vigie.intake.acts.filing import file_submissions
from vigie.intake.acts.filled import bring_filled
from vigie.intake.acts.form import (
    add_media,
    close_form,
    draft_form,
    file_again,
    map_form,
    name_fillers,
    publish_form,
    take_up_forms,
)
from vigie.intake.acts.looking import look_at, reject_submission, release_submission
from vigie.intake.acts.mappings import forget_mapping, save_mapping
from vigie.intake.acts.messages import (
    close_gateway,
    confirm_word,
    open_gateway,
    register_number,
    retire_number,
    settle_message,
    withdraw_word,
)
from vigie.intake.acts.opening import file_opened, hand_over
from vigie.intake.acts.places import Edition, bring_boundaries, bring_settlements
from vigie.intake.acts.reviewing import approve_submission, disbelieve_submission, mark_issues
from vigie.intake.acts.submission import receive

__all__ = [
    "Edition", "add_media", "add_phone", "approve_submission", "begin", "bring", "bring_boundaries", "bring_filled",
    "bring_settlements", "carry_out_entities", "carry_out_held_entities", "check_in", "close_form",
    "close_gateway", "confirm_word", "delete_entity", "disbelieve_submission", "draft_form", "expire", "file_again",
    "file_opened", "file_submissions", "forget_mapping", "give_field_password", "hand_over", "hold", "keep_answers",
    "keep_file", "look_at", "map_form", "mark_issues", "move_phone", "name_fillers", "open_gateway", "publish_form",
    "receive", "register_number", "reject_submission", "release_submission", "require_approval",
    "retire_number", "revoke_phone", "save_mapping", "seize_phone", "sent", "settle_entity",
    "settle_message", "take_field_password", "take_up_forms", "throw_away", "withdraw_word",
]  # fmt: skip

"""What people do at the door: bring a file of events, of boundaries, of settlements; send a record from the field;
answer for what comes by text message.
"""

from vigie.intake.acts.entity import (
    carry_out_entities,
    carry_out_held_entities,
    delete_entity,
    require_approval,
    settle_entity,
)
from vigie.intake.acts.events import bring
from vigie.intake.acts.filing import file_submissions
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
from vigie.intake.acts.messages import (
    close_gateway,
    confirm_word,
    open_gateway,
    register_number,
    retire_number,
    settle_message,
    withdraw_word,
)
from vigie.intake.acts.places import Edition, bring_boundaries, bring_settlements
from vigie.intake.acts.submission import receive

__all__ = [
    "Edition", "add_media", "bring", "bring_boundaries", "bring_settlements", "carry_out_entities",
    "carry_out_held_entities", "close_form", "close_gateway", "confirm_word", "delete_entity", "draft_form",
    "file_again", "file_submissions", "map_form", "name_fillers", "open_gateway", "publish_form", "receive",
    "register_number", "require_approval", "retire_number", "settle_entity", "settle_message",
    "take_up_forms", "withdraw_word",
]  # fmt: skip

"""What people do at the door: bring a file of events, of boundaries, of settlements; send a record from the field;
answer for what comes by text message.
"""

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
from vigie.intake.acts.filled import bring_filled
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
from vigie.intake.acts.places import Edition, bring_boundaries, bring_settlements
from vigie.intake.acts.submission import receive

__all__ = [
    "Edition", "add_phone", "bring", "bring_boundaries", "bring_filled", "bring_settlements",
    "carry_out_entities", "carry_out_held_entities", "check_in", "close_gateway", "confirm_word",
    "delete_entity", "forget_mapping", "give_field_password", "look_at", "move_phone", "open_gateway",
    "receive", "register_number", "reject_submission", "release_submission", "require_approval",
    "retire_number", "revoke_phone", "save_mapping", "seize_phone", "settle_entity", "settle_message",
    "take_field_password", "withdraw_word",
]  # fmt: skip

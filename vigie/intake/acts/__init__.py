"""What people do at the door: bring a file of events, of boundaries, of settlements; send a record from the field."""

from vigie.intake.acts.effort import check_in
from vigie.intake.acts.equipping import (
    add_phone,
    give_field_password,
    move_phone,
    revoke_phone,
    seize_phone,
    take_field_password,
)
from vigie.intake.acts.events import bring
from vigie.intake.acts.looking import look_at, reject_submission, release_submission
from vigie.intake.acts.mappings import forget_mapping, save_mapping
from vigie.intake.acts.places import Edition, bring_boundaries, bring_settlements
from vigie.intake.acts.submission import receive

__all__ = [
    "Edition", "add_phone", "bring", "bring_boundaries", "bring_settlements", "check_in",
    "forget_mapping", "give_field_password",
    "look_at", "move_phone", "receive", "reject_submission", "release_submission", "revoke_phone", "save_mapping", "seize_phone",
    "take_field_password",
]  # fmt: skip

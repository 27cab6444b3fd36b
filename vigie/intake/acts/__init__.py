"""What people do at the door: bring a file of events, of boundaries, of settlements; send a record from the field;
answer for what comes by text message.
"""

from vigie.intake.acts.events import bring
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
    "Edition", "bring", "bring_boundaries", "bring_settlements", "close_gateway", "confirm_word", "open_gateway",
    "receive", "register_number", "retire_number", "settle_message", "withdraw_word",
]  # fmt: skip

"""What people do in committees."""

from vigie.parliament.acts.attendance import count_people, record_attendance
from vigie.parliament.acts.calendar import give_key, revoke_key
from vigie.parliament.acts.document import add_document, withdraw_document
from vigie.parliament.acts.hearing import contribute, hear
from vigie.parliament.acts.minutes import adopt_minutes, draft_minutes, publish_minutes
from vigie.parliament.acts.seat import add_seat, amend_seat, set_quorum
from vigie.parliament.acts.sitting import (
    cancel,
    close_sitting,
    open_sitting,
    publish_agenda,
    reschedule,
    schedule,
    set_agenda,
    share_sitting,
)

__all__ = [
    "add_document", "add_seat", "adopt_minutes", "amend_seat", "cancel", "close_sitting", "contribute", "count_people",
    "draft_minutes", "give_key", "hear", "open_sitting", "publish_agenda", "publish_minutes", "record_attendance",
    "reschedule", "revoke_key", "schedule", "set_agenda", "set_quorum", "share_sitting", "withdraw_document",
]  # fmt: skip

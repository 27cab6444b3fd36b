"""What people do with circles and with what is shared; one act leaves one line in the ledger."""

from vigie.sharing.acts.circle import change_circle, close_circle, make_circle
from vigie.sharing.acts.consent import agree, ask, refuse
from vigie.sharing.acts.hold import hold, lift
from vigie.sharing.acts.item import address, extend, redact, share, undo, undoable, withdraw

__all__ = [
    "address", "agree", "ask", "change_circle", "close_circle", "extend", "hold", "lift", "make_circle", "redact",
    "refuse", "share", "undo", "undoable", "withdraw",
]  # fmt: skip

"""What people do with circles and with what is shared; one act leaves one line in the ledger."""

from vigie.sharing.acts.circle import change_circle, close_circle, make_circle
from vigie.sharing.acts.consent import agree, ask, refuse
from vigie.sharing.acts.hold import hold, lift
from vigie.sharing.acts.item import address, extend, redact, share, undo, withdraw
from vigie.sharing.acts.request import answer, inquire, refuse_request, thank, withdraw_request

__all__ = [
    "address", "agree", "answer", "ask", "change_circle", "close_circle", "extend", "hold", "inquire", "lift", "make_circle", "redact",
    "refuse", "refuse_request", "share", "thank", "undo", "withdraw", "withdraw_request",
]  # fmt: skip

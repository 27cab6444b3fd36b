"""What people do with correspondents and packages; one act leaves one line in the ledger."""

from vigie.exchange.acts.fault import look_at_fault
from vigie.exchange.acts.keys import begin_anew, change_keys
from vigie.exchange.acts.peer import confirm_peer, propose_peer, stop_peer
from vigie.exchange.acts.question import answer_question
from vigie.exchange.acts.receiving import receive
from vigie.exchange.acts.sending import give, write_package

__all__ = [
    "answer_question", "begin_anew", "change_keys", "confirm_peer", "give", "look_at_fault", "propose_peer", "receive",
    "stop_peer", "write_package",
]  # fmt: skip

"""What is done here: match reports, and answer about pairs of them."""

from vigie.counting.acts.asking import agree, ask, close, hold_round, withdraw_question
from vigie.counting.acts.deciding import CannotUndo, answer, set_apart, undo
from vigie.counting.acts.matching import match, match_arrivals

__all__ = [
    "CannotUndo", "agree", "answer", "ask", "close", "hold_round", "match", "match_arrivals", "set_apart", "undo",
    "withdraw_question",
]  # fmt: skip

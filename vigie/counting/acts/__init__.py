"""What is done here: match reports, answer about pairs and proposals, read pairs blind, ask blindly, and estimate."""

from vigie.counting.acts.asking import agree, ask, close, hold_round, withdraw_question
from vigie.counting.acts.deciding import CannotUndo, answer, set_apart, undo
from vigie.counting.acts.estimating import estimate_unreported
from vigie.counting.acts.matching import match, match_arrivals
from vigie.counting.acts.proposing import accept, decline
from vigie.counting.acts.reading import draw_sample, read, settle, take_back_reading

__all__ = [
    "CannotUndo",
    "accept",
    "agree",
    "answer",
    "ask",
    "close",
    "decline",
    "draw_sample",
    "estimate_unreported",
    "hold_round",
    "match",
    "match_arrivals",
    "read",
    "set_apart",
    "settle",
    "take_back_reading",
    "undo",
    "withdraw_question",
]

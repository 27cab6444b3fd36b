"""What is done here: match reports, answer about pairs and about what a run proposed, and read pairs blind."""

from vigie.counting.acts.deciding import CannotUndo, answer, set_apart, undo
from vigie.counting.acts.matching import match, match_arrivals, never_compared
from vigie.counting.acts.proposing import accept, decline
from vigie.counting.acts.reading import draw_if_due, draw_sample, read, settle, take_back_reading

__all__ = [
    "CannotUndo",
    "accept",
    "answer",
    "decline",
    "draw_if_due",
    "draw_sample",
    "match",
    "match_arrivals",
    "never_compared",
    "read",
    "set_apart",
    "settle",
    "take_back_reading",
    "undo",
]

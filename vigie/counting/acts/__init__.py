"""What is done here: match reports, and answer about pairs of them and about what a run proposed."""

from vigie.counting.acts.deciding import CannotUndo, answer, set_apart, undo
from vigie.counting.acts.matching import match, match_arrivals
from vigie.counting.acts.proposing import accept, decline

__all__ = ["CannotUndo", "accept", "answer", "decline", "match", "match_arrivals", "set_apart", "undo"]

"""What is done here: match reports, answer about pairs of them, and estimate what nobody reported."""

from vigie.counting.acts.deciding import CannotUndo, answer, set_apart, undo
from vigie.counting.acts.estimating import estimate_unreported
from vigie.counting.acts.matching import match, match_arrivals

__all__ = ["CannotUndo", "answer", "estimate_unreported", "match", "match_arrivals", "set_apart", "undo"]

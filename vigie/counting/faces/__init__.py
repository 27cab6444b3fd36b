"""What each audience is shown of this room."""

from vigie.counting.faces.pair import ComparedPair, ListedPair
from vigie.counting.faces.question import AskedQuestion, Asking, ListedQuestion

__all__ = ["AskedQuestion", "Asking", "ComparedPair", "ListedPair", "ListedQuestion"]

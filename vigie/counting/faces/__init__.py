"""What each audience is shown of this room."""

from vigie.counting.faces.pair import ComparedPair, ListedPair
from vigie.counting.faces.question import AskedInquiry, Asking, ListedInquiry

__all__ = ["AskedInquiry", "Asking", "ComparedPair", "ListedInquiry", "ListedPair"]

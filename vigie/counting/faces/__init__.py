"""What each audience is shown of this room."""

from vigie.counting.faces.pair import ComparedPair, ListedPair

__all__ = ["ComparedPair", "ListedPair"]

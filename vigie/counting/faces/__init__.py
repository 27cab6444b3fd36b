"""What each audience is shown of this room."""

from vigie.counting.faces.pair import ComparedPair, ListedPair
from vigie.counting.faces.proposal import ListedProposal, ProposedChange

__all__ = ["ComparedPair", "ListedPair", "ListedProposal", "ProposedChange"]

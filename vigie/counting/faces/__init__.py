"""What each audience is shown of this room."""

from vigie.counting.faces.combination import CombinedLists
from vigie.counting.faces.estimate import EstimatedStratum
from vigie.counting.faces.model import EstimatedModel
from vigie.counting.faces.pair import ComparedPair, ListedPair
from vigie.counting.faces.proposal import ListedProposal, ProposedChange

__all__ = [
    "CombinedLists", "ComparedPair", "EstimatedModel", "EstimatedStratum", "ListedPair", "ListedProposal",
    "ProposedChange",
]  # fmt: skip

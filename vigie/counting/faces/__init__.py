"""What each audience is shown of this room."""

from vigie.counting.faces.blind import BlindPair, DisputedPair
from vigie.counting.faces.combination import CombinedLists
from vigie.counting.faces.estimate import EstimatedStratum
from vigie.counting.faces.learning import Learning
from vigie.counting.faces.model import EstimatedModel
from vigie.counting.faces.pair import ComparedPair, JoinedPair, ListedPair, WhyJoined
from vigie.counting.faces.proposal import ListedProposal, ProposedChange
from vigie.counting.faces.question import AskedInquiry, Asking, ListedInquiry
from vigie.counting.faces.reliability import (
    Checked,
    ClassRead,
    HowSure,
    MonthRead,
    Performance,
    StratumDrawn,
    StratumRead,
)
from vigie.counting.faces.stake import WhatHangs

__all__ = [
    "AskedInquiry",
    "Asking",
    "BlindPair",
    "Checked",
    "ClassRead",
    "CombinedLists",
    "ComparedPair",
    "DisputedPair",
    "EstimatedModel",
    "EstimatedStratum",
    "HowSure",
    "JoinedPair",
    "Learning",
    "ListedInquiry",
    "ListedPair",
    "ListedProposal",
    "MonthRead",
    "Performance",
    "ProposedChange",
    "StratumDrawn",
    "StratumRead",
    "WhatHangs",
    "WhyJoined",
]

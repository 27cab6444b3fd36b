"""What each audience is shown of this room."""

from vigie.counting.faces.blind import BlindPair, DisputedPair
from vigie.counting.faces.learning import Learning
from vigie.counting.faces.pair import ComparedPair, JoinedPair, ListedPair
from vigie.counting.faces.proposal import ListedProposal, ProposedChange
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
    "BlindPair",
    "Checked",
    "ClassRead",
    "ComparedPair",
    "DisputedPair",
    "HowSure",
    "JoinedPair",
    "Learning",
    "ListedPair",
    "ListedProposal",
    "MonthRead",
    "Performance",
    "ProposedChange",
    "StratumDrawn",
    "StratumRead",
    "WhatHangs",
]

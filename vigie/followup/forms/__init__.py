"""Reading what people say about recommendations."""

from vigie.followup.forms.asking import Asked, Filter, Parts
from vigie.followup.forms.steps import (
    Claim,
    Closing,
    Counted,
    Found,
    How,
    Issued,
    Merging,
    Milestones,
    Paper,
    Position,
    Publishing,
    Reached,
    Reply,
    Seen,
    Undertaking,
    Withdrawing,
)

__all__ = [
    "Asked", "Claim", "Closing", "Counted", "Filter", "Found", "How", "Issued", "Merging", "Milestones", "Paper",
    "Parts", "Position", "Publishing", "Reached", "Reply", "Seen", "Undertaking", "Withdrawing",
]  # fmt: skip

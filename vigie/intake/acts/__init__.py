"""What people do at the door: bring a file of events, of boundaries, of settlements; send a record from the field."""

from vigie.intake.acts.draft import begin, hold, keep_answers, keep_file, sent, throw_away
from vigie.intake.acts.events import bring
from vigie.intake.acts.places import Edition, bring_boundaries, bring_settlements
from vigie.intake.acts.submission import receive

__all__ = [
    "Edition",
    "begin",
    "bring",
    "bring_boundaries",
    "bring_settlements",
    "hold",
    "keep_answers",
    "keep_file",
    "receive",
    "sent",
    "throw_away",
]

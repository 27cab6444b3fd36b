"""What people do at the door: bring a file of events, of boundaries, of settlements; send a record from the field."""

from vigie.intake.acts.events import bring
from vigie.intake.acts.places import Edition, bring_boundaries, bring_settlements
from vigie.intake.acts.submission import receive

__all__ = ["Edition", "bring", "bring_boundaries", "bring_settlements", "receive"]

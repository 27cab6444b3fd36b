"""What people do in committees."""

from vigie.parliament.acts.seat import add_seat
from vigie.parliament.acts.sitting import schedule

__all__ = ["add_seat", "schedule"]

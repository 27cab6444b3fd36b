"""What people do in committees."""

from vigie.parliament.acts.finding import Found, keep_findings, take_over, untie
from vigie.parliament.acts.seat import add_seat
from vigie.parliament.acts.site_visit import cancel_visit, change_visit, make_visit, plan_visit
from vigie.parliament.acts.sitting import schedule

__all__ = [
    "Found", "add_seat", "cancel_visit", "change_visit", "keep_findings", "make_visit", "plan_visit", "schedule",
    "take_over", "untie",
]  # fmt: skip

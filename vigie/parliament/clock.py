"""The time that clocks show where a committee sits: Niamey is an hour ahead of Bamako and Ouagadougou."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONES = {"BF": "Africa/Ouagadougou", "ML": "Africa/Bamako", "NE": "Africa/Niamey"}


def zone_of(country: str) -> ZoneInfo:
    """The zone of a country; the installation's own for a body of several."""
    return ZoneInfo(ZONES[country]) if country in ZONES else timezone.get_default_timezone()


def local(at: datetime, country: str) -> datetime:
    """A moment as the clock there shows it, without its zone."""
    return at.astimezone(zone_of(country)).replace(tzinfo=None)


def moment(day: date, clock: time, country: str) -> datetime:
    """The moment at which the clock there shows this."""
    return datetime.combine(day, clock, zone_of(country))

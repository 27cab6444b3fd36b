"""The invented bodies and the people who act for them, by country."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from vigie.directory.models import Account, Organisation
from vigie.parliament.models import Sitting

COUNTRIES = ("BF", "ML", "NE")
OBSERVATORIES = {"BF": "a", "ML": "b", "NE": "d"}


def account(role: str, country: str) -> Account:
    """Who has a role in a country's committee or ministry."""
    return Account.objects.select_related("organisation").get(username=f"{role}-{country.lower()}")


def observer(country: str) -> Account:
    """The analyst of an observatory of the country."""
    return Account.objects.select_related("organisation").get(username=f"analyste-{OBSERVATORIES[country]}")


def body(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def committee(country: str) -> Organisation:
    return body(f"commission-defense-{country.lower()}")


def ministry(country: str) -> Organisation:
    return body(f"ministere-securite-{country.lower()}")


def is_done() -> bool:
    """Whether the committees have sat already: all of their work is made in one go."""
    return Sitting.objects.exists()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day; the region keeps Greenwich time, as Burkina Faso and Mali do."""
    return datetime.combine(day, time(hour, minute), UTC)

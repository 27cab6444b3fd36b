"""Short ways to write down an account."""

from datetime import date

from vigie.core import dates
from vigie.core.pairing import Account
from vigie.core.statement import Actor, Spot

DORI = Spot("Dori", ("BF",), 14.03, -0.03, "near", None, ((1, "BF56"), (2, "BF5602")))


def account(id=1, source="a", on=12, spots=(DORI,), kind="attack-civilians", **more):
    """An account of something near Dori in March 2026; `on` is a day of that month or a When."""
    when = on if isinstance(on, dates.When) else dates.day(date(2026, 3, on))
    return Account(id, source, when, spots, kind, **more)


def initiator(kind, name=""):
    return (Actor("initiator", kind, name),)

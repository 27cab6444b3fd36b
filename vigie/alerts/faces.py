"""What a person is told: small things with their summary and context, and what may not be said aloud."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vigie.web import words


@dataclass(frozen=True)
class Told:
    """One thing that is new, changed or coming. No narrative, no name of a person, no place finer than an area.

    `address` is a path of this node. `at` is when it became so for this reader; of what is coming, when it comes.
    """

    key: str
    title: str
    summary: str
    context: str
    address: str
    at: datetime
    tlp: str


@dataclass(frozen=True)
class Marked:
    """How many things of one mark are not told here."""

    tlp: str
    count: int

    @property
    def sentence(self) -> str:
        said = ngettext(
            "%(n)s item marked %(tlp)s, sign in to read it.", "%(n)s items marked %(tlp)s, sign in to read them.",
            self.count,
        )  # fmt: skip
        return said % {"n": words.number(self.count), "tlp": self.tlp}


@dataclass(frozen=True)
class Part:
    """What one saved search has to tell. `more` is how many of it were left out for length."""

    name: str
    kind: str
    address: str
    told: tuple[Told, ...] = ()
    marked: tuple[Marked, ...] = ()
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.told) + self.more + sum(each.count for each in self.marked)


@dataclass(frozen=True)
class Digest:
    """What one mail says, before it is put in words."""

    parts: tuple[Part, ...] = ()
    coming: Part | None = None
    fictional: bool = False
    leave: str = ""  # address that ends the subscription
    settings: str = ""  # address of the page where it is changed
    node: str = ""

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return not self.count and not (self.coming and self.coming.count)


@dataclass(frozen=True)
class KeptSearch:
    """A saved search on its owner's page."""

    uuid: str
    name: str
    kind: str
    asked: str
    address: str
    in_mail: bool
    open: bool  # whether its owner may still read that list


@dataclass(frozen=True)
class OwnMail:
    """One's own subscription by mail."""

    mailbox: str
    when: str
    language: str
    confirmed: bool
    asked: bool  # whether a mail server took the mail that asks the mailbox
    last: str = ""  # what became of the last digest
    failed: bool = False


@dataclass(frozen=True)
class OwnAlerts:
    """Everything on the page of alerts."""

    searches: tuple[KeptSearch, ...]
    mail: OwnMail | None
    has_feed: bool
    feed_since: str = ""
    lists: tuple[tuple[str, str], ...] = field(default=())  # name and address of the lists one may follow


def rhythm_in_words(rhythm: str, weekday: str, hour: int) -> str:
    """ "every Monday from 7 o'clock on"."""
    if rhythm == "daily":
        return _("every day, from %(hour)s:00 on") % {"hour": hour}
    return _("every %(weekday)s, from %(hour)s:00 on") % {"weekday": str(weekday).lower(), "hour": hour}

"""The law of what is shared on terms, in plain Python: who reads what, and what a mark lets them do further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

RED, CLEAR, GREEN = "TLP:RED", "TLP:CLEAR", "TLP:GREEN"


@dataclass(frozen=True)
class Ring:
    """A circle: bodies and persons by their keys. A closed one, like an empty one, is nobody's."""

    bodies: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()
    is_closed: bool = False

    def has_body(self, body: int) -> bool:
        return not self.is_closed and body in self.bodies

    def names(self, person: int) -> bool:
        return not self.is_closed and person in self.persons


@dataclass(frozen=True)
class Conditions:
    """The terms of one thing. Times are all naive or all aware; None is never."""

    originator: int
    country: str  # of the originator; "" for a body of several countries
    tlp: str
    rings: tuple[Ring, ...] = ()
    embargo_until: datetime | None = None
    expires_at: datetime | None = None
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def in_force(self, now: datetime) -> bool:
        """Whether they are open to others than the originator at all."""
        return (
            (self.embargo_until is None or self.embargo_until <= now)
            and (self.expires_at is None or now < self.expires_at)
            and self.withdrawn_at is None
        )

    def is_public(self, now: datetime) -> bool:
        return self.tlp == CLEAR and self.published_at is not None and self.published_at <= now


@dataclass(frozen=True)
class Reader:
    """Who asks: their account, their body and its country. With no body: the public, and roles outside every body."""

    person: int | None = None
    body: int | None = None
    country: str = ""


@dataclass(frozen=True)
class Stop:
    """A hold in force on a country: on what it gave ("given"), or on what it was given too ("both")."""

    country: str
    reach: str


def reads(reader: Reader, terms: Conditions, stops: tuple[Stop, ...], now: datetime) -> bool:
    """Whether this reader may read what the terms guard."""
    named = any(ring.names(reader.person) for ring in terms.rings)
    if reader.body is not None and reader.body == terms.originator:
        return terms.tlp != RED or named
    if not terms.in_force(now) or _held(terms, reader, stops):
        return False
    if terms.is_public(now):
        return True
    if reader.body is None or not _may_enter(terms, reader, stops):
        return False
    return named or (terms.tlp != RED and any(ring.has_body(reader.body) for ring in terms.rings))


def arrives(reader: Reader, terms: Conditions, stops: tuple[Stop, ...], now: datetime) -> bool:
    """Whether what these terms guard may be delivered to this reader's body, to which it is put without a circle."""
    return (
        reader.body is not None
        and terms.tlp != RED
        and terms.in_force(now)
        and not _held(terms, reader, stops)
        and _may_enter(terms, reader, stops)
    )


def _held(terms: Conditions, reader: Reader, stops: tuple[Stop, ...]) -> bool:
    return any(stop.country == terms.country != reader.country for stop in stops)


def _may_enter(terms: Conditions, reader: Reader, stops: tuple[Stop, ...]) -> bool:
    shut = any(stop.reach == "both" and stop.country == reader.country for stop in stops)
    return not shut or terms.country == reader.country


def may_be_quoted_in_mail(tlp: str) -> bool:
    """Whether title and summary may stand in a message that leaves the installation: GREEN and CLEAR alone."""
    return tlp in (CLEAR, GREEN)


def may_be_announced_by_mail(tlp: str) -> bool:
    """Whether a message may say at all that something waits. Of TLP:RED it says nothing."""
    return tlp != RED

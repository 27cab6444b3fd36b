"""What the comparison needs to know of one report."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.core.dates import When
from vigie.core.statement import Actor, Origin, Spot, Statement

Bounds = tuple[int, int, int]

# Harms compared beside the dead, in this order.
OTHER_HARMS = ("injured", "abducted", "detained", "missing", "sexual_violence", "displaced")

# Groups that exclude one another. Health workers, teachers and the like are civilians and would count twice.
SIDES = ("civilian", "state", "armed_group", "unknown")


@dataclass(frozen=True)
class Account:
    """One organisation's account of something that happened, as it is compared with others.

    `id` is stable and unique among the accounts compared; `source` is the organisation's slug. `killed` is
    (low, best, high) in people, or None where the report does not know, was not asked or withholds it: none
    of these is zero. `harmed` is the same for other harms that the report knows the number of. `spots` keep
    the areas as said; P-codes nest by their digits, names do not.
    """

    id: int | str
    source: str
    when: When
    spots: tuple[Spot, ...] = ()
    event_type: str = "unknown"
    actors: tuple[Actor, ...] = ()
    killed: Bounds | None = None
    harmed: tuple[tuple[str, Bounds], ...] = ()
    origins: tuple[Origin, ...] = ()
    text: str = ""

    @property
    def initiators(self) -> tuple[Actor, ...]:
        return tuple(actor for actor in self.actors if actor.role == "initiator")

    @property
    def targets(self) -> tuple[Actor, ...]:
        return tuple(actor for actor in self.actors if actor.role == "target")


def order_of(id: int | str) -> tuple[bool, int | str]:
    """A key that sorts numbers and strings together."""
    return isinstance(id, str), id


def account_of(statement: Statement, *, id: int | str, source: str) -> Account:
    """Draw the account from a statement. A toll is that of everybody, else the sides' summed up."""
    harmed = ((harm, _bounds_of(statement, harm)) for harm in OTHER_HARMS)
    return Account(
        id=id,
        source=source,
        when=statement.when,
        spots=statement.spots,
        event_type=statement.event_type,
        actors=statement.actors,
        killed=_bounds_of(statement, "killed"),
        harmed=tuple((harm, bounds) for harm, bounds in harmed if bounds is not None),
        origins=statement.origins,
        text=statement.text,
    )


def _bounds_of(statement: Statement, harm: str) -> Bounds | None:
    known = [toll for toll in statement.tolls if toll.harm == harm and toll.status == "known"]
    known = [toll for toll in known if toll.sex == "all" and toll.age == "all"]
    everybody = [toll for toll in known if toll.group == "all"][:1]
    sides = [toll for toll in known if toll.group in SIDES]
    counts = [_bounds(toll.low, toll.best, toll.high) for toll in everybody or sides or known]
    counts = [count for count in counts if count is not None]
    if not counts:
        return None
    return tuple(sum(parts) for parts in zip(*counts, strict=True))


def _bounds(low: int | None, best: int | None, high: int | None) -> Bounds | None:
    given = [number for number in (best, low, high) if number is not None]
    if not given:
        return None
    middle = given[0]
    return (
        min(middle, middle if low is None else low),
        middle,
        max(middle, middle if high is None else high),
    )

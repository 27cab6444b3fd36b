"""What of a figure drawn from everybody's reports one reader may be told.

A count tells of incidents that its reader may not read. It is told where these are none or at least `LEAST`, so
that nobody learns of one incident by taking what they may read from what is counted. What is left out is left
out together with enough beside it: a single blank under a total is no secret.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from vigie import access

LEAST = 5


@dataclass(frozen=True)
class Count:
    """Incidents that a reader may read, and those that they may not."""

    seen: int = 0
    hidden: int = 0

    @property
    def all(self) -> int:
        return self.seen + self.hidden

    @property
    def may_be_told(self) -> bool:
        return not 0 < self.hidden < LEAST

    def __add__(self, other: Count) -> Count:
        return Count(self.seen + other.seen, self.hidden + other.hidden)


@dataclass(frozen=True)
class Sight:
    """Which incidents a reader may read, as pairs of an audience and a state: the law speaks of nothing else
    to those who see estimates.
    """

    pairs: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, actor) -> Sight:
        seen = access.rows(actor, "see", "monitoring.Incident").order_by()
        return cls(frozenset(seen.values_list("audience_id", "state").distinct()))

    def count(self, held: Iterable[tuple[int, str, int]]) -> Count:
        """`held`: (audience, state, incidents)."""
        found = Count()
        for audience, state, incidents in held:
            found += self._of(audience, state, incidents)
        return found

    def by_pattern(self, tallies: Iterable[tuple[int, int, str, int]]) -> dict[int, Count]:
        """`tallies`: (pattern, audience, state, incidents)."""
        found: dict[int, Count] = defaultdict(Count)
        for pattern, audience, state, incidents in tallies:
            found[pattern] += self._of(audience, state, incidents)
        return dict(found)

    def sampled(self, rows: Iterable[tuple[int, str, int, list[int]]]) -> tuple[int, list[int]]:
        """How many incidents this reader saw held, and how many in each sampled clustering."""
        mine = [(held, draws) for audience, state, held, draws in rows if (audience, state) in self.pairs]
        return sum(held for held, _draws in mine), [sum(each) for each in zip(*(d for _held, d in mine), strict=True)]

    def _of(self, audience: int, state: str, incidents: int) -> Count:
        return Count(incidents, 0) if (audience, state) in self.pairs else Count(0, incidents)


def withheld(parts: Mapping[Hashable, Count], whole: Count) -> set[Hashable]:
    """The parts of a whole that are not told, though the whole is.

    `parts` may leave a rest of the whole (what lies in none of them): it is never told by itself, but can be
    reckoned. As long as what is left out together holds too few hidden incidents, the next smallest goes too.
    """
    if not whole.may_be_told:
        return set(parts)
    out = {name for name, count in parts.items() if not count.may_be_told}
    together = whole.hidden - sum(count.hidden for name, count in parts.items() if name not in out)
    others = sorted((n for n in parts if n not in out and parts[n].hidden), key=lambda n: (parts[n].hidden, str(n)))
    for name in others:
        if not 0 < together < LEAST:
            break
        out.add(name)
        together += parts[name].hidden
    return out

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
from vigie.counting.models import EstimateRun

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
    """What a reader may read: incidents, as pairs of an audience and a state (to those who see estimates the law
    speaks of nothing else), and reports, by their audience. `reads` says for each of a run's readers whether
    this one may read what is counted there: the incident, or every report that was compared.
    """

    pairs: frozenset[tuple[int, str]]
    reads: tuple[bool, ...]

    @classmethod
    def of(cls, actor, run: EstimateRun) -> Sight:
        incidents = access.rows(actor, "see", "monitoring.Incident").order_by()
        reports = access.rows(actor, "see", "monitoring.Report").order_by()
        pairs = frozenset(incidents.values_list("audience_id", "state").distinct())
        audiences = set(reports.values_list("audience_id", flat=True).distinct())
        reads = tuple(
            (audience, state) in pairs or audiences.issuperset(compared)
            for compared, audience, state in run.readers
        )
        return cls(pairs, reads)

    def count(self, held: Iterable[tuple[int, int]]) -> Count:
        """`held`: (place among the run's readers, incidents)."""
        return sum((self._of(*each) for each in held), Count())

    def by_pattern(self, tallies: Iterable[tuple[int, int, int]]) -> dict[int, Count]:
        """`tallies`: (pattern, place among the run's readers, incidents)."""
        found: dict[int, Count] = defaultdict(Count)
        for pattern, *held in tallies:
            found[pattern] += self._of(*held)
        return dict(found)

    def sampled(self, rows: Iterable[tuple[int, str, int, list[int]]]) -> tuple[int, list[int]]:
        """How many incidents this reader saw held, and how many in each sampled clustering."""
        mine = [(held, draws) for audience, state, held, draws in rows if (audience, state) in self.pairs]
        return sum(held for held, _draws in mine), [
            sum(each) for each in zip(*(d for _held, d in mine), strict=True)
        ]

    def _of(self, reader: int, incidents: int) -> Count:
        return Count(incidents, 0) if self.reads[reader] else Count(0, incidents)


def withheld(parts: Mapping[Hashable, Count], whole: Count) -> set[Hashable]:
    """The parts of a whole that are not told, though the whole is.

    `parts` may leave a rest of the whole (what lies in none of them): it is never told by itself, but can be
    reckoned. As long as what is left out together holds too few hidden incidents, the next smallest goes too.
    """
    if not whole.may_be_told:
        return set(parts)
    out = {name for name, count in parts.items() if not count.may_be_told}
    together = whole.hidden - sum(count.hidden for name, count in parts.items() if name not in out)
    others = sorted(
        (n for n in parts if n not in out and parts[n].hidden), key=lambda n: (parts[n].hidden, str(n))
    )
    for name in others:
        if not 0 < together < LEAST:
            break
        out.add(name)
        together += parts[name].hidden
    return out

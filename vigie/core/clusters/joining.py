"""Joining groups of reports by average link, with what people decided always obeyed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from vigie.core.pairing.candidates import order_of
from vigie.core.pairing.matcher import Pair
from vigie.core.pairing.weights import Decisions

Id = int | str


@dataclass(frozen=True)
class Member:
    """A report in a cluster, its weakest link there, and the mean probability of its links.

    A link to a report too far away to be compared counts with `Decisions.absent_bits`. A report alone in its
    cluster has no links: `weakest` is None and `mean` 1.
    """

    id: Id
    weakest: Pair | None
    mean: float


@dataclass(frozen=True)
class Cluster:
    """Reports held to tell of one incident, in the order of their ids. `mean` is over all its pairs."""

    members: tuple[Member, ...]
    mean: float

    @property
    def ids(self) -> tuple[Id, ...]:
        return tuple(member.id for member in self.members)


@dataclass(frozen=True)
class Conflict:
    """A "same" that could not be obeyed, since it would put the pair `against` into one cluster.

    `because` is "cannot" (a person called that pair different) or "access" (it may not be read mutually)."""

    one: Id
    other: Id
    because: str
    against: tuple[Id, Id]


@dataclass(frozen=True)
class Constraints:
    """What people decided, as pairs of ids, and who may read whom.

    `may_join(a, b)` says whether the organisations of two reports may read both; where it says no, the two
    never stand in one cluster, not even by way of a third.
    """

    same: frozenset[tuple[Id, Id]] = frozenset()
    different: frozenset[tuple[Id, Id]] = frozenset()
    may_join: Callable[[Id, Id], bool] | None = None


class Joining:
    """Greedy average link: the two groups with the highest mean bits join, as long as the mean suffices.

    Groups with a name in `standing` may each take reports in but never join one another.
    """

    def __init__(
        self,
        source_of: Mapping[Id, str],
        pairs: Iterable[Pair],
        constraints: Constraints,
        decisions: Decisions,
    ) -> None:
        self.source_of = source_of
        self.constraints = constraints
        self.decisions = decisions
        self.bits = {(pair.one, pair.other): pair.bits for pair in pairs}
        self.forbidden = {sorted_ids(pair) for pair in constraints.different}
        self.groups: dict[Id, list[Id]] = {}  # root → members; the root is the first in the order of ids
        self.root: dict[Id, Id] = {}
        self.tellers: dict[Id, Counter[str]] = {}  # root → organisation → number of its reports
        self.sums: dict[Id, dict[Id, tuple[float, int]]] = {}  # root → root → (bits, pairs compared)
        self.standing: dict[Id, str] = {}  # root → the name of the standing cluster that it is
        self.held_back: set[tuple[str, str]] = set()  # standing clusters that would have joined
        self.conflicts: list[Conflict] = []
        self._heap: list[tuple] = []

    def start(self, ids: Iterable[Id], name: str | None = None) -> None:
        """Set up one group. Its members are joined already, if more than one."""
        members = sorted(ids, key=order_of)
        self.tellers[members[0]] = Counter(self.source_of[id] for id in members)
        self.groups[members[0]] = members
        self.root.update(dict.fromkeys(members, members[0]))
        if name is not None:
            self.standing[members[0]] = name

    def obey(self) -> None:
        """Join what people called the same, likeliest first; note where that contradicts another decision."""
        same = {sorted_ids(pair) for pair in self.constraints.same}
        for one, other in sorted(
            same, key=lambda p: (-self.bits.get(p, 0.0), order_of(p[0]), order_of(p[1]))
        ):
            if one not in self.root or other not in self.root or self.root[one] == self.root[other]:
                continue
            against = self._obstacle(self.root[one], self.root[other])
            if against:
                self.conflicts.append(Conflict(one, other, *against))
            else:
                self._join(self.root[one], self.root[other])

    def run(self) -> None:
        self._add_up()
        for a in self.groups:
            for b in self.sums.get(a, ()):
                if order_of(a) < order_of(b):
                    self._offer(a, b)
        while self._heap:
            _, _, _, a, b, sizes = heappop(self._heap)
            if self._is_stale(a, b, sizes):
                continue
            if not self._obstacle(a, b):
                self._join(a, b)

    def mean(self, a: Id, b: Id) -> float:
        """Mean bits of all cross pairs of two groups; those never compared count as far apart."""
        total, compared = self.sums.get(a, {}).get(b, (0.0, 0))
        number = len(self.groups[a]) * len(self.groups[b])
        repeats = self._repeats(a, b) * self.decisions.repeat_bits
        return (total + (number - compared) * self.decisions.absent_bits - repeats) / number

    def cluster(self, root: Id) -> Cluster:
        members = tuple(self._member(id, self.groups[root]) for id in self.groups[root])
        return Cluster(members, sum(member.mean for member in members) / len(members))

    def link(self, one: Id, other: Id) -> Pair:
        pair = sorted_ids((one, other))
        return Pair(*pair, self.bits.get(pair, self.decisions.absent_bits))

    def readable(self, pair: tuple[Id, Id]) -> bool:
        may = self.constraints.may_join
        return may is None or (may(*pair) and may(*pair[::-1]))

    def _member(self, id: Id, together: list[Id]) -> Member:
        links = [self.link(id, other) for other in together if other != id]
        if not links:
            return Member(id, None, 1.0)
        weakest = min(links, key=lambda pair: (pair.bits, pair_order(pair)))
        return Member(id, weakest, sum(link.probability for link in links) / len(links))

    def _add_up(self) -> None:
        for (one, other), bits in self.bits.items():
            a, b = self.root.get(one), self.root.get(other)
            if a is None or b is None or a == b:
                continue
            for here, there in ((a, b), (b, a)):
                total, compared = self.sums.setdefault(here, {}).get(there, (0.0, 0))
                self.sums[here][there] = (total + bits, compared + 1)

    def _offer(self, a: Id, b: Id) -> None:
        mean = self.mean(a, b)
        if mean >= self.decisions.join_bits:
            a, b = sorted_ids((a, b))
            sizes = (len(self.groups[a]), len(self.groups[b]))
            heappush(self._heap, (-mean, order_of(a), order_of(b), a, b, sizes))

    def _is_stale(self, a: Id, b: Id, sizes: tuple[int, int]) -> bool:
        """Whether one of the two has grown or gone since the offer was made."""
        if a not in self.groups or b not in self.groups:
            return True
        return (len(self.groups[a]), len(self.groups[b])) != sizes

    def _merge(self, a: Id, b: Id) -> None:
        keep, gone = sorted_ids((a, b))
        self.groups[keep] = sorted(self.groups[keep] + self.groups.pop(gone), key=order_of)
        self.root.update(dict.fromkeys(self.groups[keep], keep))
        self.tellers[keep] += self.tellers.pop(gone)
        if gone in self.standing:
            self.standing[keep] = self.standing.pop(gone)
        near = self.sums.setdefault(keep, {})
        near.pop(gone, None)
        for other, (bits, compared) in self.sums.pop(gone, {}).items():
            if other == keep:
                continue
            self.sums[other].pop(gone)
            total, number = near.get(other, (0.0, 0))
            near[other] = self.sums[other][keep] = (total + bits, number + compared)
        for other in near:
            self._offer(keep, other)

    def _join(self, a: Id, b: Id) -> None:
        """Merge two groups, unless both stand: then a person decides."""
        if a in self.standing and b in self.standing:
            one, other = sorted((self.standing[a], self.standing[b]))
            self.held_back.add((one, other))
        else:
            self._merge(a, b)

    def _obstacle(self, a: Id, b: Id) -> tuple[str, tuple[Id, Id]] | None:
        """Why two groups must not join, with the first pair that forbids it; None where they may."""
        if not self.forbidden and self.constraints.may_join is None:
            return None
        for one in self.groups[a]:
            for other in self.groups[b]:
                pair = sorted_ids((one, other))
                if pair in self.forbidden:
                    return "cannot", pair
                if not self.readable(pair):
                    return "access", pair
        return None

    def _repeats(self, a: Id, b: Id) -> int:
        """Cross pairs of two groups inside one organisation."""
        ours, theirs = self.tellers[a], self.tellers[b]
        return sum(number * theirs[source] for source, number in ours.items())


def known_pairs(pairs: Iterable[Pair], source_of: Mapping[Id, str]) -> list[Pair]:
    """The pairs in a fixed order. Raises `ValueError` for a report whose organisation is not given."""
    pairs = sorted(set(pairs), key=pair_order)
    for pair in pairs:
        if pair.one not in source_of or pair.other not in source_of:
            raise ValueError(f"The pair {pair.one!r}, {pair.other!r} names a report without an organisation.")
    return pairs


def sorted_ids(pair: tuple[Id, Id]) -> tuple[Id, Id]:
    one, other = pair
    return pair if order_of(one) <= order_of(other) else (other, one)


def pair_order(pair: Pair) -> tuple:
    return order_of(pair.one), order_of(pair.other), -pair.bits

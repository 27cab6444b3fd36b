"""New reports meet standing clusters: what joins, what is new, and what a person should decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigie.core.clusters.joining import Cluster, Conflict, Constraints, Id, Joining, known_pairs, sorted_ids
from vigie.core.pairing.candidates import order_of
from vigie.core.pairing.evidence import probability
from vigie.core.pairing.matcher import Pair
from vigie.core.pairing.weights import Decisions, standing_weights


@dataclass(frozen=True)
class Join:
    """A new report that belongs to a standing cluster, its weakest link there and the mean probability."""

    report: Id
    cluster: str
    weakest: Pair
    mean: float


@dataclass(frozen=True)
class Proposal:
    """Two standing clusters that now look like one incident. Only a person may merge them.

    `because` is the likeliest pair between them; `bits` is the mean over all their cross pairs, counting the
    new reports that joined them. `decided`: a person called a pair across them the same.
    """

    one: str
    other: str
    because: Pair
    bits: float
    decided: bool = False

    @property
    def probability(self) -> float:
        return probability(self.bits)


@dataclass(frozen=True)
class Arrivals:
    joins: tuple[Join, ...]
    new: tuple[Cluster, ...]  # clusters made of new reports only; the caller gives them their names
    proposals: tuple[Proposal, ...]
    conflicts: tuple[Conflict, ...]


def arrive(
    new: Iterable[Id],
    standing: Mapping[str, Iterable[Id]],
    source_of: Mapping[Id, str],
    pairs: Iterable[Pair],
    constraints: Constraints | None = None,
    decisions: Decisions | None = None,
) -> Arrivals:
    """Place new reports among standing clusters (name → report ids) without moving any report that stands.

    `pairs` are those between new reports, between new and standing ones and, as far as known, among the
    standing ones near them. Names of standing clusters stay as they are; two of them are never joined here.
    """
    decisions = decisions or standing_weights().decisions
    new = sorted(set(new), key=order_of)
    joining = Joining(source_of, known_pairs(pairs, source_of), constraints or Constraints(), decisions)
    for name, ids in standing.items():
        ids = list(ids)
        if ids:
            joining.start(ids, name)
    for id in new:
        if id in joining.root:
            raise ValueError(f"The report {id!r} stands in a cluster already; it cannot be new.")
        joining.start({id})
    joining.obey()
    joining.run()
    joins = [join for id in new if (join := _join(joining, id, set(new)))]
    made = [root for root in joining.groups if root not in joining.standing]
    return Arrivals(
        joins=tuple(joins),
        new=tuple(joining.cluster(root) for root in sorted(made, key=order_of)),
        proposals=_proposals(joining),
        conflicts=tuple(joining.conflicts),
    )


def _join(joining: Joining, id: Id, new: set[Id]) -> Join | None:
    root = joining.root[id]
    if root not in joining.standing:
        return None
    links = [joining.link(id, other) for other in joining.groups[root] if other != id]
    weakest = min(links, key=lambda link: (link.bits, order_of(link.one), order_of(link.other)))
    mean = sum(link.probability for link in links) / len(links)
    return Join(id, joining.standing[root], weakest, mean)


def _proposals(joining: Joining) -> tuple[Proposal, ...]:
    """Pairs of standing clusters whose joining was held back, as the groups are in the end."""
    roots = {name: root for root, name in joining.standing.items()}
    found = []
    for one, other in joining.held_back:
        a, b = roots[one], roots[other]
        links = [joining.link(here, there) for here in joining.groups[a] for there in joining.groups[b]]
        because = max(links, key=lambda link: (link.bits, order_of(link.other), order_of(link.one)))
        decided = any(sorted_ids(pair) in _crossing(joining, a, b) for pair in joining.constraints.same)
        found.append(Proposal(one, other, because, joining.mean(a, b), decided))
    return tuple(sorted(found, key=lambda proposal: (-proposal.bits, proposal.one, proposal.other)))


def _crossing(joining: Joining, a: Id, b: Id) -> set[tuple[Id, Id]]:
    return {sorted_ids((here, there)) for here in joining.groups[a] for there in joining.groups[b]}

"""All reports at once: which together tell of one incident, and which pairs a person should look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigie.core.clusters.joining import (
    Cluster,
    Conflict,
    Constraints,
    Id,
    Joining,
    known_pairs,
    pair_order,
    sorted_ids,
)
from vigie.core.pairing.candidates import order_of
from vigie.core.pairing.matcher import Pair
from vigie.core.pairing.weights import Decisions, standing_weights


@dataclass(frozen=True)
class Grouping:
    clusters: tuple[Cluster, ...]
    conflicts: tuple[Conflict, ...]
    accepted: tuple[Pair, ...]
    to_review: tuple[Pair, ...]
    rejected: tuple[Pair, ...]
    unreadable: tuple[Pair, ...]  # never joined and to be shown to nobody: no organisation may read both


def group(
    source_of: Mapping[Id, str],
    pairs: Iterable[Pair],
    constraints: Constraints | None = None,
    decisions: Decisions | None = None,
) -> Grouping:
    """Group reports into incidents. `source_of` names the organisation of every report, also of lone ones.

    The order of reports, pairs and decisions changes nothing.
    """
    decisions = decisions or standing_weights().decisions
    constraints = constraints or Constraints()
    pairs = known_pairs(pairs, source_of)
    joining = Joining(source_of, pairs, constraints, decisions)
    for id in sorted(source_of, key=order_of):
        joining.start({id})
    joining.obey()
    joining.run()
    clusters = tuple(joining.cluster(root) for root in sorted(joining.groups, key=order_of))
    return Grouping(clusters, tuple(joining.conflicts), *_classed(pairs, joining, constraints, decisions))


def _classed(
    pairs: list[Pair], joining: Joining, constraints: Constraints, decisions: Decisions
) -> tuple[tuple[Pair, ...], ...]:
    """Sort pairs into accepted, to review (least certain first), rejected and unreadable.

    What a person decided is not asked again."""
    same = {sorted_ids(pair) for pair in constraints.same}
    accepted, to_review, rejected, unreadable = [], [], [], []
    for pair in pairs:
        key = (pair.one, pair.other)
        together = joining.root[pair.one] == joining.root[pair.other]
        if not joining.readable(key):
            unreadable.append(pair)
        elif key in joining.forbidden:
            rejected.append(pair)
        elif key in same or (together and pair.probability >= decisions.accept):
            accepted.append(pair)
        elif together or pair.probability >= decisions.review:
            to_review.append(pair)
        else:
            rejected.append(pair)
    to_review.sort(key=lambda pair: (abs(pair.bits), *pair_order(pair)))
    return tuple(accepted), tuple(to_review), tuple(rejected), tuple(unreadable)

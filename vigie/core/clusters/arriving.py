"""New reports meet standing incidents: what joins, what is new, and what a person should decide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vigie.core.clusters.constraints import Conflict, Constraints, Pair
from vigie.core.clusters.decisions import Decisions
from vigie.core.clusters.grouping import Grouping, Proposal, group


@dataclass(frozen=True)
class Join:
    """A new report that belongs to a standing incident: its weakest pair there, and the mean probability."""

    row: int
    standing: int
    weakest: Pair
    weakest_bits: float
    probability: float


@dataclass(frozen=True)
class Arrivals:
    """What becomes of new reports. `new` holds the rows of each incident that they found."""

    joins: tuple[Join, ...]
    new: tuple[np.ndarray, ...]
    proposals: tuple[Proposal, ...]
    conflicts: tuple[Conflict, ...]
    grouping: Grouping


def arrive(
    n: int,
    source: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    bits: np.ndarray,
    standing: np.ndarray,
    *,
    constraints: Constraints | None = None,
    decisions: Decisions | None = None,
) -> Arrivals:
    """Place new reports (`standing` -1) among standing incidents without moving any report that stands.

    The n reports are the new ones and, whole, the standing incidents near them; edges among standing reports
    are welcome, since proposals count them. Otherwise as `group`.
    """
    decisions = decisions or Decisions()
    standing = np.asarray(standing, np.int32)
    found = group(
        n,
        source,
        one,
        other,
        bits,
        constraints=constraints,
        standing=standing,
        decisions=decisions,
        threads=1,
    )
    bits_of = {
        (min(pair), max(pair)): value
        for *pair, value in zip(
            np.asarray(one).tolist(), np.asarray(other).tolist(), np.asarray(bits).tolist(), strict=True
        )
    }
    joins, new = [], []
    for rows, code in zip(found.clusters(), found.standing.tolist(), strict=True):
        if code < 0:
            new.append(rows)
            continue
        for row in rows[standing[rows] < 0].tolist():
            pairs = [(min(row, each), max(row, each)) for each in rows.tolist() if each != row]
            weakest = min(pairs, key=lambda pair: (bits_of.get(pair, decisions.absent_bits), pair))
            weakest_bits = bits_of.get(weakest, decisions.absent_bits)
            joins.append(Join(row, code, weakest, weakest_bits, float(found.probability[row])))
    joins.sort(key=lambda join: join.row)
    return Arrivals(tuple(joins), tuple(new), found.proposals, found.conflicts, found)

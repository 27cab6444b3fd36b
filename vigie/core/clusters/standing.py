"""A new grouping against the standing one: which incident keeps its id, and what a person is asked to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from vigie.core.clusters.constraints import Pair
from vigie.core.clusters.decisions import Decisions


@dataclass(frozen=True)
class Change:
    """A change to standing incidents that a re-run proposes. Nothing is done until a person agrees.

    "join": the incident `origin` becomes part of `target`. "divide": `rows` leave `origin` for a new incident
    (`target` -1). "move": `rows` leave `origin` for `target`. `label` is their new group. The reasons: `fits`
    is the mean bits between the rows and where they go, `leaves` with what they leave behind (None where there
    is nothing), `because` the pair that speaks most for it. `against` are pairs that a person called the same
    and that the change would part; such a change contradicts a decision and must be shown as that.
    """

    kind: str
    rows: tuple[int, ...]
    origin: int
    target: int
    label: int
    fits: float | None
    leaves: float | None
    because: Pair | None
    against: tuple[Pair, ...] = ()


def keep_ids(labels: np.ndarray, standing: np.ndarray) -> np.ndarray:
    """Which standing incident each group of `labels` continues, with as few reports as possible changing.

    `labels` int32[n] numbers the new groups, `standing` int32[n] the standing incident of each report or -1.
    Returns int32[groups]: a code of `standing`, each at most once, or -1 for a group that gets a new id. Of
    equals the group with the incident's first report keeps the id, and the older (lower) id stays.
    """
    labels, standing = np.asarray(labels), np.asarray(standing)
    kept = np.full(int(labels.max(initial=-1)) + 1, -1, np.int32)
    rows = np.flatnonzero(standing >= 0)
    if not len(rows):
        return kept
    codes, first, incident = np.unique(standing[rows], return_index=True, return_inverse=True)
    overlap = np.zeros(len(rows), np.dtype([("incident", np.int64), ("label", np.int64)]))
    overlap["incident"], overlap["label"] = incident, labels[rows]
    shared, count = np.unique(overlap, return_counts=True)
    incident, label = shared["incident"], shared["label"]
    begins = labels[rows[first]][incident] == label
    clear = (np.bincount(incident)[incident] == 1) & (np.bincount(label)[label] == 1)
    kept[label[clear]] = codes[incident[clear]]
    incident, label = _assigned(incident[~clear], label[~clear], count[~clear], begins[~clear])
    kept[label] = codes[incident]
    return kept


def _assigned(
    incident: np.ndarray, label: np.ndarray, count: np.ndarray, begins: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The pairs, each incident and each label in one at most, that share the most reports together."""
    if not len(count):
        return incident, label
    incidents, row = np.unique(incident, return_inverse=True)
    labels, column = np.unique(label, return_inverse=True)
    # What settles ties adds up to less than one report over all incidents.
    worth = count + (0.5 * begins + 0.25 * (1 - row / len(incidents))) / len(incidents)
    # Each incident may also go to nobody, which is worth next to nothing: a column of its own.
    nobody = np.arange(len(incidents))
    rows, columns = np.concatenate((row, nobody)), np.concatenate((column, len(labels) + nobody))
    table = csr_matrix((np.concatenate((worth, np.full(len(incidents), 1e-9))), (rows, columns)))
    row, column = min_weight_full_bipartite_matching(table, maximize=True)
    taken = column < len(labels)
    return incidents[row[taken]], labels[column[taken]]


def changes(
    labels: np.ndarray,
    standing: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    bits: np.ndarray,
    *,
    same: Iterable[Pair] = (),
    decisions: Decisions | None = None,
) -> list[Change]:
    """What a new grouping of everything would change in the standing incidents, most telling change first.

    `labels` come from `group` run without `standing`. Reports that stand nowhere yet are no change. `same`
    are the pairs that people called the same.
    """
    labels, standing = np.asarray(labels), np.asarray(standing)
    kept = keep_ids(labels, standing)
    moved = np.flatnonzero((standing >= 0) & (kept[labels] != standing))
    if not len(moved):
        return []
    beside = _Beside(labels, standing, moved, one, other, bits, (decisions or Decisions()).absent_bits)
    parts: dict[tuple[int, int], list[int]] = {}
    for row in moved.tolist():
        parts.setdefault((int(standing[row]), int(labels[row])), []).append(row)
    same = list(same)
    found = [
        _change(rows, origin, label, int(kept[label]), beside, same)
        for (origin, label), rows in parts.items()
    ]
    return sorted(found, key=lambda change: (-_tells(change), change.origin, change.rows))


def _change(
    rows: list[int], origin: int, label: int, target: int, beside: _Beside, same: list[Pair]
) -> Change:
    moving = set(rows)
    left = [row for row in beside.of_incident[origin] if row not in moving]
    goes = [row for row in beside.of_label[label] if row not in moving]
    fits, best, _ = beside.between(rows, goes)
    leaves, _, worst = beside.between(rows, left)
    kind = "divide" if target < 0 else "move" if left else "join"
    parted = [pair for pair in same if len(moving & {*pair}) == 1 and {*pair} <= {*rows, *left}]
    because = worst if kind == "divide" else best
    return Change(kind, tuple(rows), origin, target, label, fits, leaves, because, tuple(parted))


class _Beside:
    """The reports that a change touches, by new group and by standing incident, and the bits among them."""

    def __init__(self, labels, standing, moved, one, other, bits, absent) -> None:
        one, other = np.asarray(one), np.asarray(other)
        near = _having(labels, labels[moved]) | _having(standing, standing[moved])
        self.absent = absent
        self.of_label, self.of_incident = _rows_by(labels, near), _rows_by(standing, near)
        among = np.flatnonzero(near[one] & near[other])
        pairs = zip(one[among].tolist(), other[among].tolist(), np.asarray(bits)[among].tolist(), strict=True)
        self.bits = {(min(a, b), max(a, b)): value for a, b, value in pairs}

    def between(self, here: list[int], there: list[int]) -> tuple[float | None, Pair | None, Pair | None]:
        """The mean bits between two sets of rows, and the pairs that speak most for and against."""
        pairs = [(min(a, b), max(a, b)) for a in here for b in there]
        if not pairs:
            return None, None, None
        known = {pair: self.bits.get(pair, self.absent) for pair in pairs}
        best = min(pairs, key=lambda pair: (-known[pair], pair))
        worst = min(pairs, key=lambda pair: (known[pair], pair))
        return sum(known.values()) / len(pairs), best, worst


def _having(codes: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Which rows have one of the wanted codes: bool[n]."""
    table = np.zeros(codes.max() + 2, np.bool_)  # the last place takes the code -1
    table[wanted] = True
    return table[codes]


def _rows_by(codes: np.ndarray, near: np.ndarray) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in np.flatnonzero(near).tolist():
        found.setdefault(int(codes[row]), []).append(row)
    return found


def _tells(change: Change) -> float:
    """How much the evidence speaks for a change, in bits."""
    return (change.fits or 0.0) - (change.leaves or 0.0)

"""Clusterings of the register's reports, drawn as likely as the matching holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from vigie.core.clusters.sampling import sample_clusterings
from vigie.core.pairing import match
from vigie.counting.boards import Board, whole_board
from vigie.counting.captures import Held
from vigie.counting.rules import DECISIONS
from vigie.counting.running import constraints_on, in_use


def sampled_clusters(held: Held, draws: int, seed: int) -> Iterator[list[tuple[int, ...]]]:
    """`draws` clusterings of the reports in `held`, each as the keys of the reports of every incident.

    They are drawn under the rule and the constraints by which the register itself joins, so that what is held is a
    clustering like others. A report that the matching has not met yet stays where it stands.
    """
    if not draws:
        return
    board = whole_board()
    here = np.isin(board.keys, list(held.incident_of))
    unmet = _as_they_stand(held, set(held.incident_of) - set(board.keys.tolist()))
    if not here.any():
        yield from [unmet] * draws
        return
    weights, calibration = in_use()
    matched = match(board.reports, weights=weights)
    found = sample_clusterings(
        len(board), board.reports.source, matched.one, matched.other, matched.bits,
        constraints=constraints_on(board, matched), decisions=DECISIONS, calibration=calibration,
        strata={"month": _months(board)}, draws=draws, keep=draws, seed=seed,
    )  # fmt: skip
    for labels in found.labels:
        yield _clusters(board.keys[here], labels[here]) + unmet


def _months(board: Board) -> np.ndarray:
    """The month in which each report's span begins, as a code from 0."""
    first = board.reports.records["first"][: len(board)].astype("datetime64[D]").astype("datetime64[M]")
    return np.unique(first, return_inverse=True)[1]


def _clusters(keys: np.ndarray, labels: np.ndarray) -> list[tuple[int, ...]]:
    """The keys of each label, ascending."""
    order = np.lexsort((keys, labels))
    edges = np.flatnonzero(np.diff(labels[order])) + 1
    return [tuple(part.tolist()) for part in np.split(keys[order], edges)]


def _as_they_stand(held: Held, keys: set[int]) -> list[tuple[int, ...]]:
    found = defaultdict(list)
    for key in sorted(keys):
        found[held.incident_of[key]].append(key)
    return [tuple(members) for members in found.values()]

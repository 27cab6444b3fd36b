"""Clusterings of the register's reports, drawn as likely as the matching holds them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vigie.core.clusters.sampling import sample_clusterings
from vigie.core.pairing import match
from vigie.counting.boards import whole_board
from vigie.counting.captures import Held
from vigie.counting.running import weights_in_use


def sampled_clusters(held: Held, draws: int, seed: int) -> Iterator[list[tuple[int, ...]]]:
    """`draws` clusterings of the reports in `held`, each as the keys of the reports of every incident."""
    if not draws or not held.incident_of:
        return
    board = whole_board()
    matched = match(board.reports, weights=weights_in_use())
    found = sample_clusterings(
        len(board), board.reports.source, matched.one, matched.other, matched.bits,
        constraints=board.constraints, draws=draws, keep=draws, seed=seed,
    )  # fmt: skip
    standing = np.isin(board.keys, list(held.incident_of))
    for labels in found.labels:
        yield _clusters(board.keys[standing], labels[standing])


def _clusters(keys: np.ndarray, labels: np.ndarray) -> list[tuple[int, ...]]:
    """The keys of each label, ascending."""
    order = np.lexsort((keys, labels))
    edges = np.flatnonzero(np.diff(labels[order])) + 1
    return [tuple(part.tolist()) for part in np.split(keys[order], edges)] if len(keys) else []

"""How right a grouping is against the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Score:
    """Pairwise precision, recall and F1, B-cubed F1, and the share of clusters that are exactly an incident."""

    precision: float
    recall: float
    f1: float
    b_cubed: float
    exact: float


def score(labels: np.ndarray, truth: np.ndarray) -> Score:
    """Compare two groupings of the same n reports, each an array of n group numbers."""
    label, truth = (np.unique(each, return_inverse=True)[1] for each in (labels, truth))
    label_size, truth_size = np.bincount(label), np.bincount(truth)
    cell, which, shared = np.unique(
        label.astype(np.int64) * len(truth_size) + truth, return_inverse=True, return_counts=True
    )
    both = _pairs(shared)
    precision, recall = both / max(_pairs(label_size), 1), both / max(_pairs(truth_size), 1)
    overlap = shared[which]
    cubed = np.mean(overlap / label_size[label]), np.mean(overlap / truth_size[truth])
    whole = (shared == label_size[cell // len(truth_size)]) & (shared == truth_size[cell % len(truth_size)])
    return Score(
        precision, recall, _harmonic(precision, recall), _harmonic(*cubed), whole.sum() / len(label_size)
    )


def _pairs(sizes: np.ndarray) -> int:
    sizes = sizes.astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0

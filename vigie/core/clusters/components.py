"""Splitting the edges into parts that share no joinable pair, so that threads can work on them apart.

Connected components are never the answer here, only the way to divide the work: two groups whose mean reaches
the threshold hold at least one pair that reaches it, so nothing joins across parts.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled


class Parts(NamedTuple):
    """Nodes and edges sorted by part; lone nodes are in none. Part c: nodes[starts[c]:starts[c + 1]]."""

    nodes: np.ndarray  # int32, ascending within each part
    starts: np.ndarray  # int64[parts + 1]
    one: np.ndarray  # int32, position of the edge's node within its part
    other: np.ndarray  # int32
    weight: np.ndarray  # int32, fixed point
    edge_starts: np.ndarray  # int64[parts + 1]


@compiled
def find(root, i):
    while root[i] != i:
        root[i] = root[root[i]]
        i = root[i]
    return i


@compiled
def roots(n, one, other, weight, least):
    """The lowest node of each node's component over the edges of at least `least`: int32[n]."""
    root = np.arange(n).astype(np.int32)
    for e in range(len(one)):
        if weight[e] >= least:
            a, b = find(root, one[e]), find(root, other[e])
            if a < b:
                root[b] = a
            elif b < a:
                root[a] = b
    for i in range(n):  # a root lies below its nodes, so one ascending pass reaches all
        root[i] = root[root[i]]
    return root


@compiled
def _place_nodes(root):
    """Sort the nodes of components of two and more. Returns nodes, starts, part and place of each node."""
    n = len(root)
    size = np.zeros(n, np.int32)
    for i in range(n):
        size[root[i]] += 1
    part = np.full(n, -1, np.int32)
    parts = 0
    for i in range(n):
        if root[i] == i and size[i] > 1:
            part[i] = parts
            parts += 1
    starts = np.zeros(parts + 1, np.int64)
    for i in range(n):
        part[i] = part[root[i]]
        if part[i] >= 0:
            starts[part[i] + 1] += 1
    starts = np.cumsum(starts)
    place = np.zeros(n, np.int32)
    filled = np.zeros(parts, np.int32)
    nodes = np.empty(starts[-1], np.int32)
    for i in range(n):
        c = part[i]
        if c >= 0:
            place[i] = filled[c]
            nodes[starts[c] + filled[c]] = i
            filled[c] += 1
    return nodes, starts, part, place


@compiled
def _place_edges(part, place, parts, one, other, weight):
    starts = np.zeros(parts + 1, np.int64)
    home = np.empty(len(one), np.int32)
    for e in range(len(one)):
        c = part[one[e]]
        home[e] = c if c >= 0 and c == part[other[e]] else -1
        if home[e] >= 0:
            starts[c + 1] += 1
    starts = np.cumsum(starts)
    at = starts[:-1].copy()
    here, there = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int32)
    weights = np.empty(starts[-1], np.int32)
    for e in range(len(one)):
        c = home[e]
        if c >= 0:
            here[at[c]], there[at[c]], weights[at[c]] = place[one[e]], place[other[e]], weight[e]
            at[c] += 1
    return here, there, weights, starts


def split(n: int, one: np.ndarray, other: np.ndarray, weight: np.ndarray, least: int) -> Parts:
    """Split nodes 0..n-1 by the edges of at least `least`; weaker edges go along inside a part."""
    nodes, starts, part, place = _place_nodes(roots(n, one, other, weight, least))
    here, there, weights, edge_starts = _place_edges(part, place, len(starts) - 1, one, other, weight)
    return Parts(nodes, starts, here, there, weights, edge_starts)


def chunks(parts: Parts, number: int) -> list[tuple[int, int]]:
    """Ranges of parts with about the same number of edges each."""
    last = len(parts.starts) - 1
    cuts = np.searchsorted(parts.edge_starts, np.linspace(0, parts.edge_starts[-1], number + 1)[1:-1])
    bounds = np.unique(np.concatenate(([0], cuts, [last])))
    return [(int(a), int(b)) for a, b in pairwise(bounds)]

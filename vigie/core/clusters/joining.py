"""Greedy average link: the two groups with the highest mean bits join, as long as the mean suffices.

Weights are whole numbers (fixed point), so that sums are exact and the order of the input decides nothing.
A pair that must not join carries `FORBIDDEN`, which no sum can make up for.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from vigie.core.clusters.components import chunks, find, split
from vigie.core.clusters.offers import pair_offer, pop, push
from vigie.core.compiled import compiled

TOGETHER = 2048  # nodes of small parts that are joined at once: what they need is set out once for all
ONE_BIT = 1 << 16
MOST_BITS = 1000
FORBIDDEN = -(1 << 31)
_SUNK = -(1 << 50)  # a sum with a forbidden pair in it; sums of real weights stay far above


class Nodes(NamedTuple):
    """What joins: single reports, or groups that people or earlier runs have joined already.

    `standing` is the number of the standing incident that a node is, or -1. `codes[starts[i]:starts[i + 1]]`
    are the audiences of the node's reports; `compatible[a, b]` says whether a and b may read one another.
    """

    size: np.ndarray  # int32[n], reports
    standing: np.ndarray  # int32[n]
    codes: np.ndarray  # int32
    starts: np.ndarray  # int64[n + 1]
    compatible: np.ndarray  # bool[audiences, audiences]


def fixed(bits: np.ndarray) -> np.ndarray:
    """Bits as fixed-point whole numbers: int32."""
    return np.rint(np.clip(bits, -MOST_BITS, MOST_BITS) * ONE_BIT).astype(np.int32)


@compiled
def _gather(a, root, first, after, to, total, number, slot):
    """Add up the entries of group a by the group they now lead to; returns the last entry.

    `slot` is scratch, -1 everywhere before and after.
    """
    last = -1
    e = first[a]
    while e >= 0:
        onward = after[e]
        target = find(root, to[e])
        s = slot[target]
        if target == a or s >= 0:  # inside by now, or met already: drop this entry
            if target != a:
                total[s] = max(total[s] + total[e], _SUNK)
                number[s] += number[e]
            if last < 0:
                first[a] = onward
            else:
                after[last] = onward
        else:
            to[e] = target
            slot[target] = e
            last = e
        e = onward
    e = first[a]
    while e >= 0:
        slot[to[e]] = -1
        e = after[e]
    return last


@compiled
def _readable(a, b, audience, following, code, compatible):
    """Whether all audiences in a and in b may read one another."""
    x = audience[a]
    while x >= 0:
        y = audience[b]
        while y >= 0:
            if not compatible[code[x], code[y]]:
                return False
            y = following[y]
        x = following[x]
    return True


@compiled
def _add_audiences(a, b, audience, following, code):
    """Give group a the audiences of b that it lacks."""
    y = audience[b]
    while y >= 0:
        onward = following[y]
        x = audience[a]
        while x >= 0 and code[x] != code[y]:
            x = following[x]
        if x < 0:
            following[y] = audience[a]
            audience[a] = y
        y = onward


@compiled
def _offer(a, from_, heap, first, after, to, total, number, size, least, absent):
    """Put a's joins with groups numbered `from_` and higher on the heap, where the mean suffices.

    Returns whether some two nodes have more pairs between them than they have reports: a pair given twice.
    """
    doubled = False
    e = first[a]
    while e >= 0:
        b = to[e]
        if b >= from_:
            pairs = np.int64(size[a]) * size[b]
            doubled |= number[e] > pairs
            mean = (total[e] + (pairs - number[e]) * absent) / pairs
            if mean >= least:
                push(heap, pair_offer(mean, a, b, size))
        e = after[e]
    return doubled


@compiled
def _directed(k, one, other, weight, first, after, to, total, number):
    """Each edge as an entry in both its nodes' lists."""
    first[:k] = -1
    for e in range(len(one)):
        for a, b, entry in ((one[e], other[e], 2 * e), (other[e], one[e], 2 * e + 1)):
            to[entry] = b
            total[entry] = _SUNK if weight[e] == FORBIDDEN else weight[e]
            number[entry] = 1
            after[entry] = first[a]
            first[a] = entry


@compiled
def _join_part(
    one, other, weight, size, standing, audience, following, code, compatible, least, absent, held
):
    """Join the nodes of parts. Returns the lowest node of each node's group, and one with a double pair or -1.

    `held` takes pairs of groups that would join but both stand.
    """
    k = len(size)
    m = 2 * len(one)
    root = np.arange(k).astype(np.int32)
    first, last, slot = np.empty(k, np.int32), np.empty(k, np.int32), np.full(k, -1, np.int32)
    after, to, number = np.empty(m, np.int32), np.empty(m, np.int32), np.empty(m, np.int32)
    total = np.empty(m, np.int64)
    _directed(k, one, other, weight, first, after, to, total, number)
    heap = [(0.0, 0, 0, 0, 0)]
    heap.clear()
    doubled = -1
    for a in range(k):
        last[a] = _gather(a, root, first, after, to, total, number, slot)
        if _offer(a, a + 1, heap, first, after, to, total, number, size, least, absent):
            doubled = a
    while len(heap):
        _, a, b, size_a, size_b = pop(heap)
        if root[a] != a or root[b] != b or size[a] != size_a or size[b] != size_b:
            continue  # one of the two has grown or gone since
        if not _readable(a, b, audience, following, code, compatible):
            continue
        if standing[a] >= 0 and standing[b] >= 0:
            held.append((a, b))
            continue
        root[b] = a
        size[a] += size[b]
        standing[a] = max(standing[a], standing[b])
        _add_audiences(a, b, audience, following, code)
        if first[a] < 0:
            first[a] = first[b]
        else:
            after[last[a]] = first[b]
        last[a] = _gather(a, root, first, after, to, total, number, slot)
        _offer(a, 0, heap, first, after, to, total, number, size, least, absent)
    for a in range(k):
        root[a] = find(root, a)
    return root, doubled


@compiled
def _audience_lists(nodes, codes, starts):
    """The audiences of each node as a chained list: first entry of each node, next entry, code."""
    k = len(nodes)
    entries = 0
    for i in range(k):
        entries += starts[nodes[i] + 1] - starts[nodes[i]]
    audience, following, code = (
        np.empty(k, np.int32),
        np.empty(entries, np.int32),
        np.empty(entries, np.int32),
    )
    at = 0
    for i in range(k):
        audience[i] = -1
        for x in range(starts[nodes[i]], starts[nodes[i] + 1]):
            following[at], code[at] = audience[i], codes[x]
            audience[i] = at
            at += 1
    return audience, following, code


@compiled
def _shifted(parts, lowest, end):
    """The edges of some parts, by position among the nodes of all of them."""
    low = parts.edge_starts[lowest]
    one = np.empty(parts.edge_starts[end] - low, np.int32)
    other = np.empty_like(one)
    for c in range(lowest, end):
        shift = parts.starts[c] - parts.starts[lowest]
        for e in range(parts.edge_starts[c], parts.edge_starts[c + 1]):
            one[e - low], other[e - low] = parts.one[e] + shift, parts.other[e] + shift
    return one, other


@compiled
def _join_parts(lowest, highest, parts, nodes, least, absent, group):
    """Join the parts `lowest`..`highest` - 1; writes each node's lowest companion into `group`."""
    held = [(0, 0)]
    held.clear()
    doubled = -1
    c = lowest
    while c < highest:
        end = c + 1
        while end < highest and parts.starts[end + 1] - parts.starts[c] <= TOGETHER:
            end += 1
        here = parts.nodes[parts.starts[c] : parts.starts[end]]
        one, other = _shifted(parts, c, end)
        audience, following, code = _audience_lists(here, nodes.codes, nodes.starts)
        before = len(held)
        root, double = _join_part(
            one, other, parts.weight[parts.edge_starts[c] : parts.edge_starts[end]], nodes.size[here],
            nodes.standing[here], audience, following, code, nodes.compatible, least, absent, held,
        )  # fmt: skip
        c = end
        if double >= 0:
            doubled = here[double]
        for i in range(len(here)):
            group[here[i]] = here[root[i]]
        for h in range(before, len(held)):
            held[h] = (np.int64(here[held[h][0]]), np.int64(here[held[h][1]]))
    return held, doubled


def join(
    nodes: Nodes,
    one: np.ndarray,
    other: np.ndarray,
    weight: np.ndarray,
    *,
    least: int,
    absent: int,
    threads: int,
) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Join nodes along edges. Returns each node's lowest companion, and the pairs of standing ones held back.

    `weight`, `least` and `absent` are in fixed point. Raises `ValueError` on a pair given twice.
    """
    parts = split(len(nodes.size), one, other, weight, least)
    group = np.arange(len(nodes.size), dtype=np.int32)

    def work(bounds: tuple[int, int]) -> tuple[list, int]:
        return _join_parts(*bounds, parts, nodes, least, absent, group)

    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(work, chunks(parts, 4 * threads)))
    for _, doubled in done:
        if doubled >= 0:
            raise ValueError(f"edges: some pair near row {doubled} is given twice; give each pair once.")
    return group, [pair for held, _ in done for pair in held]

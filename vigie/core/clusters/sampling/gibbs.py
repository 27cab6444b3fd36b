"""Drawing partitions from the posterior: a report, or a block of reports, is taken out and put where it may go.

A cluster of k reports whose pairs sum to S bits has the evidence 2 S / k + (k - 1) × prior = (k - 1) × (mean +
prior): k reports of one incident carry k - 1 reports' worth of news, not k (k - 1) / 2. For Gaussian noise
that is exact but for a term of size; adding up all pairs would count the error of one report again with every
companion. The sampler is blocked Gibbs: each move draws from the full conditional, so nothing is rejected.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled

NEVER = -1e6  # bits of a pair that must not be together
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31, _S11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)


class Graph(NamedTuple):
    """k reports and the edges among them, from both ends; `bits` is `NEVER` where a pair is forbidden.

    `blocks[block_starts[b]:block_starts[b + 1]]` are reports that move together when they stand together.
    """

    one: np.ndarray  # int32[edges]
    other: np.ndarray
    bits: np.ndarray  # float64[edges]
    starts: np.ndarray  # int64[k + 1]
    near: np.ndarray  # int32[2 edges]
    weight: np.ndarray  # float64[2 edges]
    blocks: np.ndarray  # int32
    block_starts: np.ndarray  # int64
    audience: np.ndarray  # int32[k]
    compatible: np.ndarray  # bool[audiences, audiences]


class State(NamedTuple):
    """A partition of k reports into clusters numbered 0..k - 1, some empty, and what moves need."""

    label: np.ndarray  # int32[k]
    size: np.ndarray  # int64[k], by cluster
    total: np.ndarray  # float64[k], bits of all pairs inside
    head: np.ndarray  # int32[k], first member of each cluster
    following: np.ndarray  # int32[k], chained members
    preceding: np.ndarray  # int32[k]
    empty: np.ndarray  # int64[k + 1]: [0] how many clusters are empty, then which
    random: np.ndarray  # uint64[1], state of the generator
    gain: np.ndarray  # scratch, by cluster
    met: np.ndarray
    touched: np.ndarray
    odds: np.ndarray
    marked: np.ndarray  # scratch, by report


@compiled
def uniform(random):
    """The next number in [0, 1) of a splitmix64 stream (Steele, Lea and Flood 2014)."""
    random[0] += _GOLDEN
    z = random[0]
    z = (z ^ (z >> _S30)) * _MIX_1
    z = (z ^ (z >> _S27)) * _MIX_2
    return np.float64((z ^ (z >> _S31)) >> _S11) * 2.0**-53


@compiled
def evidence(k, total, prior):
    """Bits for a cluster of k reports whose pairs sum to `total`."""
    return 2 * total / k + prior * (k - 1)


@compiled
def adjacency(k, one, other, bits):
    """Each edge from both its ends: starts, neighbours, bits."""
    starts = np.zeros(k + 1, np.int64)
    for e in range(len(one)):
        starts[one[e] + 1] += 1
        starts[other[e] + 1] += 1
    starts = np.cumsum(starts)
    at = starts[:-1].copy()
    near, weight = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.float64)
    for e in range(len(one)):
        for a, b in ((one[e], other[e]), (other[e], one[e])):
            near[at[a]], weight[at[a]] = b, bits[e]
            at[a] += 1
    return starts, near, weight


def state_of(graph: Graph, label: np.ndarray, absent: float, seed: int) -> State:
    """The state that has these clusters (int32[k], numbered below k)."""
    k = len(label)
    state = State(
        label.astype(np.int32), np.zeros(k, np.int64), np.zeros(k), np.full(k, -1, np.int32),
        np.full(k, -1, np.int32), np.full(k, -1, np.int32), np.zeros(k + 1, np.int64),
        np.array([seed], np.uint64), np.zeros(k), np.zeros(k, np.int64), np.zeros(k, np.int32), np.zeros(k),
        np.zeros(k, np.bool_),
    )  # fmt: skip
    _add_up(graph, state, absent)
    return state


@compiled
def _add_up(graph, state, absent):
    compared = np.zeros(len(state.label), np.int64)
    for i in range(len(state.label)):
        _enter(i, state.label[i], state)
    for e in range(len(graph.one)):
        c = state.label[graph.one[e]]
        if c == state.label[graph.other[e]]:
            state.total[c] += graph.bits[e]
            compared[c] += 1
    for c in range(len(state.label)):
        state.total[c] += (state.size[c] * (state.size[c] - 1) // 2 - compared[c]) * absent
        if state.size[c] == 0:
            state.empty[0] += 1
            state.empty[state.empty[0]] = c


@compiled
def _enter(i, c, state):
    first = state.head[c]
    state.label[i] = c
    state.following[i] = first
    state.preceding[i] = -1
    if first >= 0:
        state.preceding[first] = i
    state.head[c] = i
    state.size[c] += 1


@compiled
def _leave(i, state):
    c, before, after = state.label[i], state.preceding[i], state.following[i]
    if before < 0:
        state.head[c] = after
    else:
        state.following[before] = after
    if after >= 0:
        state.preceding[after] = before
    state.size[c] -= 1


@compiled
def _look_around(block, graph, state, absent):
    """Bits inside a block, and in `gain` and `met` bits and edges to each cluster; how many clusters it meets."""
    for i in block:
        state.marked[i] = True
    inner, inside, found = 0.0, 0, 0
    for i in block:
        for x in range(graph.starts[i], graph.starts[i + 1]):
            j = graph.near[x]
            if state.marked[j]:
                inner += 0.5 * graph.weight[x]
                inside += 1
                continue
            c = state.label[j]
            if state.met[c] == 0:
                state.touched[found] = c
                state.gain[c] = 0.0
                found += 1
            state.met[c] += 1
            state.gain[c] += graph.weight[x]
    for i in block:
        state.marked[i] = False
    return inner + (len(block) * (len(block) - 1) // 2 - inside // 2) * absent, found


@compiled
def _may_enter(block, c, graph, state):
    j = state.head[c]
    while j >= 0:
        for i in block:
            if not graph.compatible[graph.audience[i], graph.audience[j]]:
                return False
        j = state.following[j]
    return True


@compiled
def _choose(block, inner, found, graph, state, prior, guarded):
    """Draw where the block goes: the place in `touched`, or -1 for a cluster of its own."""
    b = len(block)
    alone = evidence(b, inner, prior)
    best = alone
    for f in range(found):
        c = state.touched[f]
        state.odds[f] = -np.inf
        if (
            state.size[c]
            and state.gain[c] > NEVER / 2
            and not (guarded and not _may_enter(block, c, graph, state))
        ):
            joined = evidence(state.size[c] + b, state.total[c] + inner + state.gain[c], prior)
            state.odds[f] = joined - evidence(state.size[c], state.total[c], prior)
            best = max(best, state.odds[f])
    mass = 2.0 ** (alone - best)
    for f in range(found):
        state.odds[f] = 2.0 ** (state.odds[f] - best)
        mass += state.odds[f]
    left = uniform(state.random) * mass
    for f in range(found):
        left -= state.odds[f]
        if left < 0:
            return f
    return -1


@compiled
def _move(block, graph, state, absent, prior, guarded):
    """Take a block that stands together out of its cluster and put it where its full conditional says."""
    c = state.label[block[0]]
    for i in block:
        if state.label[i] != c:
            return
    b = len(block)
    inner, found = _look_around(block, graph, state, absent)
    if found == 0 and state.size[c] == b:
        return
    for i in block:
        _leave(i, state)
    for f in range(found):
        t = state.touched[f]
        state.gain[t] += (b * state.size[t] - state.met[t]) * absent
    lost = state.gain[c] if state.met[c] else b * state.size[c] * absent
    state.total[c] = state.total[c] - inner - lost if state.size[c] else 0.0
    f = _choose(block, inner, found, graph, state, prior, guarded)
    if f >= 0:
        target = state.touched[f]
        state.total[target] += inner + state.gain[target]
    else:
        target = c
        if state.size[c]:
            target = state.empty[state.empty[0]]
            state.empty[0] -= 1
        state.total[target] = inner
    if target != c and state.size[c] == 0:
        state.empty[0] += 1
        state.empty[state.empty[0]] = c
    for i in block:
        _enter(i, target, state)
    for x in range(found):
        state.met[state.touched[x]] = 0


@compiled
def sweep(graph, state, absent, prior, times):
    """Move every block so many times; returns how many compared pairs stand together after each, summed."""
    guarded = not graph.compatible.all()
    together = 0
    for _ in range(times):
        for b in range(len(graph.block_starts) - 1):
            block = graph.blocks[graph.block_starts[b] : graph.block_starts[b + 1]]
            _move(block, graph, state, absent, prior, guarded)
        for e in range(len(graph.one)):
            together += state.label[graph.one[e]] == state.label[graph.other[e]]
    return together

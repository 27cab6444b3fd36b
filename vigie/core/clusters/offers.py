"""Offers of two groups to join, the best first: a heap, compiled."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled


@compiled
def _before(a, b):
    """Whether offer a comes before b: higher mean, then lower nodes."""
    if a[0] != b[0]:
        return a[0] > b[0]
    if a[1] != b[1]:
        return a[1] < b[1]
    return a[2] < b[2]


@compiled
def push(heap, offer):
    heap.append(offer)
    i = len(heap) - 1
    while i > 0:
        up = (i - 1) >> 1
        if not _before(offer, heap[up]):
            break
        heap[i] = heap[up]
        i = up
    heap[i] = offer


@compiled
def pop(heap):
    top = heap[0]
    last = heap.pop()
    n = len(heap)
    if n:
        i = 0
        while True:
            down = 2 * i + 1
            if down >= n:
                break
            if down + 1 < n and _before(heap[down + 1], heap[down]):
                down += 1
            if not _before(heap[down], last):
                break
            heap[i] = heap[down]
            i = down
        heap[i] = last
    return top


@compiled
def pair_offer(mean, a, b, size):
    """An offer to join a and b, with their sizes, by which it is known later whether it still stands."""
    a, b = np.int64(min(a, b)), np.int64(max(a, b))
    return mean, a, b, np.int64(size[a]), np.int64(size[b])

"""A pass over all pairs of neighbours, once each: cut into jobs, carried out on threads, and put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from itertools import chain, pairwise, product

import numpy as np

from vigie.core.pairing.comparing import Sheet, Window
from vigie.core.pairing.promising import promise_of
from vigie.core.pairing.scanning import ANYWHERE, BY_AREA, BY_NAME, reach_km, scan_cells, scan_group
from vigie.core.pairing.shelving import Shelves
from vigie.core.pairing.spots import Side
from vigie.core.pairing.tallying import FIRST_SLOTS, merged
from vigie.core.pairing.tasks import Counted, Kept, Task

THREADS = max(1, min(8, os.cpu_count() or 1))
JOB = 60_000  # records in one piece of work
FEW = 64


def scan(
    sheet: Sheet, shelves: Shelves, window: Window, task: Task, tell: Callable | None = None
) -> Counted | Kept:
    """Go through all pairs on the shelves."""
    return _run(list(_jobs(sheet, shelves, shelves, True, window, task)), task, THREADS, tell)


def scan_between(sheet: Sheet, new: Shelves, old: Shelves, window: Window, task: Task) -> Counted | Kept:
    """Go through all pairs of one record on each of two shelves. `one` is a position in `new`."""
    # Threads cost more than they save where a few reports arrive.
    threads = 1 if len(new.records) <= FEW else THREADS
    return _run(list(_jobs(sheet, new, old, False, window, task)), task, threads)


def _jobs(sheet, here: Shelves, there: Shelves, inside: bool, window, task):
    mine, theirs = Side(here.records, here.spots), Side(there.records, there.spots)
    promise = _promise(sheet, here, there, window, task)
    for m, one in enumerate(here.strata):
        for t, other in enumerate(there.strata):
            if not (one.located and other.located) or (inside and other.rank > one.rank):
                continue
            reach = reach_km(one, other, window)
            for low, high in pieces(one.starts):
                yield scan_cells, (
                    sheet, mine, theirs, one, other, low, high, here.cell_km, reach, inside and m == t,
                    window, task, promise,
                ), False  # fmt: skip
    yield from _lists_jobs(
        sheet, mine, theirs, here.groups, there.groups, inside, False, window, task, promise
    )
    if not inside:
        promise = _promise(sheet, there, here, window, task)
        yield from _lists_jobs(
            sheet, theirs, mine, there.groups, here.groups, inside, True, window, task, promise
        )


def _promise(sheet, here: Shelves, there: Shelves, window, task):
    return promise_of(sheet, (here.records, here.kinds), (there.records, there.kinds), window, task)


def _lists_jobs(sheet, mine, theirs, asking, found, inside, turned, window, task, promise):
    for name, ask, _ in asking:
        route = BY_NAME if name == "name" else ANYWHERE if name == "anywhere" else BY_AREA
        lists = [lists for other, _, lists in found if other == name]
        for one, other in product(ask, chain.from_iterable(lists)):
            for low, high in pieces(one.starts):
                yield scan_group, (
                    sheet, mine, theirs, one, other, low, high, route, inside, turned, window, task, promise,
                ), turned  # fmt: skip


def pieces(starts: np.ndarray) -> list[tuple[int, int]]:
    """Cut a list of starts into runs of about JOB records."""
    cuts = np.unique(np.searchsorted(starts, np.arange(starts[0], starts[-1] + JOB, JOB)))
    cuts = np.unique(np.r_[0, np.minimum(cuts, len(starts) - 1), len(starts) - 1])
    return [(int(a), int(b)) for a, b in pairwise(cuts)]


def _run(jobs: list, task: Task, threads: int, tell: Callable | None = None) -> Counted | Kept:
    if len(jobs) > 1 and threads > 1:
        with ThreadPoolExecutor(threads) as pool:
            done = []
            for result in pool.map(lambda job: job[0](*job[1]), jobs):
                done.append(result)
                if tell:
                    tell(len(done), len(jobs))
    else:
        done = [function(*given) for function, given, _ in jobs]
    compared, left_out = (sum(int(each[3][number]) for each in done) for number in (2, 3))
    if not task.keep:
        return Counted(*_summed(done), compared, left_out)
    return Kept(*_joined(jobs, done), compared, left_out)


def _joined(jobs: list, done: list) -> Iterator[np.ndarray]:
    """The edges of all pieces; where the lists were turned around, turned back."""
    pairs = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
    for (_, _, turned), (edges, _, _, numbers) in zip(jobs, done, strict=True):
        for part, edge in zip(pairs, (edges[1], edges[0], edges[2]) if turned else edges, strict=True):
            part.append(edge[: numbers[0]])
    return (np.concatenate(part) for part in pairs)


def _summed(done: list) -> tuple[np.ndarray, np.ndarray]:
    """The patterns of all pieces in ascending order, each once, with their counts."""
    blank = np.full(FIRST_SLOTS, -1, np.int64), np.zeros(FIRST_SLOTS, np.int64)
    slots, counts = reduce(merged, [(slots, counts) for _, slots, counts, _ in done], blank)
    used = np.flatnonzero(slots >= 0)
    used = used[np.argsort(slots[used])]
    return slots[used], counts[used]

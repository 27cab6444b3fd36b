"""What becomes of pairs of neighbours that a sweep has found: compiled, in lists and tables that grow."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.comparing import further_pattern, km_between, packed_from
from vigie.core.pairing.comparing.when import when_level
from vigie.core.pairing.comparing.where import band, where_level, where_points
from vigie.core.pairing.promising import NEARLY, bits_by_kind, packed_by_kind, promised
from vigie.core.pairing.tallying import FIRST_SLOTS, grown_table, tally
from vigie.core.pairing.tasks import WHERE, bits_of


@compiled
def keep_found(sheet, here, there, mine, theirs, count, sharp, window, task, promise, edges, numbers):
    """Keep the likely ones of pairs of positions, in lists that grow.

    `numbers` are running ones: pairs kept, slots used, pairs compared. A pair is compared only as far as it may
    still reach the floor.
    """
    one, other, worth = edges
    kept, compared, floor = numbers[0], numbers[2], task.floor
    names, may_be, vague, further = sheet.names, sheet.may_be, sheet.vague_kinds, window.further
    bits, together, fields, prior = task.bits, task.together, task.fields, task.prior
    if kept + count > len(one):
        more = max(len(one), count)
        one = np.concatenate((one, np.empty(more, np.int32)))
        other = np.concatenate((other, np.empty(more, np.int32)))
        worth = np.concatenate((worth, np.empty(more, np.float32)))
    for k in range(count):
        s, t = here.spots[mine[k]], there.spots[theirs[k]]
        when = when_level(s, t, window)
        if when < 0:
            continue
        compared += 1
        most = promised(promise, bits, s, t, when)
        if most + promise.where < floor - NEARLY:
            continue
        if sharp:
            row = band(km_between(s, t))
            if most + promise.rows[row] < floor - NEARLY:
                continue
            where = where_points(names, s, t, row)
        else:
            where = 0 if window.anywhere else where_level(names, s, t, window.km)
        if where < 0:
            compared -= 1
            continue
        if most + bits[WHERE, where] < floor - NEARLY:
            continue
        if promise.complete:
            found = bits_by_kind(promise, bits, prior, s, t, when, where)
        else:
            a, b = here.records[mine[k]], there.records[theirs[k]]
            packed = packed_from(may_be, vague, a, b, when, where)
            if further:
                packed = further_pattern(sheet, a, b, packed)
            found = bits_of(packed, bits, together, fields, prior)
        if found >= floor:
            one[kept], other[kept], worth[kept] = mine[k], theirs[k], found
            kept += 1
    numbers[0], numbers[2] = kept, compared
    return one, other, worth


@compiled
def count_found(sheet, here, there, mine, theirs, count, sharp, window, promise, slots, counts, numbers):
    """Count the patterns of pairs of positions, in a table that grows."""
    used, compared = numbers[1], numbers[2]
    names, may_be, vague, further = sheet.names, sheet.may_be, sheet.vague_kinds, window.further
    for k in range(count):
        s, t = here.spots[mine[k]], there.spots[theirs[k]]
        when = when_level(s, t, window)
        if when < 0:
            continue
        if sharp:
            where = where_points(names, s, t, band(km_between(s, t)))
        else:
            where = 0 if window.anywhere else where_level(names, s, t, window.km)
        if where < 0:
            continue
        if promise.complete:
            packed = packed_by_kind(promise, s, t, when, where)
        else:
            a, b = here.records[mine[k]], there.records[theirs[k]]
            packed = packed_from(may_be, vague, a, b, when, where)
            if further:
                packed = further_pattern(sheet, a, b, packed)
        compared += 1
        if 10 * used > 7 * len(slots):
            slots, counts = grown_table(slots, counts)
        used += tally(packed, slots, counts)
    numbers[1], numbers[2] = used, compared
    return slots, counts


@compiled
def compare_found(
    sheet, here, there, mine, theirs, count, sharp, window, task, promise, edges, slots, counts, numbers
):
    """Compare pairs of positions: keep the likely ones, or count their patterns.

    `sharp`: they are points that nothing but their distance brought together.
    """
    if task.keep:
        edges = keep_found(
            sheet, here, there, mine, theirs, count, sharp, window, task, promise, edges, numbers
        )
    else:
        slots, counts = count_found(
            sheet, here, there, mine, theirs, count, sharp, window, promise, slots, counts, numbers
        )
    return edges, slots, counts


@compiled
def longer(positions, more):
    """A list of positions with room for at least so many more."""
    return np.concatenate((positions, np.empty(max(len(positions), more), np.int32)))


@compiled
def blank_tables(keep):
    """Edges, table of patterns with its counts, and the running numbers, all empty."""
    edges = (np.empty(1024, np.int32), np.empty(1024, np.int32), np.empty(1024, np.float32))
    slots = np.full(2 if keep else FIRST_SLOTS, -1, np.int64)
    return edges, slots, np.zeros(len(slots), np.int64), np.zeros(4, np.int64)

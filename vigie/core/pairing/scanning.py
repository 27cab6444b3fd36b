"""Going through pairs of neighbours, compiled: to count their patterns, or to keep the likely ones."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.comparing import Window, km_between
from vigie.core.pairing.comparing.where import by_distance, lies_in, name_only, same_area
from vigie.core.pairing.grid import cells_around, lower_bound
from vigie.core.pairing.meeting import blank_tables, compare_found, longer
from vigie.core.pairing.shelving import Stratum
from vigie.core.pairing.tallying import mixed

BY_AREA, BY_NAME, ANYWHERE = 0, 1, 2
BATCH = 4096  # pairs compared at a time


@compiled
def first_from(spots, low, high, day):
    """First position in a slice sorted by first day from which the day is reached; steps grow as it goes."""
    if low >= high or spots[low].first >= day:
        return low
    step = 1
    while low + step < high and spots[low + step].first < day:
        low += step
        step <<= 1
    high = min(high, low + step)
    low += 1
    while low < high:
        middle = (low + high) >> 1
        if spots[middle].first < day:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def scan_cells(sheet, here, there, mine, theirs, low, high, cell_km, reach_km, inside, window, task, promise):
    """Compare the records in cells [low, high) of a stratum with those of a stratum around them, by distance.

    `inside`: the two strata are one, and each pair comes up once. Returns edges, patterns with their counts,
    and the running numbers: pairs kept, slots used, pairs compared, pairs left out.
    """
    edges, slots, counts, numbers = blank_tables(task.keep)
    ones, others, count = np.empty(BATCH, np.int32), np.empty(BATCH, np.int32), 0
    cells, starts, their_cells, their_starts = mine.cells, mine.starts, theirs.cells, theirs.starts
    spots, their_spots = here.spots, there.spots
    sharp = max(mine.level, theirs.level) < 0 and reach_km == window.km and not window.anywhere
    around, every = np.empty(16, np.int64), task.every
    days, window_km, at_most = max(window.days, window.control_to), window.km, window.at_most
    for c in range(low, high):
        around, near = cells_around(cells[c], their_cells, cell_km, reach_km, inside, around)
        at = their_starts[around[:near]]
        for i in range(starts[c], starts[c + 1]):
            a = spots[i]
            if every > 1 and mixed(cells[c], a.first) % np.uint64(every) != 0:
                continue
            for k in range(near):
                end = their_starts[around[k] + 1]
                at[k] = first_from(their_spots, at[k], end, a.first - days - theirs.span_days)
                begin = max(at[k], i + 1) if inside and around[k] == c else at[k]
                stop = begin
                while stop < end and their_spots[stop].first <= a.last + days:
                    stop += 1
                if count + stop - begin > len(ones):
                    ones, others = longer(ones, stop - begin), longer(others, stop - begin)
                step = 1
                if stop - begin >= 2 * at_most:
                    step = (stop - begin) // at_most
                    numbers[3] += stop - begin - at_most
                j = begin
                while sharp and step == 1 and j < stop:
                    ones[count], others[count] = i, j
                    count += km_between(a, their_spots[j]) <= reach_km
                    j += 1
                while j < stop:
                    km = km_between(a, their_spots[j])
                    ones[count], others[count] = i, j
                    if km <= reach_km:
                        count += by_distance(a, their_spots[j], km, window_km)
                    # In a crowd: the next half of what is allowed, then some of all the rest.
                    j += 1 if step == 1 or j - begin < at_most // 2 else 2 * step - 1
            if count >= BATCH:
                edges, slots, counts = compare_found(
                    sheet, here, there, ones, others, count, sharp, window, task, promise,
                    edges, slots, counts, numbers,
                )  # fmt: skip
                count = 0
    edges, slots, counts = compare_found(
        sheet, here, there, ones, others, count, sharp, window, task, promise,
        edges, slots, counts, numbers,
    )  # fmt: skip
    return edges, slots, counts, numbers


@compiled
def found_by_group(names, a, b, i, j, route, inside, turned, window_km):
    """Whether a pair is compared because `a` stands for the area of `b`, or shares its name, and not otherwise.

    A pair that several lists would bring up comes from one of them. Where either could ask, the first does.
    """
    first = i < j if inside else not turned
    if route == ANYWHERE:
        return first
    if i == j and inside:
        return False
    near = by_distance(a, b, km_between(a, b), window_km)
    if route == BY_AREA:
        if near:
            return False
        if lies_in(a, b) == 1 and b.area[b.level] >= 0:
            # Both stand for an area that holds the other: the broader one asks.
            return a.level < b.level or (a.level == b.level and first)
        return True
    if near or same_area(a, b) == 1 or not name_only(names, a, b):
        return False
    return b.lat == b.lat or first


@compiled
def scan_group(sheet, here, there, asking, found_in, low, high, route, inside, turned, window, task, promise):
    """Compare those who ask, in codes [low, high) of their list, with those found under the same code."""
    edges, slots, counts, numbers = blank_tables(task.keep)
    ones, others, count = np.empty(BATCH, np.int32), np.empty(BATCH, np.int32), 0
    codes, positions, starts = found_in.codes, found_in.positions, found_in.starts
    spots, their_spots = here.spots, there.spots
    days, at_most, every = max(window.days, window.control_to), window.at_most, task.every
    for c in range(low, high):
        code = asking.codes[c]
        place = lower_bound(codes, 0, len(codes), code)
        if place == len(codes) or codes[place] != code:
            continue
        begin, end = starts[place], starts[place + 1]
        for k in range(asking.starts[c], asking.starts[c + 1]):
            i = asking.positions[k]
            a = spots[i]
            if every > 1 and mixed(code, a.first) % np.uint64(every) != 0:
                continue
            while begin < end and their_spots[positions[begin]].first < a.first - days - found_in.span_days:
                begin += 1
            stop = begin
            while stop < end and their_spots[positions[stop]].first <= a.last + days:
                stop += 1
            if count + stop - begin > len(ones):
                ones, others = longer(ones, stop - begin), longer(others, stop - begin)
            step = max(1, (stop - begin) // at_most)
            numbers[3] += (stop - begin) - (stop - begin + step - 1) // step
            for q in range(begin, stop, step):
                j = positions[q]
                if found_by_group(sheet.names, a, their_spots[j], i, j, route, inside, turned, window.km):
                    ones[count], others[count] = i, j
                    count += 1
            if count >= BATCH:
                edges, slots, counts = compare_found(
                    sheet, here, there, ones, others, count, False, window, task, promise,
                    edges, slots, counts, numbers,
                )  # fmt: skip
                count = 0
    edges, slots, counts = compare_found(
        sheet, here, there, ones, others, count, False, window, task, promise,
        edges, slots, counts, numbers,
    )  # fmt: skip
    return edges, slots, counts, numbers


def reach_km(mine: Stratum, theirs: Stratum, window: Window) -> float:
    """Kilometres within which records of two strata may meet by distance."""
    decided = any(a.level >= 0 and (mine.coded & theirs.coded) >> 2 * a.level & 3 for a in (mine, theirs))
    return window.km if decided else window.km + mine.slack_km + theirs.slack_km

"""Going through pairs of neighbours, compiled: to count their patterns, or to keep the likely ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing.comparing import (
    BANDS_ALLOW_KM,
    KM_PER_DEGREE,
    Sheet,
    Window,
    further_pattern,
    km_between,
    lies_in,
    name_only,
    pattern,
    same_area,
)
from vigie.core.pairing.levels import SIZES
from vigie.core.pairing.reports import Reports
from vigie.core.pairing.shelving import Stratum, cell_key, cell_size, row_cosine

BY_AREA, BY_NAME, ANYWHERE = 0, 1, 2
FIRST_SLOTS = 1 << 10
BATCH = 4096  # pairs compared at a time


class Task(NamedTuple):
    """What is done with each pair: counted by pattern (`keep` False), or kept from `floor` bits."""

    keep: bool
    floor: float
    every: int  # of the places and days, one in so many is looked at
    bits: np.ndarray  # float32[fields, levels]
    together: np.ndarray  # float32[interactions, levels, levels]: bits of two findings taken together
    fields: np.ndarray  # int64[interactions, 2]
    prior: float


@dataclass
class Counted:
    """Patterns met and how often; how many pairs were looked at and how many left out in a crowd."""

    patterns: np.ndarray
    counts: np.ndarray
    compared: int
    left_out: int


@dataclass
class Kept:
    """Pairs of positions in the two lists of records, with their bits."""

    one: np.ndarray
    other: np.ndarray
    bits: np.ndarray
    compared: int
    left_out: int


@compiled
def bits_of(packed, bits, together, fields, prior):
    """Bits of one pattern: the prior, each field's, and those of pairs of fields taken together."""
    total = prior
    if len(fields) == 0:
        for field in range(len(SIZES)):
            total += bits[field, packed % SIZES[field]]
            packed //= SIZES[field]
        return total
    levels = np.empty(len(SIZES), np.int64)
    for field in range(len(SIZES)):
        levels[field] = packed % SIZES[field]
        packed //= SIZES[field]
        total += bits[field, levels[field]]
    for k in range(len(fields)):
        total += together[k, levels[fields[k, 0]], levels[fields[k, 1]]]
    return total


@compiled
def by_distance(a, b, km, window_km):
    """Whether two points lie near enough to be compared for that reason alone."""
    if not km <= window_km + 40_000.0:
        return False
    if (a.level >= 0 or b.level >= 0) and same_area(a, b) >= 0:
        return km <= window_km
    return km <= window_km + max(0.0, a.radius - BANDS_ALLOW_KM) + max(0.0, b.radius - BANDS_ALLOW_KM)


@compiled
def mixed(cell, day):
    """A number without order for a place and day, to draw a sample that the order of rows can't change."""
    value = np.uint64(cell) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(day) * np.uint64(0xC2B2AE3D27D4EB4F)
    value ^= value >> np.uint64(29)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    return value ^ (value >> np.uint64(32))


@compiled
def lower_bound(values, low, high, least):
    while low < high:
        middle = (low + high) >> 1
        if values[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def first_from(records, low, high, day):
    """First position in a slice sorted by first day from which the day is reached; steps grow as it goes."""
    step = 1
    while low + step < high and records[low + step].first < day:
        low += step
        step <<= 1
    high = min(high, low + step)
    while low < high:
        middle = (low + high) >> 1
        if records[middle].first < day:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def cells_around(key, cells, cell_km, reach_km, forward, found):
    """Indices into `cells` of those within reach of the cell `key`; only later ones where `forward`."""
    half, columns = cell_size(cell_km)
    row, column = key // columns - half, key % columns - columns // 2
    here = row_cosine(row, cell_km) * KM_PER_DEGREE
    west, east = column * cell_km / here, (column + 1) * cell_km / here
    rows = int(np.ceil(reach_km / cell_km - 1e-9))
    count = 0
    for there in range(row if forward else max(row - rows, -half), min(row + rows, half) + 1):
        beside = row_cosine(there, cell_km) * KM_PER_DEGREE
        side = 1.02 * reach_km / min(here, beside)
        low = max(int(np.floor((west - side) * beside / cell_km)), -(columns // 2))
        high = min(int(np.floor((east + side) * beside / cell_km)), columns - columns // 2 - 1)
        if forward and there == row:
            low = column
        at = lower_bound(cells, 0, len(cells), cell_key(there, low, cell_km))
        last = cell_key(there, high, cell_km)
        while at < len(cells) and cells[at] <= last:
            if count == len(found):
                found = np.concatenate((found, np.empty_like(found)))
            found[count] = at
            count += 1
            at += 1
    return found, count


@compiled
def tally(packed, slots, counts):
    """Count a pattern in an open table. Returns whether it was new."""
    mask = len(slots) - 1
    at = np.int64(mixed(packed, 7) & np.uint64(mask))
    while slots[at] != packed:
        if slots[at] < 0:
            slots[at] = packed
            counts[at] = 1
            return True
        at = (at + 1) & mask
    counts[at] += 1
    return False


@compiled
def grown_table(slots, counts):
    bigger, numbers = np.full(2 * len(slots), -1, np.int64), np.zeros(2 * len(slots), np.int64)
    for at in range(len(slots)):
        if slots[at] >= 0:
            tally(slots[at], bigger, numbers)
            place = np.int64(mixed(slots[at], 7) & np.uint64(len(bigger) - 1))
            while bigger[place] != slots[at]:
                place = (place + 1) & (len(bigger) - 1)
            numbers[place] = counts[at]
    return bigger, numbers


@compiled
def compare_found(sheet, records, others, mine, theirs, count, window, task, edges, slots, counts, tally_of):
    """Compare pairs of positions; count their patterns or keep the likely ones, in tables that grow.

    `tally_of` holds running numbers: pairs kept, slots used, pairs compared.
    """
    one, other, worth = edges
    kept, used, compared = tally_of[0], tally_of[1], tally_of[2]
    names, may_be, vague, further = sheet.names, sheet.may_be, sheet.vague_kinds, window.further
    bits, together, fields, prior, floor = task.bits, task.together, task.fields, task.prior, task.floor
    if task.keep and kept + count > len(one):
        more = max(len(one), count)
        one = np.concatenate((one, np.empty(more, np.int32)))
        other = np.concatenate((other, np.empty(more, np.int32)))
        worth = np.concatenate((worth, np.empty(more, np.float32)))
    for k in range(count):
        a, b = records[mine[k]], others[theirs[k]]
        packed = pattern(names, may_be, vague, a, b, window)
        if packed < 0:
            continue
        if further:
            packed = further_pattern(sheet, a, b, packed)
        compared += 1
        if task.keep:
            found = bits_of(packed, bits, together, fields, prior)
            if found >= floor:
                one[kept], other[kept], worth[kept] = mine[k], theirs[k], found
                kept += 1
        else:
            if 10 * used > 7 * len(slots):
                slots, counts = grown_table(slots, counts)
            used += tally(packed, slots, counts)
    tally_of[0], tally_of[1], tally_of[2] = kept, used, compared
    return (one, other, worth), slots, counts


@compiled
def room(mine, theirs, needed):
    """The two lists of positions, longer where they do not hold so many."""
    if needed > len(mine):
        more = np.empty(max(len(mine), needed), np.int32)
        mine, theirs = np.concatenate((mine, more)), np.concatenate((theirs, more))
    return mine, theirs


@compiled
def blank_tables(keep):
    """Edges, table of patterns with its counts, and the running numbers, all empty."""
    edges = (np.empty(1024, np.int32), np.empty(1024, np.int32), np.empty(1024, np.float32))
    slots = np.full(2 if keep else FIRST_SLOTS, -1, np.int64)
    return edges, slots, np.zeros(len(slots), np.int64), np.zeros(4, np.int64)


@compiled
def scan_cells(sheet, records, others, here, there, low, high, cell_km, reach_km, inside, window, task):
    """Compare the records in cells [low, high) of a stratum with those of a stratum around them, by distance.

    `inside`: the two strata are one, and each pair comes up once. Returns edges, patterns with their counts,
    and the running numbers: pairs kept, slots used, pairs compared, pairs left out.
    """
    edges, slots, counts, numbers = blank_tables(task.keep)
    mine, theirs, count = np.empty(BATCH, np.int32), np.empty(BATCH, np.int32), 0
    cells, starts, their_cells, their_starts = here.cells, here.starts, there.cells, there.starts
    days, at_most, every = max(window.days, window.control_to), window.at_most, task.every
    span, km, around = there.span_days, window.km, np.empty(16, np.int64)
    for c in range(low, high):
        around, near = cells_around(cells[c], their_cells, cell_km, reach_km, inside, around)
        at = their_starts[around[:near]]
        for i in range(starts[c], starts[c + 1]):
            a = records[i]
            if every > 1 and mixed(cells[c], a.first) % np.uint64(every) != 0:
                continue
            for k in range(near):
                end = their_starts[around[k] + 1]
                at[k] = first_from(others, at[k], end, a.first - days - span)
                begin = max(at[k], i + 1) if inside and around[k] == c else at[k]
                stop = begin
                while stop < end and others[stop].first <= a.last + days:
                    stop += 1
                mine, theirs = room(mine, theirs, count + stop - begin)
                step, j = max(1, (stop - begin) // at_most), begin
                while j < stop:
                    if by_distance(a, others[j], km_between(a, others[j]), km):
                        mine[count], theirs[count] = i, j
                        count += 1
                    # In a crowd: the next half of what is allowed, then some of all the rest.
                    j += 1 if j - begin < at_most // 2 else 2 * step - 1
                if step > 1:
                    numbers[3] += stop - begin - at_most
            if count >= BATCH:
                edges, slots, counts = compare_found(
                    sheet, records, others, mine, theirs, count, window, task, edges, slots, counts, numbers
                )
                count = 0
    edges, slots, counts = compare_found(
        sheet, records, others, mine, theirs, count, window, task, edges, slots, counts, numbers
    )
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
def scan_group(sheet, records, others, asking, found_in, low, high, route, inside, turned, window, task):
    """Compare those who ask, in codes [low, high) of their list, with those found under the same code."""
    edges, slots, counts, numbers = blank_tables(task.keep)
    mine, theirs, count = np.empty(BATCH, np.int32), np.empty(BATCH, np.int32), 0
    names, codes, positions, starts = sheet.names, found_in.codes, found_in.positions, found_in.starts
    days, at_most, every = max(window.days, window.control_to), window.at_most, task.every
    for c in range(low, high):
        code = asking.codes[c]
        place = lower_bound(codes, 0, len(codes), code)
        if place == len(codes) or codes[place] != code:
            continue
        begin, end = starts[place], starts[place + 1]
        for k in range(asking.starts[c], asking.starts[c + 1]):
            i = asking.positions[k]
            a = records[i]
            if every > 1 and mixed(code, a.first) % np.uint64(every) != 0:
                continue
            while begin < end and others[positions[begin]].first < a.first - days - found_in.span_days:
                begin += 1
            stop = begin
            while stop < end and others[positions[stop]].first <= a.last + days:
                stop += 1
            mine, theirs = room(mine, theirs, count + stop - begin)
            step = max(1, (stop - begin) // at_most)
            numbers[3] += (stop - begin) - (stop - begin + step - 1) // step
            for q in range(begin, stop, step):
                j = positions[q]
                if found_by_group(names, a, others[j], i, j, route, inside, turned, window.km):
                    mine[count], theirs[count] = i, j
                    count += 1
            if count >= BATCH:
                edges, slots, counts = compare_found(
                    sheet, records, others, mine, theirs, count, window, task, edges, slots, counts, numbers
                )
                count = 0
    edges, slots, counts = compare_found(
        sheet, records, others, mine, theirs, count, window, task, edges, slots, counts, numbers
    )
    return edges, slots, counts, numbers


def pattern_of(sheet: Sheet, a: np.void, b: np.void, window: Window) -> int:
    """The pattern of two records, or -1 where they are not compared."""
    packed = pattern(sheet.names, sheet.may_be, sheet.vague_kinds, a, b, window)
    return further_pattern(sheet, a, b, packed) if packed >= 0 and window.further else packed


@compiled
def patterns_of(sheet, records, one, other, window):
    """The patterns of pairs of positions: int64."""
    found = np.empty(len(one), np.int64)
    names, may_be, vague = sheet.names, sheet.may_be, sheet.vague_kinds
    for k in range(len(one)):
        a, b = records[one[k]], records[other[k]]
        found[k] = pattern(names, may_be, vague, a, b, window)
        if found[k] >= 0 and window.further:
            found[k] = further_pattern(sheet, a, b, found[k])
    return found


def best_pattern(reports: Reports, i: int, j: int, sheet: Sheet, window: Window, task: Task) -> tuple:
    """The likeliest two places of two reports, as records, and the pattern of the pair; -1 where none meet."""
    best, most = (None, None, -1), -np.inf
    for a in _places(reports, i):
        for b in _places(reports, j):
            packed = pattern_of(sheet, a, b, window)
            if packed >= 0:
                bits = bits_of(packed, task.bits, task.together, task.fields, task.prior)
                if bits > most:
                    best, most = (a, b, packed), bits
    return best


def _places(reports: Reports, row: int) -> Iterator[np.void]:
    yield reports.records[row]
    further = reports.records[len(reports) :]
    if len(further):
        yield from further[further["row"] == row]


def reach_km(mine: Stratum, theirs: Stratum, window: Window) -> float:
    """Kilometres within which records of two strata may meet by distance."""
    decided = any(a.level >= 0 and (mine.coded & theirs.coded) >> 2 * a.level & 3 for a in (mine, theirs))
    return window.km if decided else window.km + mine.slack_km + theirs.slack_km

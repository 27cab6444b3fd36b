"""Sorting whole numbers, compiled: a radix sort and the runs of what is sorted."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled

DIGIT = 11


@compiled
def sorted_order(key):
    """Stable order of whole numbers from 0 (radix sort): int32 positions, and the numbers in that order."""
    n = len(key)
    order, other = np.arange(n).astype(np.int32), np.empty(n, np.int32)
    here, there = key.astype(np.int64), np.empty(n, np.int64)
    most = 0
    for i in range(n):
        most = max(most, here[i])
    shift = 0
    while (most >> shift) > 0:
        begins = np.zeros((1 << DIGIT) + 1, np.int64)
        for i in range(n):
            begins[((here[i] >> shift) & ((1 << DIGIT) - 1)) + 1] += 1
        begins = np.cumsum(begins)
        for i in range(n):
            digit = (here[i] >> shift) & ((1 << DIGIT) - 1)
            there[begins[digit]] = here[i]
            other[begins[digit]] = order[i]
            begins[digit] += 1
        here, there = there, here
        order, other = other, order
        shift += DIGIT
    return order, here


@compiled
def runs(ascending, unit):
    """Distinct whole multiples of `unit` among ascending numbers, and where each begins: int64, with the end."""
    number = 0
    for i in range(len(ascending)):
        number += i == 0 or ascending[i] // unit != ascending[i - 1] // unit
    found, starts = np.empty(number, np.int64), np.empty(number + 1, np.int64)
    number = 0
    for i in range(len(ascending)):
        if i == 0 or ascending[i] // unit != ascending[i - 1] // unit:
            found[number], starts[number] = ascending[i] // unit, i
            number += 1
    starts[number] = len(ascending)
    return found, starts


@compiled
def distinct(codes, most):
    """Distinct whole numbers from 0 to below `most`, ascending, and the place of each code among them: int32."""
    place = np.zeros(most, np.int32)
    for code in codes:
        place[code] = 1
    found = np.flatnonzero(place)
    for number in range(len(found)):
        place[found[number]] = number
    places = np.empty(len(codes), np.int32)
    for i in range(len(codes)):
        places[i] = place[codes[i]]
    return found, places

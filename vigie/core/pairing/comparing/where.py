"""Comparing where: points, areas and names of two records."""

from __future__ import annotations

from math import sqrt

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l

KM_PER_DEGREE = 111.195

# Kilometres of imprecision of each point that the bands of distance allow for already.
BANDS_ALLOW_KM = 5.0

# Dice coefficient of pairs of letters from which two spellings are alike, and partly so.
ALIKE, PARTLY = 0.7, 0.45

NONE, AREA_ROW, BOTH_ROW = -1, l.ROWS.index("one_area_3"), l.ROWS.index("both_areas_3")
NEAR_ROW, NAME_ROW = l.ROWS.index("near_area"), l.ROWS.index("name_only")
D1, D3, D7, D13, D20 = l.BANDS_KM
N_NAMES, SAME_NAME, ALIKE_NAME, PARTLY_NAME, OTHER_NAME = len(l.NAMES), 1, 2, 3, 4
R_SAME, R_WIDER, R_OTHER = range(1, 4)


@compiled
def km_between(a, b):
    """Kilometres on a flat sheet: good to 0.5 % within 600 km outside the polar regions. NaN without points."""
    north = a.lat - b.lat
    east = (a.lon - b.lon) * (a.cos + b.cos) * 0.5
    return KM_PER_DEGREE * sqrt(north * north + east * east)


@compiled
def lies_in(a, b):
    """Whether a lies in the area that b stands for: 1 yes, 0 no, -1 nobody can say."""
    if b.level < 0:
        return NONE
    theirs, ours = b.area[b.level], a.area[b.level]
    # Even codes are P-codes, odd ones names: only like with like can differ.
    if theirs < 0 or ours < 0 or (theirs ^ ours) & 1:
        return NONE
    return 1 if theirs == ours else 0


@compiled
def same_area(a, b):
    """Whether one lies in the area that the other stands for: 1 yes, 0 no, -1 nobody can say."""
    one, other = lies_in(a, b), lies_in(b, a)
    return max(one, other)


@compiled
def bits_set(word):
    """How many bits of a 64-bit word are set."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled
def name_level(names, a, b):
    if a.name < 0 or b.name < 0:
        return 0
    if a.name == b.name:
        return SAME_NAME
    one, other = names[a.name], names[b.name]
    if one.plain == other.plain:
        return SAME_NAME
    if one.sound == other.sound:
        return ALIKE_NAME
    shared = bits_set(one.letters[0] & other.letters[0]) + bits_set(one.letters[1] & other.letters[1])
    dice = 2.0 * shared / (one.pairs + other.pairs)
    if dice >= ALIKE:
        return ALIKE_NAME
    return PARTLY_NAME if dice >= PARTLY else OTHER_NAME


@compiled
def band(km):
    """The row of two points so many kilometres apart, beyond what their imprecision explains."""
    if km <= D1:
        return 0
    if km <= D3:
        return 1
    if km <= D7:
        return 2
    if km <= D13:
        return 3
    return 4 if km <= D20 else 5


@compiled
def place_row(a, b, km, window_km):
    """The row of two places in the table of places, or -1 where they lie too far apart to be compared."""
    level = max(a.level, b.level) if a.level < 0 or b.level < 0 else min(a.level, b.level)
    spread = max(0.0, a.radius - BANDS_ALLOW_KM) + max(0.0, b.radius - BANDS_ALLOW_KM)
    if level < 0:
        unexplained = km - spread
        return band(unexplained) if unexplained <= window_km else NONE
    area = same_area(a, b)
    if area < 0 and km <= max(a.radius if a.level >= 0 else 0.0, b.radius if b.level >= 0 else 0.0):
        area = 1  # no code decides it: the area's own radius does
    if area == 1:
        return (BOTH_ROW if a.level >= 0 and b.level >= 0 else AREA_ROW) + 3 - level
    if km <= window_km or (area < 0 and km <= window_km + spread):
        return NEAR_ROW
    return NONE


@compiled
def name_only(names, a, b):
    """Whether two places meet by their names: of one sound, not in two countries, one without a point."""
    if a.name < 0 or b.name < 0 or names[a.name].sound != names[b.name].sound:
        return False
    if a.area[0] >= 0 and b.area[0] >= 0 and a.area[0] != b.area[0]:
        return False
    return a.lat != a.lat or b.lat != b.lat


@compiled
def where_level(names, a, b, window_km):
    """Level of the places, or -1 where they are not compared."""
    row = place_row(a, b, km_between(a, b), window_km)
    if row < 0:
        if not name_only(names, a, b):
            return NONE
        row = NAME_ROW
    return 1 + row * N_NAMES + name_level(names, a, b)


@compiled
def where_points(names, a, b, row):
    """Level of two points, `row` being that of their distance."""
    return 1 + row * N_NAMES + name_level(names, a, b)


@compiled
def area_level(a, b):
    """How two points' areas agree. What stands for an area as a whole is compared as a place already."""
    if a.level >= 0 or b.level >= 0:
        return 0
    found = 0
    for level in range(3, 0, -1):
        one, other = a.area[level], b.area[level]
        if one >= 0 and other >= 0 and not (one ^ other) & 1:
            if one == other:
                return R_SAME if found == 0 and level > 1 else R_WIDER
            found = R_OTHER
    return found


@compiled
def by_distance(a, b, km, window_km):
    """Whether two points lie near enough to be compared for that reason alone."""
    if not km <= window_km + 40_000.0:
        return False
    if (a.level >= 0 or b.level >= 0) and same_area(a, b) >= 0:
        return km <= window_km
    return km <= window_km + max(0.0, a.radius - BANDS_ALLOW_KM) + max(0.0, b.radius - BANDS_ALLOW_KM)

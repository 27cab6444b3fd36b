"""Comparing two records: each field's level, and all of them packed into one number, the pattern."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np

from vigie.core.compiled import compiled
from vigie.core.pairing import levels as l
from vigie.core.pairing.reports import Reports

KM_PER_DEGREE = 111.195

# Kilometres of imprecision of each point that the bands of distance allow for already.
BANDS_ALLOW_KM = 5.0

# Dice coefficient of pairs of letters from which two spellings are alike, and partly so.
ALIKE, PARTLY = 0.7, 0.45

# Bits of surprise in the shared rare words from which they count as some, and as many.
SOME_BITS, MANY_BITS = 6.0, 16.0

# So many words must a narrative have before its having none in common with another says anything.
LONG_ENOUGH = 8

# Share of words in common from which one text is held to be a copy of the other.
COPIED = 0.8

NONE, AREA_ROW, BOTH_ROW = -1, l.ROWS.index("one_area_3"), l.ROWS.index("both_areas_3")
NEAR_ROW, NAME_ROW = l.ROWS.index("near_area"), l.ROWS.index("name_only")
D1, D3, D7, D13, D20 = l.BANDS_KM
N_NAMES, SAME_NAME, ALIKE_NAME, PARTLY_NAME, OTHER_NAME = len(l.NAMES), 1, 2, 3, 4
APART_0, APART_4 = l.level("when", "apart_0"), l.level("when", "apart_4")
ONE_LOOSE, BOTH_LOOSE = l.level("when", "one_few_days"), l.level("when", "both_few_days")
LOOSE_APART, CONTROL = l.level("when", "loose_apart"), l.CONTROL
T_SAME, T_BROADER, T_FAMILY, T_BROAD, T_OTHER = range(1, 6)
R_SAME, R_WIDER, R_OTHER = range(1, 4)
A_NAME, A_KIND, A_CLASS, A_MAY_BE, A_NAMED_APART, A_DIFFERENT = range(1, 7)
G_KIND, G_CLASS, G_DIFFERENT = range(1, 4)
K_NONE, K_EQUAL, K_CLOSE, K_APART, K_FAR, K_AGAINST = range(1, 7)
H_EQUAL, H_CLOSE, H_APART, H_FAR, H_AGAINST = range(1, 6)
W_COPIED, W_MANY, W_SOME, W_FEW, W_NONE = range(1, 6)
O_SHARED, O_CITES = 1, 2
SIZES = np.array(l.SIZES, np.int64)
BELOW_INITIATORS, BELOW_HARMED = int(SIZES[:3].prod()), int(SIZES[:7].prod())
FURTHER = int(SIZES[7:10].prod())  # harmed, words and origin, which records do not hold


class Window(NamedTuple):
    """How far apart two reports may be and still be compared, before their own imprecision is added."""

    km: float
    days: int
    control_from: int  # days apart from which a pair of one place is a control
    control_to: int
    at_most: int  # reports of one cell, or one area, with which one report is compared
    anywhere: bool  # no report says where: dates alone decide
    further: bool  # reports have more than a record holds: words, origins, other harms, further actors


class Sheet(NamedTuple):
    """What the compiled comparison reads: records and what lies behind their codes."""

    records: np.ndarray
    names: np.ndarray  # rows of NAME
    may_be: np.ndarray  # bool[families, families]
    vague_kinds: np.ndarray  # bool[kinds]: kinds that name no group
    actors: np.ndarray
    targets: np.ndarray
    harmed: np.ndarray
    origins: np.ndarray
    cites: np.ndarray
    words: np.ndarray
    rarity: np.ndarray


def sheet_of(reports: Reports, records: np.ndarray | None = None) -> Sheet:
    """The reports as the compiled comparison reads them; `records` may be the same in another order."""
    return Sheet(
        reports.records if records is None else records, reports.names, reports.may_be, reports.vague_kinds,
        reports.actors, reports.targets, reports.harmed, reports.origins, reports.cites, reports.words,
        reports.rarity,
    )  # fmt: skip


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
def place_row(a, b, km, window_km):
    """The row of two places in the table of places, or -1 where they lie too far apart to be compared."""
    level = max(a.level, b.level) if a.level < 0 or b.level < 0 else min(a.level, b.level)
    spread = max(0.0, a.radius - BANDS_ALLOW_KM) + max(0.0, b.radius - BANDS_ALLOW_KM)
    if level < 0:
        unexplained = km - spread
        if not unexplained <= window_km:
            return NONE
        if unexplained <= D1:
            return 0
        if unexplained <= D3:
            return 1
        if unexplained <= D7:
            return 2
        if unexplained <= D13:
            return 3
        return 4 if unexplained <= D20 else 5
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
def when_level(a, b, window):
    """Level of the dates, or -1 where they are not compared."""
    gap = max(b.first - a.last, a.first - b.last, 0)
    if a.loose == 0 and b.loose == 0:
        if gap <= window.days:
            return APART_0 + min(gap, 4)
        return CONTROL if window.control_from <= gap <= window.control_to else NONE
    if gap > window.days:
        return NONE
    if gap > 0:
        return LOOSE_APART
    if a.loose > 0 and b.loose > 0:
        return BOTH_LOOSE + max(a.loose, b.loose) - 1
    return ONE_LOOSE + max(a.loose, b.loose) - 1


@compiled
def type_level(a, b):
    for depth in range(3):
        if a.type[depth] >= 0 and b.type[depth] >= 0:
            if a.type[depth] == b.type[depth]:
                return T_SAME if depth == 0 else T_BROADER
            for wider in range(depth + 1, 3):
                if a.type[wider] >= 0 and a.type[wider] == b.type[wider]:
                    return T_FAMILY if wider == 1 else T_BROAD
            return T_OTHER
    return 0


@compiled
def actor_level(may_be, vague, group, kind, family, other_group, other_kind, other_family):
    if (group < 0 and kind < 0 and family < 0) or (other_group < 0 and other_kind < 0 and other_family < 0):
        return 0
    if group >= 0 and group == other_group:
        return A_NAME
    if family < 0 or other_family < 0:
        if kind >= 0 and kind == other_kind:
            return A_KIND
        return A_DIFFERENT if group >= 0 and other_group >= 0 else 0
    if family != other_family:
        return A_MAY_BE if may_be[family, other_family] else A_DIFFERENT
    named = group >= 0 and other_group >= 0
    if kind >= 0 and kind == other_kind:
        return A_NAMED_APART if named and vague[kind] else A_KIND
    return A_NAMED_APART if named and kind < 0 and other_kind < 0 else A_CLASS


@compiled
def initiators_level(may_be, vague, a, b):
    return actor_level(may_be, vague, a.group, a.kind, a.family, b.group, b.kind, b.family)


@compiled
def all_initiators_level(sheet, a, b, best):
    """The nearest of all initiators of the one to all of the other; `best` is that of the first two."""
    actors = sheet.actors
    for i in range(-1, actors.shape[1] if best > 0 else -1):
        for j in range(-1, actors.shape[1]):
            g, k, f = a.group, a.kind, a.family
            if i >= 0:
                g, k, f = actors[a.row, i, 0], actors[a.row, i, 1], actors[a.row, i, 2]
            h, m, e = b.group, b.kind, b.family
            if j >= 0:
                h, m, e = actors[b.row, j, 0], actors[b.row, j, 1], actors[b.row, j, 2]
            found = actor_level(sheet.may_be, sheet.vague_kinds, g, k, f, h, m, e)
            if found > 0:
                best = min(best, found)
    return best


@compiled
def targets_level(a, b):
    if a.target < 0 or b.target < 0:
        return 0
    if a.target == b.target:
        return G_KIND
    return G_CLASS if a.target_class >= 0 and a.target_class == b.target_class else G_DIFFERENT


@compiled
def all_targets_level(sheet, a, b, best):
    """The nearest of all targets of the one to all of the other; `best` is that of the first two."""
    targets = sheet.targets
    for i in range(-1, targets.shape[1] if best > 0 else -1):
        for j in range(-1, targets.shape[1]):
            kind, group = a.target, a.target_class
            if i >= 0:
                kind, group = targets[a.row, i, 0], targets[a.row, i, 1]
            other, others = b.target, b.target_class
            if j >= 0:
                other, others = targets[b.row, j, 0], targets[b.row, j, 1]
            if kind >= 0 and kind == other:
                return G_KIND
            if group >= 0 and group == others:
                best = min(best, G_CLASS)
    return best


@compiled
def killed_level(a, b):
    low, few, high = a.killed[0], a.killed[1], a.killed[2]
    other_low, many, other_high = b.killed[0], b.killed[1], b.killed[2]
    if few < 0 or many < 0:
        return 0
    if few > many:
        few, many = many, few
    if few == many:
        return K_NONE if few == 0 else K_EQUAL
    touching = low <= other_high and other_low <= high
    if few == 0 and not touching:
        return K_AGAINST
    if touching or many <= 1.5 * few + 1:
        return K_CLOSE
    return K_APART if many <= 3 * few + 1 else K_FAR


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
def harmed_level(sheet, a, b):
    """The first other harm that both know the number of and that one of them says has happened."""
    for harm in range(sheet.harmed.shape[1]):
        few, many = sheet.harmed[a.row, harm], sheet.harmed[b.row, harm]
        if few > many:
            few, many = many, few
        if few < 0 or many <= 0:
            continue
        if few == many:
            return H_EQUAL
        if few == 0:
            return H_AGAINST
        if many <= 1.5 * few + 1:
            return H_CLOSE
        return H_APART if many <= 3 * few + 1 else H_FAR
    return 0


@compiled
def words_level(sheet, a, b):
    """Copied where nearly all words are shared; else by the surprise in the rare ones. Words are ascending."""
    some, others = 0, 0
    width = sheet.words.shape[1]
    while some < width and sheet.words[a.row, some] >= 0:
        some += 1
    while others < width and sheet.words[b.row, others] >= 0:
        others += 1
    if some == 0 or others == 0:
        return 0
    i, j, shared, surprise = 0, 0, 0, 0.0
    while i < some and j < others:
        word, other = sheet.words[a.row, i], sheet.words[b.row, j]
        if word == other:
            shared += 1
            surprise += sheet.rarity[word]
        i += word <= other
        j += other <= word
    long = min(some, others) >= LONG_ENOUGH
    if long and shared >= COPIED * (some + others - shared):
        return W_COPIED
    if sheet.rarity[-1] < 0:  # too few narratives were read to say what is rare
        return 0
    if surprise >= SOME_BITS:
        return W_MANY if surprise >= MANY_BITS else W_SOME
    return W_NONE if shared == 0 and long else W_FEW


@compiled
def origin_level(sheet, a, b):
    for i in range(sheet.origins.shape[1]):
        for j in range(sheet.origins.shape[1]):
            if sheet.origins[a.row, i] >= 0 and sheet.origins[a.row, i] == sheet.origins[b.row, j]:
                return O_SHARED
    for i in range(sheet.cites.shape[1]):
        if sheet.cites[a.row, i] == b.source or sheet.cites[b.row, i] == a.source:
            return O_CITES
    return 0


@compiled
def pattern(names, may_be, vague, a, b, window):
    """What the records say of two reports, packed into one number; -1 where they are not compared.

    It takes bare arrays: handing on a tuple of arrays costs more than comparing.
    """
    when = when_level(a, b, window)
    if when < 0:
        return NONE
    where = 0 if window.anywhere else where_level(names, a, b, window.km)
    if where < 0:
        return NONE
    packed = 1 if a.source == b.source else 0
    packed = packed * FURTHER * SIZES[6] + area_level(a, b)
    packed = packed * SIZES[5] + killed_level(a, b)
    packed = packed * SIZES[4] + targets_level(a, b)
    packed = packed * SIZES[3] + initiators_level(may_be, vague, a, b)
    packed = packed * SIZES[2] + type_level(a, b)
    packed = packed * SIZES[1] + when
    return packed * SIZES[0] + where


@compiled
def further_pattern(sheet, a, b, packed):
    """A pattern with what the records do not hold: further actors, other harms, words, origins."""
    first = packed // BELOW_INITIATORS
    initiators, targets = first % SIZES[3], first // SIZES[3] % SIZES[4]
    first = all_initiators_level(sheet, a, b, initiators) - initiators
    first += SIZES[3] * (all_targets_level(sheet, a, b, targets) - targets)
    more = origin_level(sheet, a, b)
    more = more * SIZES[8] + words_level(sheet, a, b)
    more = more * SIZES[7] + harmed_level(sheet, a, b)
    return packed + first * BELOW_INITIATORS + more * BELOW_HARMED


def unpack(patterns: np.ndarray) -> np.ndarray:
    """Levels of each pattern by field: int64[fields, patterns]."""
    found = np.empty((len(l.FIELDS), len(patterns)), np.int64)
    left = np.asarray(patterns, np.int64)
    for field, size in enumerate(l.SIZES):
        left, found[field] = np.divmod(left, size)
    return found
